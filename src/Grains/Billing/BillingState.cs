using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

internal sealed record BillingState : LedgerState
{
    public string? CustomerId { get; init; }
    public BillingSubscription? Subscription { get; init; }

    /// <summary>Null before billing has begun.</summary>
    public DateTimeOffset? TrialUntil { get; init; }
    public DateTimeOffset? PastDueSince { get; init; }
    public int People { get; init; }
    public ImmutableArray<BillingDuplicate> Duplicates { get; init; } = [];
    public DateTimeOffset? SyncedAt { get; init; }

    /// <summary>What was announced last.</summary>
    public Access Access { get; init; }
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>The wake-up that is set: the earliest of those below.</summary>
    public DateTimeOffset? SyncAt { get; init; }

    /// <summary>When Stripe last hinted at a change that was not read yet; each is later than the one before.</summary>
    public DateTimeOffset? HintAt { get; init; }

    /// <summary>When people are counted again; null when nothing has changed since.</summary>
    public DateTimeOffset? CountAt { get; init; }

    /// <summary>When they are counted once more, for a change that may be stored after the first count.</summary>
    public DateTimeOffset? CountAgainAt { get; init; }
    public DateTimeOffset? DailyAt { get; init; }
    public DateTimeOffset? RetryAt { get; init; }
    public int Failures { get; init; }

    /// <summary>When a quantity was set at Stripe last.</summary>
    public DateTimeOffset? QuantityAt { get; init; }

    /// <summary>The quantity that we know of; another one at Stripe was set by somebody else.</summary>
    public int? QuantityKnown { get; init; }
    public DateTimeOffset? InvoicesAt { get; init; }
    public OpenCheckout? Checkout { get; init; }
    public int Checkouts { get; init; }
}

internal readonly record struct BillingChange(BillingState State, Effects Effects);

internal sealed record StripeFeedState : LedgerState
{
    /// <summary>Up to which instant events were listed.</summary>
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? NextAt { get; init; }
}
