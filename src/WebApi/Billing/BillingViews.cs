using Binome.Contracts.Billing;

namespace Binome.WebApi.Billing;

/// <summary>How the organisation's billing stands.</summary>
/// <param name="Enabled">False when billing is off in this installation: every feature is available and nothing is charged.</param>
/// <param name="Status">none, trialing, active, past_due, unpaid, canceled, incomplete, incomplete_expired or paused.</param>
/// <param name="Access">full or read_only.</param>
/// <param name="AccessEndsAt">When full access ends unless something is done; null when nothing ends it.</param>
/// <param name="Plans">The plans to choose from.</param>
/// <param name="Plan">The one that is paid; null while none is.</param>
/// <param name="People">People in at least one active pair, as counted last.</param>
/// <param name="PeoplePaid">People that the current period is paid for.</param>
internal sealed record BillingView(
    bool Enabled,
    BillingStatus Status,
    Access Access,
    DateTimeOffset? AccessEndsAt,
    ImmutableArray<string> Plans,
    string? Plan,
    string? Currency,
    int People,
    int? PeoplePaid,
    DateTimeOffset? TrialEndsAt,
    DateTimeOffset? PeriodStart,
    DateTimeOffset? PeriodEnd,
    DateTimeOffset? CancelAt,
    DateTimeOffset? SyncedAt
)
{
    public string Object { get; } = "billing";

    public static BillingView Of(Standing standing)
    {
        var (row, allowed) = (standing.Row, standing.Entitlements);
        var held = row?.Subscription;
        return new BillingView(
            standing.Terms is not null,
            row?.Status ?? BillingStatus.None,
            allowed.Access,
            allowed.EndsAt,
            standing.Terms?.Plans ?? [],
            held?.Price,
            held?.Currency,
            row?.People ?? 0,
            held?.Quantity,
            held is null ? row?.TrialUntil : held.TrialEnd,
            held?.PeriodStart,
            held?.PeriodEnd,
            held?.CancelAt,
            row?.SyncedAt
        );
    }
}

internal sealed record InvoicesView(ImmutableArray<InvoiceView> Data)
{
    public string Object { get; } = "list";

    public bool HasMore { get; }
}

/// <summary>An invoice. Amounts are in the smallest unit of the currency.</summary>
/// <param name="Status">draft, open, paid, uncollectible or void.</param>
/// <param name="Link">Where Stripe shows it; null while it is a draft.</param>
internal sealed record InvoiceView(
    string Id,
    DateTimeOffset Created,
    string? Number,
    string Status,
    string Currency,
    long Total,
    long AmountDue,
    long AmountPaid,
    DateTimeOffset PeriodStart,
    DateTimeOffset PeriodEnd,
    string? Link,
    string? Pdf
)
{
    public string Object { get; } = "invoice";

    public static InvoiceView Of(InvoiceRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.Number,
            row.Status,
            row.Currency,
            row.Total,
            row.AmountDue,
            row.AmountPaid,
            row.PeriodStart,
            row.PeriodEnd,
            row.Link,
            row.Pdf
        );
}

/// <summary>A person who was billed.</summary>
/// <param name="Pairs">The active pairs because of which.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null while it goes on.</param>
internal sealed record BilledPersonView(
    string Id,
    string Participant,
    ImmutableArray<string> Pairs,
    DateOnly From,
    DateOnly? Until
)
{
    public string Object { get; } = "billed_person";

    public static BilledPersonView Of(BilledPersonRow row) =>
        new(row.Id, row.ParticipantId, row.Pairs, row.From, row.Until);
}

/// <param name="People">0–200,000.</param>
internal sealed record PreviewBody(int People);

/// <summary>What so many people would cost, in the smallest unit of the currency.</summary>
/// <param name="Prorated">For the rest of this period, before taxes; below zero is given back.</param>
/// <param name="NextTotal">The next invoice as a whole, with taxes.</param>
internal sealed record PreviewView(int People, long Prorated, long NextTotal, string Currency, DateTimeOffset NextAt)
{
    public string Object { get; } = "billing_preview";

    public static PreviewView Of(BillingPreview preview) =>
        new(preview.People, preview.DueNow, preview.NextTotal, preview.Currency, preview.NextAt);
}

/// <param name="Plan">One of the plans of GET /v1/billing.</param>
/// <param name="Currency">Three lower-case letters; the price's own when left out.</param>
internal sealed record CheckoutBody(string Plan, string? Currency);

/// <param name="Url">A page of Stripe; open it in the browser of whoever pays.</param>
internal sealed record BillingPageView(string Url)
{
    public string Object { get; } = "billing_page";
}
