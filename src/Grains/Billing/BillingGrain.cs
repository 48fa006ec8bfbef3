using Binome.Contracts.Billing;
using Binome.Contracts.Sandboxes;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Billing;

internal sealed partial class BillingGrain(
    [PersistentState(GrainKinds.Billing, GrainKinds.Storage)] IPersistentState<BillingState> billing,
    IBillingRows rows,
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
        if (Terms is not { } terms)
            return;
        await Begin();
        var change = BillingRules.Hinted(Tenant, billing.State, terms, Now);
        change.Effects.Row(new StripeEventRow(eventId, type, Now));
        await Commit(change);
        StartReading(BillingLimits.ReadAfter);
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

    public async Task<CheckoutStanding> CheckoutStanding()
    {
        await Begin();
        return CheckoutRules.Standing(billing.State, Now);
    }

    public async Task<string> TakeCustomer(string customerId)
    {
        if (Terms is { } terms && billing.State.CustomerId is null)
            await Commit(
                BillingRules.Armed(Tenant, billing.State with { CustomerId = customerId }, terms, Now, new Effects())
            );
        return billing.State.CustomerId ?? customerId;
    }

    public async Task<bool> BeginCheckout(OpenCheckout checkout)
    {
        if (Terms is not { } terms || !CheckoutRules.IsNext(billing.State, checkout))
            return false;
        await Commit(CheckoutRules.Begun(Tenant, billing.State, checkout, terms, Now));
        return true;
    }

    public async Task NoteCheckout(int number, string sessionId)
    {
        if (Terms is { } terms && billing.State.Checkout?.Number == number)
            await Commit(CheckoutRules.Opened(Tenant, billing.State, sessionId, terms, Now));
    }

    public async Task<Outcome<bool>> ReadAgain()
    {
        if (Terms is not { } terms)
            return Failure.Of(FailureCodes.BillingOff);
        await Commit(BillingRules.Hinted(Tenant, billing.State, terms, Now));
        StartReading();
        return true;
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
    private void StartReading(TimeSpan after = default)
    {
        if (isReading)
            return;
        isReading = true;
        timer?.Dispose();
        timer = this.RegisterGrainTimer(
            Read,
            new GrainTimerCreationOptions(after, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true }
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

    [LoggerMessage(LogLevel.Error, "A reading of Stripe for {Tenant} stopped; its wake-up begins another.")]
    private partial void LogStopped(string tenant, Exception problem);
}
