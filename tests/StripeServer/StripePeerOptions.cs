namespace Binome.StripeServer;

/// <summary>What the account is set to, as its owner would set it in Stripe's dashboard.</summary>
public sealed record StripePeerOptions
{
    /// <summary>How long the invoice of a new period stays a draft before it is charged; an hour at Stripe.</summary>
    public TimeSpan DraftInvoiceDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>When a failed payment is tried again, each after the attempt before it.</summary>
    public TimeSpan[] PaymentRetries { get; init; } =
    [TimeSpan.FromDays(3), TimeSpan.FromDays(5), TimeSpan.FromDays(7)];

    /// <summary>What becomes of a subscription when the last retry failed.</summary>
    public AfterRetries AfterRetries { get; init; } = AfterRetries.Unpaid;

    /// <summary>How long before a renewal <c>invoice.upcoming</c> is sent.</summary>
    public TimeSpan UpcomingInvoiceNotice { get; init; } = TimeSpan.FromDays(7);

    /// <summary>When a webhook that was not accepted is sent again, each after the attempt before it.</summary>
    public TimeSpan[] WebhookRetries { get; init; } =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long a webhook's receiver has to answer.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Requests kept for reading; older ones are forgotten, their counters are not.</summary>
    public int RequestsKeptMax { get; init; } = 20_000;
}

/// <summary>What becomes of a subscription whose invoice could not be paid at all.</summary>
public enum AfterRetries
{
    /// <summary>It goes on as unpaid; its later invoices stay drafts.</summary>
    Unpaid,

    /// <summary>It is cancelled.</summary>
    Cancel,

    /// <summary>It stays past due.</summary>
    PastDue,
}
