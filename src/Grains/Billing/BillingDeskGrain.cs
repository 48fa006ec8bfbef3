using Binome.Contracts.Billing;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Binome.Grains.Billing;

[StatelessWorker(BillingLimits.AsksAtOnceMax)]
internal sealed partial class BillingDeskGrain(
    IStripe stripe,
    StripeReader reader,
    IBillingRows rows,
    ICredentials tenants,
    ILogger<BillingDeskGrain> logger
) : Grain, IBillingDeskGrain
{
    private string Tenant => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    private IBillingGrain Billing => TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).Billing();

    /// <summary>Null while billing is off, as it always is in a sandbox.</summary>
    private BillingTerms? Terms => Sandbox.Is(Tenant) ? null : stripe.Terms;

    public async Task<Outcome<BillingPage>> Checkout(StartCheckout command)
    {
        if (Terms is not { } terms)
            return Failure.Of(FailureCodes.BillingOff);
        if (!terms.Plans.Contains(command.Plan))
            return Failure.At("/plan", FailureCodes.Invalid, string.Join(", ", terms.Plans));
        if (command.Currency is { } currency && !CheckoutRules.IsCurrency(currency))
            return Failure.At("/currency", FailureCodes.Invalid, "eur, usd, gbp…");
        return await Ask(() => OpenPage(command));
    }

    public async Task<Outcome<BillingPage>> Portal(OpenPortal command)
    {
        if (Terms is null)
            return Failure.Of(FailureCodes.BillingOff);
        return (await rows.Find(Tenant))?.Row.CustomerId is not { } customer
            ? Failure.Of(FailureCodes.BillingNoCustomer)
            : await Ask<BillingPage>(async () => new BillingPage(await stripe.CreatePortal(customer, command)));
    }

    public async Task<Outcome<BillingPreview>> Preview(int people)
    {
        if (Terms is null)
            return Failure.Of(FailureCodes.BillingOff);
        if (people is < 0 or > BillingLimits.PreviewPeopleMax)
            return Failure.At("/people", FailureCodes.OutOfRange, "0", $"{BillingLimits.PreviewPeopleMax}");
        return (await rows.Find(Tenant))?.Row.Subscription is { } held && SubscriptionChoice.IsLive(held.Status)
            ? await Ask<BillingPreview>(async () => await stripe.Preview(held, people))
            : Failure.Of(FailureCodes.BillingNotSubscribed);
    }

    private async Task<Outcome<BillingPage>> OpenPage(StartCheckout command)
    {
        try
        {
            for (var tries = 0; tries < BillingLimits.CheckoutTriesMax; tries++)
                if (await TryOpenPage(command) is { } answer)
                    return answer;
            return Failure.Of(FailureCodes.Busy);
        }
        catch (StripeException problem) when (problem.Code == StripeException.PriceMissing)
        {
            LogRefused(Tenant, problem.Fault, problem.Code);
            return Failure.Of(FailureCodes.BillingPlanMissing, command.Plan);
        }
    }

    /// <summary>
    /// The page of the one checkout that may be open. Whether somebody has subscribed meanwhile is asked of Stripe each time: a webhook may be
    /// late, and without an answer there is no page. Another is begun only after the last one is closed, and by one caller alone: the number is claimed.
    /// </summary>
    /// <returns>Null when somebody else began one meanwhile.</returns>
    private async Task<Outcome<BillingPage>?> TryOpenPage(StartCheckout command)
    {
        var standing = await Billing.CheckoutStanding();
        var customer = standing.CustomerId ?? await MakeCustomer();
        if (await IsSubscribed(customer))
            return await Subscribed();
        var wanted = CheckoutRules.Ask(Tenant, customer, command, standing);
        if (standing.Open is { } open)
        {
            var session = await reader.Open(open);
            // Paid since the list was read; or long ago, for a subscription that has ended.
            if (session is { IsPaid: true } && await IsSubscribed(customer))
                return await Subscribed();
            if (session is { IsOpen: true, Url: { } known } && CheckoutRules.IsSame(open.Ask, wanted))
                return new BillingPage(known);
            if (session is { IsOpen: true } && await reader.Close(session) is { IsPaid: true })
                return await Subscribed();
        }
        // What is asked for is stored first, so that a repetition after a crash asks for the same and makes no second one.
        var next = new OpenCheckout(standing.Checkouts + 1, wanted, SessionId: null);
        if (!await Billing.BeginCheckout(next))
            return null;
        var made = await stripe.CreateCheckout(wanted, CheckoutRules.KeyOf(next));
        await Billing.NoteCheckout(next.Number, made.Id);
        return made.Url is { } url ? new BillingPage(url) : await Subscribed();
    }

    private async Task<bool> IsSubscribed(string customer)
    {
        var (held, _) = SubscriptionChoice.Of(await stripe.Subscriptions(customer));
        return held is not null && held.Status != BillingStatus.Incomplete && SubscriptionChoice.IsLive(held.Status);
    }

    private async Task<Outcome<BillingPage>> Subscribed()
    {
        await Billing.ReadAgain();
        return Failure.Of(FailureCodes.BillingSubscribed);
    }

    private async Task<string> MakeCustomer()
    {
        var tenant = await tenants.Tenant(Tenant);
        return await Billing.TakeCustomer(await stripe.CreateCustomer(Tenant, tenant?.Name ?? Tenant));
    }

    private async Task<Outcome<T>> Ask<T>(Func<Task<Outcome<T>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StripeException problem)
        {
            LogRefused(Tenant, problem.Fault, problem.Code);
            return Failure.Of(FailureCodes.StripeUnavailable, problem.Code);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stripe did not do what {Tenant} asked for: {Fault}, {Code}.")]
    private partial void LogRefused(string tenant, StripeFault fault, string code);
}
