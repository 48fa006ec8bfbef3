using Binome.Contracts.Billing;
using Binome.Contracts.Sandboxes;

namespace Binome.WebApi.Billing;

/// <param name="Terms">Null while billing is off.</param>
/// <param name="Row">Null before billing has begun.</param>
internal sealed record Standing(BillingTerms? Terms, BillingRow? Row, Entitlements Entitlements);

/// <summary>How an organisation's billing stands at this moment, as it was stored last.</summary>
internal sealed class BillingStanding(IStripe stripe, IBillingRows rows, TenantClock clock)
{
    private static readonly Standing Off = new(null, null, Entitlements.Everything);

    public async ValueTask<Standing> Of(string tenant)
    {
        // A sandbox is never billed.
        if (stripe.Terms is not { } terms || Sandbox.Is(tenant))
            return Off;
        // A new organisation's trial begins within minutes; until then there is nothing to hold it to.
        if (await rows.Find(tenant) is not { Row: var row })
            return new Standing(terms, null, Entitlements.Everything);
        return new Standing(terms, row, Entitlements.Of(row, clock.Now(tenant), terms.Grace));
    }
}
