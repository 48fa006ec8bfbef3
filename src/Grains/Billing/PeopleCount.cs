using Binome.Contracts.Billing;
using Binome.Contracts.Pairs;

namespace Binome.Grains.Billing;

/// <summary>Has people counted again before a pair becomes or ceases to be active, so that no change is stored that nobody counts.</summary>
internal sealed class PeopleCount(IGrainFactory grains, IStripe stripe)
{
    /// <param name="before">Null for a pair that is not there yet.</param>
    public Task Changes(string tenant, PairPhase? before, PairPhase after) =>
        stripe.Terms is null || before == PairPhase.Active == (after == PairPhase.Active)
            ? Task.CompletedTask
            : new TenantGrains(grains, tenant).Billing().CountAgain();
}
