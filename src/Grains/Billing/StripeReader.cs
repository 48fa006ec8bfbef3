using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>Reads an organisation's billing from Stripe and does there what follows: one subscription, the right quantity.</summary>
internal sealed class StripeReader(IStripe stripe, IBillingRows rows, TenantClock clock)
{
    /// <summary>Ends at the first failure; what was read until then counts.</summary>
    public async Task<StripeReading> Read(string tenant, BillingState state, DateTimeOffset now)
    {
        var reading = new StripeReading(state.HintAt, Fault: null);
        if (state.CustomerId is not { } customer)
            return reading;
        try
        {
            var (kept, surplus) = SubscriptionChoice.Of(await stripe.Subscriptions(customer));
            reading = reading with { HasSubscriptions = true, Subscription = kept };
            foreach (var duplicate in surplus)
                reading = reading with
                {
                    Cancelled = reading.Cancelled.Add(await Cancel(duplicate, clock.Now(tenant))),
                };
            reading = await SetQuantity(tenant, state, reading, now);
            var areDue = state.InvoicesAt is not { } at || now - at >= BillingLimits.InvoicesEvery;
            return areDue || state.HintAt is not null || reading.QuantityBefore is not null
                ? reading with
                {
                    Invoices = await stripe.Invoices(customer),
                }
                : reading;
        }
        catch (StripeException problem)
        {
            return reading with { Fault = problem.Code };
        }
    }

    /// <summary>A checkout as it stands at Stripe; null when Stripe takes what was asked for no longer.</summary>
    public async Task<CheckoutSession?> Open(OpenCheckout checkout)
    {
        try
        {
            return checkout.SessionId is { } session
                ? await stripe.Checkout(session)
                : await stripe.CreateCheckout(checkout.Ask, CheckoutRules.KeyOf(checkout));
        }
        catch (StripeException problem) when (problem.Fault is StripeFault.NotFound or StripeFault.Refused)
        {
            // Asked for and never made, such as a trial whose end is too near by now.
            return null;
        }
    }

    /// <summary>Closes a checkout and answers how it ended: somebody may have paid that very moment.</summary>
    public async Task<CheckoutSession> Close(CheckoutSession session)
    {
        try
        {
            await stripe.ExpireCheckout(session.Id);
        }
        catch (StripeException problem) when (problem.Fault == StripeFault.Refused)
        {
            // It is closed or paid already; which of them is read below.
        }
        return await stripe.Checkout(session.Id);
    }

    private async Task<BillingDuplicate> Cancel(BillingSubscription duplicate, DateTimeOffset now)
    {
        try
        {
            await stripe.Cancel(duplicate.Id);
        }
        catch (StripeException problem) when (problem.Fault == StripeFault.NotFound)
        {
            // Cancelled already, by a reading whose result was lost.
        }
        var mayBePaid = duplicate.Status is not (BillingStatus.Incomplete or BillingStatus.Trialing);
        return new BillingDuplicate(duplicate.Id, mayBePaid, now);
    }

    private async Task<StripeReading> SetQuantity(
        string tenant,
        BillingState state,
        StripeReading reading,
        DateTimeOffset now
    )
    {
        var people = BilledLines.People(await rows.ActivePairs(tenant)).Count;
        if (QuantityRules.Next(state, reading.Subscription, people, now) is not { } step)
            return reading;
        var before = reading.Subscription!;
        var key = Ids.New(Ids.Request, now);
        var after = await stripe.SetQuantity(before, step.Quantity, step.Prorates, key);
        return reading with { Subscription = after, QuantityBefore = before.Quantity };
    }
}
