using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <param name="Prorates">Whether the rest of the period is charged or given back.</param>
internal readonly record struct QuantityStep(int Quantity, bool Prorates);

/// <summary>
/// How many people are paid for. Growth is told to Stripe at once and charged for the rest of the period. What was paid for stays usable: fewer people
/// lower the quantity just before the next period, so that whoever comes back within the period is not charged twice.
/// </summary>
internal static class QuantityRules
{
    /// <summary>What to set at Stripe now; null when nothing.</summary>
    /// <param name="read">The subscription as it was read just now.</param>
    public static QuantityStep? Next(BillingState state, BillingSubscription? read, int people, DateTimeOffset now)
    {
        if (read is null || !IsSettable(read.Status) || people == read.Quantity || WaitsUntil(state, now) is not null)
            return null;
        if (people > read.Quantity || read.Status == BillingStatus.Trialing)
            return new QuantityStep(people, Prorates: true);
        if (now >= read.PeriodEnd - BillingLimits.ShrinkBefore)
            return new QuantityStep(people, Prorates: false);
        return IsMissed(state, read) ? new QuantityStep(people, Prorates: true) : null;
    }

    /// <summary>When the quantity may be set again; null when it may now.</summary>
    public static DateTimeOffset? WaitsUntil(BillingState state, DateTimeOffset now) =>
        state.QuantityAt + BillingLimits.SeatsEvery is { } at && at > now ? at : null;

    /// <summary>When fewer people are told to Stripe; null when they are not fewer.</summary>
    public static DateTimeOffset? ShrinksAt(BillingState state) =>
        state.Subscription is { } held && IsSettable(held.Status) && state.People < held.Quantity
            ? held.PeriodEnd - BillingLimits.ShrinkBefore
            : null;

    // Nobody was there to tell Stripe before the new period began; what it charges too much is given back.
    private static bool IsMissed(BillingState state, BillingSubscription read) =>
        state.Subscription is { } held
        && held.Id == read.Id
        && state.People < held.Quantity
        && held.PeriodEnd <= read.PeriodStart;

    private static bool IsSettable(BillingStatus status) =>
        status is BillingStatus.Trialing or BillingStatus.Active or BillingStatus.PastDue;
}
