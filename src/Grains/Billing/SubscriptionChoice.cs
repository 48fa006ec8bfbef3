using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>Which of a customer's subscriptions is the organisation's: the same one whoever looks, and in whatever order things happened.</summary>
internal static class SubscriptionChoice
{
    /// <returns>The one that counts, and those that must not live beside it.</returns>
    public static (BillingSubscription? Kept, ImmutableArray<BillingSubscription> Surplus) Of(
        ImmutableArray<BillingSubscription> all
    )
    {
        ImmutableArray<BillingSubscription> living =
        [
            .. all.Where(one => IsLive(one.Status))
                .OrderBy(one => Rank(one.Status))
                .ThenBy(one => one.CreatedAt)
                .ThenBy(one => one.Id, StringComparer.Ordinal),
        ];
        return living.IsEmpty ? (all.MaxBy(one => (one.CreatedAt, one.Id)), []) : (living[0], living.RemoveAt(0));
    }

    public static bool IsLive(BillingStatus status) =>
        status is not (BillingStatus.None or BillingStatus.Canceled or BillingStatus.IncompleteExpired);

    private static int Rank(BillingStatus status) =>
        status switch
        {
            BillingStatus.Active or BillingStatus.Trialing or BillingStatus.PastDue => 0,
            BillingStatus.Unpaid or BillingStatus.Paused => 1,
            _ => 2,
        };
}
