using System.Globalization;
using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>The one checkout that an organisation may have open.</summary>
internal static class CheckoutRules
{
    /// <summary>The rest of the trial goes on at Stripe, when it is long enough for Stripe.</summary>
    public static CheckoutStanding Standing(BillingState state, DateTimeOffset now)
    {
        // Whoever comes back has had the trial.
        var trial = state.Subscription is null && state.TrialUntil - now >= BillingLimits.TrialAtCheckoutMin;
        return new CheckoutStanding(
            state.CustomerId,
            state.People,
            trial ? state.TrialUntil : null,
            state.Checkouts,
            state.Checkout
        );
    }

    /// <summary>What to ask Stripe for.</summary>
    public static NewCheckout Ask(string tenant, string customer, StartCheckout command, CheckoutStanding standing) =>
        new(
            tenant,
            customer,
            command.Plan,
            Math.Max(1, standing.People),
            command.Currency,
            command.Language,
            standing.TrialEnd,
            command.ReturnLink
        );

    /// <summary>Three lower-case letters; whether the price is sold in it Stripe knows.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterLower);

    public static bool IsNext(BillingState state, OpenCheckout checkout) => checkout.Number == state.Checkouts + 1;

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
