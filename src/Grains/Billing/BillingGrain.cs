using Binome.Contracts.Billing;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Billing;

internal sealed partial class BillingGrain(
    [PersistentState(GrainKinds.Billing, GrainKinds.Storage)] IPersistentState<BillingState> billing,
    IBillingRows rows,
    ICredentials tenants,
    IStripe stripe,
    StripeReader reader,
    BillingNotices notices,
    TenantClock clock,
    ILogger<BillingGrain> logger
) : Grain, IBillingGrain
{
    private IGrainTimer? timer;
    private bool isReading;

    private string Tenant => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    private DateTimeOffset Now => clock.Now(Tenant);

    /// <summary>Null while billing is off, as it always is in a sandbox.</summary>
    private BillingTerms? Terms => Sandbox.Is(Tenant) ? null : stripe.Terms;

    public async Task Begin()
    {
        if (Terms is { } terms && billing.State.TrialUntil is null)
            await Commit(BillingRules.Begin(Tenant, terms, Now));
    }

    public async Task TakeEvent(string eventId, string type)
    {
        if (Terms is not { } terms || await rows.HasEvent(Tenant, eventId))
            return;
        await Begin();
        var change = BillingRules.Hinted(Tenant, billing.State, terms, Now);
        change.Effects.Row(new StripeEventRow(eventId, type, Now));
        await Commit(change);
        StartReading();
    }

    public async Task CountAgain()
    {
        if (Terms is not { } terms)
            return;
        await Begin();
        if (BillingRules.CountAgain(Tenant, billing.State, terms, Now) is { } change)
            await Commit(change);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != BillingRules.Sync || billing.State.SyncAt != dueAt)
            return;
        if (Terms is null)
            // Billing was switched off; it begins where it was when it is on again.
            await billing.Commit(
                billing.State with
                {
                    SyncAt = null,
                },
                new Effects().Row(BillingRules.Row(Tenant, billing.State)).WakeUp(BillingRules.Sync, null)
            );
        else
            await BeginReading();
    }

    public async Task TakeReading(StripeReading reading)
    {
        if (Terms is not { } terms)
            return;
        var people = await Count();
        var change = BillingRules.Read(Tenant, billing.State, reading, people, terms, Now);
        if (reading.Fault is { } fault)
            LogFailed(Tenant, fault, change.State.Failures, change.State.RetryAt);
        var told = await notices.Tell(Tenant, change.State, terms, Now);
        await Commit(change with { State = change.State with { Notices = told } });
        isReading = false;
        // What was hinted meanwhile need not wait for the sweeper.
        if (reading.Fault is null && billing.State.HintAt is not null)
            StartReading();
    }

    public async Task<Outcome<BillingPage>> Checkout(StartCheckout command)
    {
        if (Terms is not { } terms)
            return Failure.Of(FailureCodes.BillingOff);
        if (!terms.Plans.Contains(command.Plan))
            return Failure.At("/plan", FailureCodes.Invalid, string.Join(", ", terms.Plans));
        await Begin();
        return await Ask(() => OpenPage(command, terms));
    }

    public async Task<Outcome<BillingPage>> Portal(OpenPortal command)
    {
        if (Terms is null)
            return Failure.Of(FailureCodes.BillingOff);
        return billing.State.CustomerId is not { } customer
            ? Failure.Of(FailureCodes.BillingNoCustomer)
            : await Ask<BillingPage>(async () => new BillingPage(await stripe.CreatePortal(customer, command)));
    }

    public async Task<Outcome<BillingPreview>> Preview(int people)
    {
        if (Terms is null)
            return Failure.Of(FailureCodes.BillingOff);
        if (people is < 0 or > BillingLimits.PreviewPeopleMax)
            return Failure.At("/people", FailureCodes.OutOfRange, "0", $"{BillingLimits.PreviewPeopleMax}");
        return billing.State.Subscription is { } held && SubscriptionChoice.IsLive(held.Status)
            ? await Ask<BillingPreview>(async () => await stripe.Preview(held, people))
            : Failure.Of(FailureCodes.BillingNotSubscribed);
    }

    /// <summary>
    /// The page of the one checkout that may be open. Whether somebody has subscribed meanwhile is asked of Stripe each time: a webhook may be
    /// late, and without an answer there is no page.
    /// </summary>
    private async Task<Outcome<BillingPage>> OpenPage(StartCheckout command, BillingTerms terms)
    {
        var customer = billing.State.CustomerId ?? await MakeCustomer(terms);
        if (await IsSubscribed(customer))
            return await Subscribed(terms);
        var wanted = CheckoutRules.Ask(Tenant, customer, command, billing.State, Now);
        if (billing.State.Checkout is { } open)
        {
            var session = await reader.Open(open);
            // Paid since the list was read; or long ago, for a subscription that has ended.
            if (session is { IsPaid: true } && await IsSubscribed(customer))
                return await Subscribed(terms);
            if (session is { IsOpen: true, Url: { } known } && CheckoutRules.IsSame(open.Ask, wanted))
                return new BillingPage(known);
            if (session is { IsOpen: true } && await reader.Close(session) is { IsPaid: true })
                return await Subscribed(terms);
        }
        // What is asked for is stored first, so that a repetition after a crash asks for the same and makes no second one.
        var next = new OpenCheckout(billing.State.Checkouts + 1, wanted, SessionId: null);
        await Commit(CheckoutRules.Begun(Tenant, billing.State, next, terms, Now));
        var made = await stripe.CreateCheckout(wanted, CheckoutRules.KeyOf(next));
        await Commit(CheckoutRules.Opened(Tenant, billing.State, made.Id, terms, Now));
        return made.Url is { } url ? new BillingPage(url) : await Subscribed(terms);
    }

    private async Task<bool> IsSubscribed(string customer)
    {
        var (held, _) = SubscriptionChoice.Of(await stripe.Subscriptions(customer));
        return held is not null && held.Status != BillingStatus.Incomplete && SubscriptionChoice.IsLive(held.Status);
    }

    private async Task<Outcome<BillingPage>> Subscribed(BillingTerms terms)
    {
        await Commit(BillingRules.Hinted(Tenant, billing.State, terms, Now));
        StartReading();
        return Failure.Of(FailureCodes.BillingSubscribed);
    }

    private async Task<string> MakeCustomer(BillingTerms terms)
    {
        var tenant = await tenants.Tenant(Tenant);
        var customer = await stripe.CreateCustomer(Tenant, tenant?.Name ?? Tenant);
        var next = billing.State with { CustomerId = customer };
        await Commit(BillingRules.Armed(Tenant, next, terms, Now, new Effects()));
        return customer;
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

    private async Task<int> Count()
    {
        var people = BilledLines.People(await rows.ActivePairs(Tenant));
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var changes = BilledLines.Changes(people, await rows.OpenLines(Tenant), today);
        foreach (var some in changes.Chunk(BillingLimits.LinesPerCommitMax))
        {
            var effects = new Effects();
            foreach (var line in some)
                effects.Row(line);
            await billing.Commit(billing.State with { }, effects);
        }
        return people.Count;
    }

    private async Task BeginReading()
    {
        await Commit(BillingRules.Reading(Tenant, billing.State, Now));
        StartReading();
    }

    /// <summary>Beside the turns of this grain: whoever calls it does not wait for Stripe. What was read comes back as a call.</summary>
    private void StartReading()
    {
        if (isReading)
            return;
        isReading = true;
        timer?.Dispose();
        timer = this.RegisterGrainTimer(
            Read,
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                KeepAlive = true,
                Interleave = true,
            }
        );
    }

    private async Task Read(CancellationToken cancellation)
    {
        try
        {
            var reading = await reader.Read(Tenant, billing.State, Now);
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).Billing().TakeReading(reading);
        }
        catch (Exception problem)
        {
            // Nobody awaits a timer. The wake-up that is set begins another reading.
            LogStopped(Tenant, problem);
            isReading = false;
        }
    }

    private async Task Commit(BillingChange change) => await billing.Commit(change.State, change.Effects);

    [LoggerMessage(
        LogLevel.Warning,
        "Stripe could not be read for {Tenant}: {Fault}, failure {Failures}; again at {At}."
    )]
    private partial void LogFailed(string tenant, string fault, int failures, DateTimeOffset? at);

    [LoggerMessage(LogLevel.Warning, "Stripe did not do what {Tenant} asked for: {Fault}, {Code}.")]
    private partial void LogRefused(string tenant, StripeFault fault, string code);

    [LoggerMessage(LogLevel.Error, "A reading of Stripe for {Tenant} stopped; its wake-up begins another.")]
    private partial void LogStopped(string tenant, Exception problem);
}
