using System.Globalization;
using Binome.Contracts.WakeUps;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.WakeUps;

/// <summary>
/// Calls the wake-ups of one shard when they fall due: looks a little ahead, waits in memory for the exact instant, never
/// calls early. Two sweepers of one shard do no harm, so there is no lease.
/// </summary>
#pragma warning disable CA1001 // Without a wait handle a semaphore holds nothing, and a call may outlive the sweeper that made it.
internal sealed partial class WakeUpSweeperGrain(
    IWakeUpTable table,
    WakeUpPace pace,
    TenantClock clock,
    ILogger<WakeUpSweeperGrain> logger
) : Grain, IWakeUpSweeperGrain, IRemindable
#pragma warning restore CA1001
{
    private const int CallsAtOnce = 16;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAhead = TimeSpan.FromMilliseconds(1_100);
    private static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMax = TimeSpan.FromHours(1);

    private const string Reminder = "sweep";

    private readonly SemaphoreSlim places = new(CallsAtOnce);
    private WakeUpsUnderWay? underWay;
    private IGrainTimer? timer;
    private bool isReminded;

    private WakeUpsUnderWay UnderWay =>
        underWay ??= new WakeUpsUnderWay(table, Shard, problem => LogSweepFailed(Shard, problem));

    private int Shard => int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);

    public Task Start()
    {
        // Each shard at its own moment of the second: all at once they took the cores from the requests of that moment.
        var phase = SweepEvery * Shard / Limits.WakeUpShards;
        timer ??= this.RegisterGrainTimer(
            SweepAhead,
            new GrainTimerCreationOptions(phase, SweepEvery) { KeepAlive = true, Interleave = true }
        );
        return Task.CompletedTask;
    }

    public async Task KeepSweeping(TimeSpan remindEvery)
    {
        await Start();
        if (isReminded)
            return;
        await this.RegisterOrUpdateReminder(Reminder, remindEvery, remindEvery);
        isReminded = true;
    }

    /// <summary>Waits for what is under way, so that a graceful stop leaves nothing to be called a second time.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        for (var place = 0; place < CallsAtOnce; place++)
            await places.WaitAsync(cancellationToken);
        await UnderWay.Settled.WaitAsync(cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Start();

    public async Task<int> Sweep()
    {
        if (Shard == Limits.SandboxDueShard)
            return await SettleSandboxes();
        var called = 0;
        while (true)
        {
            var due = await table.Due(Shard, Now(), WakeUpsUnderWay.RowsMax);
            if (due.Length == 0)
                return called;
            var calls = new List<Task<bool>>(due.Length);
            foreach (var wakeUp in due)
            {
                await places.WaitAsync();
                calls.Add(Deliver(wakeUp, CancellationToken.None));
            }
            var delivered = await Task.WhenAll(calls);
            await table.Complete([.. due.Where((_, index) => delivered[index])]);
            called += due.Length;
        }
    }

    private async Task SweepAhead(CancellationToken cancellation)
    {
        try
        {
            if (Shard == Limits.SandboxDueShard)
            {
                await SettleSandboxes();
                return;
            }
            var due = await UnderWay.Due(Now() + LookAhead);
            if (due.Length == 0)
                return;
            foreach (var wakeUp in due.TakeWhile(_ => !UnderWay.IsFull))
            {
                await InstantOf(wakeUp, cancellation);
                await places.WaitAsync(cancellation);
                UnderWay.Begin(wakeUp);
                _ = Handle(wakeUp, cancellation);
            }
            // A period counts from the end of a tick, and waiting for the last of these took most of one already: whatever falls
            // due meanwhile would come a second late.
            timer?.Change(TimeSpan.Zero, SweepEvery);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The timer goes on; the rows are still there and the next sweep finds them.
            LogSweepFailed(Shard, problem);
        }
    }

    /// <summary>Tells the sandboxes in which something is due already; each runs it in its own order.</summary>
    private async Task<int> SettleSandboxes()
    {
        var due = await table.Due(Shard, DateTimeOffset.MaxValue, WakeUpsUnderWay.RowsMax);
        await Task.WhenAll(
            due.Select(wakeUp => wakeUp.Tenant)
                .Distinct(StringComparer.Ordinal)
                .Select(tenant => new TenantGrains(GrainFactory, tenant).Sandbox().Settle())
        );
        return due.Length;
    }

    private async Task InstantOf(DueWakeUp wakeUp, CancellationToken cancellation)
    {
        var time = clock.For(Shards);
        // Timers count whole milliseconds and leave out what is more: rounded up, or it would be called early.
        while (wakeUp.NextAt - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellation);
    }

    /// <summary>Delivers one while the sweeper goes on, and never throws.</summary>
    private async Task Handle(DueWakeUp wakeUp, CancellationToken cancellation)
    {
        try
        {
            if (await Deliver(wakeUp, cancellation))
                UnderWay.Done(wakeUp);
            else
                UnderWay.GiveBack(wakeUp);
        }
#pragma warning disable CA1031 // The row is still there: the next look finds it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            UnderWay.GiveBack(wakeUp);
            LogSweepFailed(Shard, problem);
        }
    }

    /// <summary>Whether its grain took it; one that failed waits in the table for its next attempt. Gives back the place it was begun with.</summary>
    private async Task<bool> Deliver(DueWakeUp wakeUp, CancellationToken cancellation)
    {
        try
        {
            var grains = new TenantGrains(GrainFactory, wakeUp.Tenant);
            clock.Carry(wakeUp.Tenant);
            var grain = grains.Wakeable(wakeUp.Grain, wakeUp.Id);
            await pace.Keep(() => grain.WakeUp(wakeUp.Name, wakeUp.DueAt));
            return true;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            var attempts = wakeUp.Attempts + 1;
            var parked = attempts >= Limits.WakeUpAttemptsMax;
            LogCallFailed(wakeUp.Name, wakeUp.Grain, wakeUp.Id, attempts, parked, problem);
            await table.Failed(wakeUp, parked ? null : Now() + RetryAfter(attempts));
            return false;
        }
        finally
        {
            places.Release();
        }
    }

    private static TimeSpan RetryAfter(int attempts)
    {
        var wait = RetryFirst * Math.Pow(2, attempts - 1);
        return wait < RetryMax ? wait : RetryMax;
    }

    /// <summary>The machine's: a sandbox has those of its wake-ups that go by its own clock run by its own grain.</summary>
    private DateTimeOffset Now() => clock.Machine();

    private const string Shards = "shards";

    [LoggerMessage(LogLevel.Error, "Wake-up shard {Shard} could not be swept; the next sweep tries again.")]
    private partial void LogSweepFailed(int shard, Exception problem);

    [LoggerMessage(
        LogLevel.Error,
        "Wake-up {Name} of {Grain} {Id} failed, attempt {Attempts}; parked until an operator looks: {Parked}."
    )]
    private partial void LogCallFailed(
        string name,
        string grain,
        string id,
        int attempts,
        bool parked,
        Exception problem
    );
}
