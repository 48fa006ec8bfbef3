using System.Globalization;
using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>The one checkout that an organisation may have open.</summary>
internal static class CheckoutRules
{
    /// <summary>What to ask Stripe for: the rest of the trial goes on there, when it is long enough for Stripe.</summary>
    public static NewCheckout Ask(
        string tenant,
        string customer,
        StartCheckout command,
        BillingState state,
        DateTimeOffset now
    )
    {
        // Whoever comes back has had the trial.
        var trial = state.Subscription is null && state.TrialUntil - now >= BillingLimits.TrialAtCheckoutMin;
        return new NewCheckout(
            tenant,
            customer,
            command.Plan,
            Math.Max(1, state.People),
            command.Currency,
            command.Language,
            trial ? state.TrialUntil : null,
            command.ReturnLink
        );
    }

    /// <summary>The number of people may differ: it is set right after the checkout.</summary>
    public static bool IsSame(NewCheckout open, NewCheckout wanted) =>
        open with { Quantity = wanted.Quantity } == wanted;

    /// <summary>The same for the same checkout, so that Stripe makes one.</summary>
    public static string KeyOf(OpenCheckout checkout) =>
        string.Create(CultureInfo.InvariantCulture, $"binome-checkout-{checkout.Ask.Tenant}-{checkout.Number}");

    public static BillingChange Begun(
        string tenant,
        BillingState state,
        OpenCheckout checkout,
        BillingTerms terms,
        DateTimeOffset now
    )
    {
        var next = state with { Checkout = checkout, Checkouts = checkout.Number };
        var started = new LedgerEvent(EventTypes.BillingCheckoutStarted, tenant, ("number", checkout.Number));
        return BillingRules.Armed(tenant, next, terms, now, new Effects().Event(started));
    }

    public static BillingChange Opened(
        string tenant,
        BillingState state,
        string session,
        BillingTerms terms,
        DateTimeOffset now
    )
    {
        var next = state with { Checkout = state.Checkout! with { SessionId = session } };
        return BillingRules.Armed(tenant, next, terms, now, new Effects());
    }
}
