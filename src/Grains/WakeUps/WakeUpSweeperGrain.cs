using System.Globalization;
using Binome.Contracts.WakeUps;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.WakeUps;

/// <summary>
/// Calls the wake-ups of one shard when they fall due: looks a little ahead, waits in memory for the exact instant, never
/// calls early. Two sweepers of one shard do no harm, so there is no lease.
/// </summary>
internal sealed partial class WakeUpSweeperGrain(
    IWakeUpTable table,
    TenantClock clock,
    ILogger<WakeUpSweeperGrain> logger
) : Grain, IWakeUpSweeperGrain, IRemindable
{
    private const int WakeUpsPerSweep = 500;
    private const int CallsAtOnce = 16;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAhead = TimeSpan.FromMilliseconds(1_100);
    private static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMax = TimeSpan.FromHours(1);

    private const string Reminder = "sweep";

    private IGrainTimer? timer;
    private bool isReminded;

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

    public Task ReceiveReminder(string reminderName, TickStatus status) => Start();

    public async Task<int> Sweep()
    {
        if (Shard == Limits.SandboxDueShard)
            return await SettleSandboxes();
        var called = 0;
        while (true)
        {
            var due = await table.Due(Shard, Now(), WakeUpsPerSweep);
            if (due.Length == 0)
                return called;
            await Call(due, CancellationToken.None);
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
            var due = await table.Due(Shard, Now() + LookAhead, WakeUpsPerSweep);
            if (due.Length == 0)
                return;
            await Call(due, cancellation);
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
        var due = await table.Due(Shard, DateTimeOffset.MaxValue, WakeUpsPerSweep);
        await Task.WhenAll(
            due.Select(wakeUp => wakeUp.Tenant)
                .Distinct(StringComparer.Ordinal)
                .Select(tenant => new TenantGrains(GrainFactory, tenant).Sandbox().Settle())
        );
        return due.Length;
    }

    /// <summary>Calls each at its instant, and takes away in one commit those that their grains took.</summary>
    private async Task Call(ImmutableArray<DueWakeUp> due, CancellationToken cancellation)
    {
        // Without a wait handle it holds nothing; calls may outlive this turn when it is cancelled.
        var places = new SemaphoreSlim(CallsAtOnce);
        var calls = new List<Task<DueWakeUp?>>(due.Length);
        foreach (var wakeUp in due)
        {
            await InstantOf(wakeUp, cancellation);
            await places.WaitAsync(cancellation);
            calls.Add(Deliver(wakeUp, places, cancellation));
        }
        var delivered = await Task.WhenAll(calls);
        ImmutableArray<DueWakeUp> done = [.. delivered.OfType<DueWakeUp>()];
        if (done.Length > 0)
            await table.Complete(done);
    }

    private async Task InstantOf(DueWakeUp wakeUp, CancellationToken cancellation)
    {
        var time = clock.For(Shards);
        // Timers count whole milliseconds and leave out what is more: rounded up, or it would be called early.
        while (wakeUp.NextAt - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellation);
    }

    /// <summary>The wake-up when its grain took it; null when it failed and waits for its next attempt.</summary>
    private async Task<DueWakeUp?> Deliver(DueWakeUp wakeUp, SemaphoreSlim places, CancellationToken cancellation)
    {
        try
        {
            var grains = new TenantGrains(GrainFactory, wakeUp.Tenant);
            clock.Carry(wakeUp.Tenant);
            await grains.Wakeable(wakeUp.Grain, wakeUp.Id).WakeUp(wakeUp.Name, wakeUp.DueAt);
            return wakeUp;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            var attempts = wakeUp.Attempts + 1;
            var parked = attempts >= Limits.WakeUpAttemptsMax;
            LogCallFailed(wakeUp.Name, wakeUp.Grain, wakeUp.Id, attempts, parked, problem);
            await table.Failed(wakeUp, parked ? null : Now() + RetryAfter(attempts));
            return null;
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
