using System.Text.Json.Serialization;
using Binome.Contracts.Ledger;

namespace Binome.Contracts.Billing;

/// <summary>What Stripe says of the organisation's subscription.</summary>
[GenerateSerializer, Alias("binome.billing_status")]
public enum BillingStatus
{
    /// <summary>There is none yet; the organisation tries the product out.</summary>
    None,
    Trialing,
    Active,
    PastDue,
    Unpaid,
    Canceled,
    Incomplete,
    IncompleteExpired,
    Paused,
}

/// <summary>A subscription as Stripe answered it last.</summary>
/// <param name="ItemId">Its one item, whose quantity are the people that are paid for.</param>
/// <param name="Price">The lookup key of its price; the price's id when it has none.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="CancelAt">When it ends by itself; null when it goes on.</param>
[GenerateSerializer, Immutable, Alias("binome.billing_subscription")]
public sealed record BillingSubscription(
    string Id,
    BillingStatus Status,
    string ItemId,
    string Price,
    int Quantity,
    string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset PeriodStart,
    DateTimeOffset PeriodEnd,
    DateTimeOffset? TrialEnd,
    DateTimeOffset? CancelAt,
    string? LatestInvoiceId
);

/// <summary>A second subscription of the organisation, which was cancelled at once.</summary>
/// <param name="RefundDue">Something may have been paid for it; a person looks and pays it back in Stripe.</param>
[GenerateSerializer, Immutable, Alias("binome.billing_duplicate")]
public sealed record BillingDuplicate(string SubscriptionId, bool RefundDue, DateTimeOffset CancelledAt);

/// <summary>How an organisation's billing stands.</summary>
/// <param name="Id">The tenant's.</param>
/// <param name="CustomerId">Stripe's; null before the first checkout.</param>
/// <param name="TrialUntil">Until when the organisation may do everything without a subscription.</param>
/// <param name="PastDueSince">When a payment failed that is still open.</param>
/// <param name="People">Those in at least one active pair, as counted last.</param>
/// <param name="SyncedAt">When Stripe was read last.</param>
[GenerateSerializer, Immutable, Alias("binome.billing_row")]
public sealed record BillingRow(
    string Id,
    string? CustomerId,
    BillingSubscription? Subscription,
    DateTimeOffset TrialUntil,
    DateTimeOffset? PastDueSince,
    int People,
    ImmutableArray<BillingDuplicate> Duplicates,
    DateTimeOffset? SyncedAt
) : IRow
{
    [JsonIgnore]
    public BillingStatus Status => Subscription?.Status ?? BillingStatus.None;
}

/// <summary>Who was in at least one active pair over which days: a line of what is billed.</summary>
/// <param name="Pairs">The pairs because of which the person counts, at most <see cref="BillingLimits.PairsPerLineMax"/>.</param>
/// <param name="From">The first day (UTC).</param>
/// <param name="Until">The last day, inclusive; null while it goes on.</param>
[GenerateSerializer, Immutable, Alias("binome.billed_person_row")]
public sealed record BilledPersonRow(
    string Id,
    string ParticipantId,
    ImmutableArray<string> Pairs,
    DateOnly From,
    DateOnly? Until
) : IRow;

/// <summary>An invoice as Stripe answered it last. Amounts are in the currency's smallest unit.</summary>
/// <param name="Id">Stripe's.</param>
/// <param name="Number">What stands on it; null while it is a draft.</param>
/// <param name="Status">draft, open, paid, uncollectible or void.</param>
/// <param name="Link">Where it is looked at and paid; null while it is a draft.</param>
[GenerateSerializer, Immutable, Alias("binome.invoice_row")]
public sealed record InvoiceRow(
    string Id,
    string? Number,
    string Status,
    long Total,
    long AmountDue,
    long AmountPaid,
    string Currency,
    DateTimeOffset PeriodStart,
    DateTimeOffset PeriodEnd,
    DateTimeOffset CreatedAt,
    string? Link,
    string? Pdf
) : IRow;

/// <summary>An event of Stripe that was taken in; its id is known for at least <see cref="BillingLimits.EventsKept"/>.</summary>
[GenerateSerializer, Immutable, Alias("binome.stripe_event_row")]
public sealed record StripeEventRow(string Id, string Type, DateTimeOffset TakenAt) : IRow;

