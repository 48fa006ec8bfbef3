namespace Binome.Silo.Stripe;

// The fields that are read of Stripe's answers, in its own names; instants are whole seconds since 1970.

internal sealed record ListAnswer<T>(T[] Data, bool HasMore);

internal sealed record CustomerAnswer(string Id);

internal sealed record PriceAnswer(string Id, string? LookupKey);

internal sealed record SubscriptionAnswer(
    string Id,
    string Status,
    string Currency,
    long Created,
    long? TrialEnd,
    long? CancelAt,
    string? LatestInvoice,
    SubscriptionItemsAnswer Items
);

internal sealed record SubscriptionItemsAnswer(SubscriptionItemAnswer[] Data);

internal sealed record SubscriptionItemAnswer(
    string Id,
    int? Quantity,
    long CurrentPeriodStart,
    long CurrentPeriodEnd,
    PriceAnswer Price
);

internal sealed record CheckoutAnswer(string Id, string? Url, string? Status, long ExpiresAt);

internal sealed record PortalAnswer(string Url);

internal sealed record InvoiceAnswer(
    string Id,
    string? Number,
    string? Status,
    long Total,
    long AmountDue,
    long AmountPaid,
    string Currency,
    long PeriodStart,
    long PeriodEnd,
    long Created,
    string? HostedInvoiceUrl,
    string? InvoicePdf
);

internal sealed record PreviewAnswer(long Total, string Currency, PreviewLinesAnswer Lines);

internal sealed record PreviewLinesAnswer(PreviewLineAnswer[] Data);

internal sealed record PreviewLineAnswer(long Amount, PreviewLineParentAnswer? Parent);

internal sealed record PreviewLineParentAnswer(PreviewItemDetailsAnswer? SubscriptionItemDetails);

internal sealed record PreviewItemDetailsAnswer(bool Proration);

internal sealed record EventAnswer(string Id, string Type, bool Livemode, long Created, EventDataAnswer Data);

internal sealed record EventDataAnswer(System.Text.Json.JsonElement Object);

internal sealed record ErrorAnswer(ErrorDetails? Error);

internal sealed record ErrorDetails(string? Type, string? Code);
