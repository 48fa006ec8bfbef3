using System.Text.Json;
using Binome.Contracts.Billing;

namespace Binome.Silo.Stripe;

/// <summary>Stripe's answers in our words.</summary>
internal static class StripeReadings
{
    public static BillingSubscription Of(SubscriptionAnswer answer)
    {
        var item = answer.Items.Data[0];
        return new BillingSubscription(
            answer.Id,
            StatusOf(answer.Status),
            item.Id,
            item.Price.LookupKey ?? item.Price.Id,
            item.Quantity ?? 0,
            answer.Currency,
            At(answer.Created),
            At(item.CurrentPeriodStart),
            At(item.CurrentPeriodEnd),
            At(answer.TrialEnd),
            At(answer.CancelAt),
            answer.LatestInvoice
        );
    }

    public static InvoiceRow Of(InvoiceAnswer answer) =>
        new(
            answer.Id,
            answer.Number,
            answer.Status ?? "draft",
            answer.Total,
            answer.AmountDue,
            answer.AmountPaid,
            answer.Currency,
            At(answer.PeriodStart),
            At(answer.PeriodEnd),
            At(answer.Created),
            answer.HostedInvoiceUrl,
            answer.InvoicePdf
        );

    public static CheckoutSession Of(CheckoutAnswer answer) =>
        new(answer.Id, answer.Url, answer.Status == "open", answer.Status == "complete", At(answer.ExpiresAt));

    public static StripeEvent Of(EventAnswer answer) =>
        new(answer.Id, answer.Type, answer.Livemode, At(answer.Created), CustomerOf(answer.Data.Object));

    private static string? CustomerOf(JsonElement about)
    {
        if (about.ValueKind != JsonValueKind.Object)
            return null;
        var isCustomer = Text(about, "object") == "customer";
        return Text(about, isCustomer ? "id" : "customer");
    }

    private static string? Text(JsonElement about, string name) =>
        about.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A state that a later version adds allows nothing until it is known.
    private static BillingStatus StatusOf(string status) =>
        status switch
        {
            "trialing" => BillingStatus.Trialing,
            "active" => BillingStatus.Active,
            "past_due" => BillingStatus.PastDue,
            "unpaid" => BillingStatus.Unpaid,
            "canceled" => BillingStatus.Canceled,
            "incomplete" => BillingStatus.Incomplete,
            "incomplete_expired" => BillingStatus.IncompleteExpired,
            "paused" => BillingStatus.Paused,
            _ => BillingStatus.Unpaid,
        };

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static DateTimeOffset? At(long? seconds) => seconds is { } known ? At(known) : null;
}