/// <param name="PairId">An active pair.</param>
public readonly record struct BilledPair(string PairId, string MentorId, string MenteeId);

/// <summary>Reads over billing.</summary>
public interface IBillingRows
{
    Task<Stored<BillingRow>?> Find(string tenant);

    /// <summary>The organisation of a customer of Stripe; null when it is none of ours.</summary>
    Task<string?> TenantOf(string customerId);

    /// <summary>Organisations for which billing has not begun, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<string>> NotBegun(int limit);

    Task<bool> HasEvent(string tenant, string eventId);

    /// <summary>Invoices, newest first.</summary>
    Task<ImmutableArray<InvoiceRow>> Invoices(string tenant, int limit);

    /// <summary>All pairs that are active now.</summary>
    Task<ImmutableArray<BilledPair>> ActivePairs(string tenant);

    /// <summary>The lines that go on.</summary>
    Task<ImmutableArray<BilledPersonRow>> OpenLines(string tenant);

    /// <summary>The lines of which at least a day lies in the range, newest first.</summary>
    Task<Slice<BilledPersonRow>> Lines(string tenant, DateOnly? from, DateOnly? until, PageOf page);
}

/// <summary>Throws away what is known of Stripe's events for a time only.</summary>
public interface IStripeEventUpkeep
{
    /// <summary>Drops events that were taken in before that instant, over all tenants.</summary>
    Task DropOlderThan(DateTimeOffset instant);
}

/// <summary>The bounds of billing.</summary>
public static class BillingLimits
{
    /// <summary>Between two changes of a quantity at Stripe: at most 180 an hour.</summary>
    public static readonly TimeSpan SeatsEvery = TimeSpan.FromSeconds(20);

    /// <summary>Fewer people are billed from the next period on; it is said to Stripe this long before it begins.</summary>
    public static readonly TimeSpan ShrinkBefore = TimeSpan.FromHours(1);

    /// <summary>An event of Stripe seldom comes alone: it is read this long after the first, for all of them.</summary>
    public static readonly TimeSpan ReadAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>A reading of Stripe that has not come back by then is begun again.</summary>
    public static readonly TimeSpan ReadingMax = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan DailyEvery = TimeSpan.FromDays(1);

    /// <summary>Stripe is asked again after a failure: first after this, doubling up to <see cref="RetryMax"/>.</summary>
    public static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan EventsKept = TimeSpan.FromDays(35);

    /// <summary>Stripe takes no shorter trial in a checkout.</summary>
    public static readonly TimeSpan TrialAtCheckoutMin = TimeSpan.FromHours(49);

    /// <summary>How far back events are listed when nothing was listed before.</summary>
    public static readonly TimeSpan FeedFirst = TimeSpan.FromDays(1);

    /// <summary>Stripe may show an event a little after its instant.</summary>
    public static readonly TimeSpan FeedOverlap = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan FeedEvery = TimeSpan.FromMinutes(10);
    public const int FeedPagesMax = 50;

    /// <summary>A trial that Stripe has not ended in words by then has ended all the same.</summary>
    public static readonly TimeSpan TrialSlack = TimeSpan.FromHours(6);

    /// <summary>Days before the end of a trial on which people are told.</summary>
    public static readonly ImmutableArray<int> TrialNoticeDays = [7, 3, 1];

    /// <summary>Days before access is cut for want of a payment on which people are told.</summary>
    public const int GraceNoticeDays = 3;

    /// <summary>Invoices are read again after this long also when no event asks for it.</summary>
    public static readonly TimeSpan InvoicesEvery = TimeSpan.FromHours(12);

    /// <summary>Questions of one organisation that wait for Stripe at once, in one process; further ones wait for these.</summary>
    public const int AsksAtOnceMax = 8;

    /// <summary>How often a checkout is tried anew because another was begun meanwhile.</summary>
    public const int CheckoutTriesMax = 5;
    public const int SubscriptionsReadMax = 100;
    public const int InvoicesReadMax = 100;
    public const int DuplicatesKeptMax = 20;
    public const int NoticesKeptMax = 32;
    public const int PairsPerLineMax = 50;
    public const int LinesPerCommitMax = 5_000;
    public const int TenantsBegunAtOnceMax = 500;
    public const int NoticePeopleMax = 20;
    public const int WebhookBytesMax = 256 * 1024;
    public const int PreviewPeopleMax = 200_000;
}
