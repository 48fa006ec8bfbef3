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
            if (due.Length > 0)
                await Call(due, cancellation);
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

    private async Task Call(ImmutableArray<DueWakeUp> due, CancellationToken cancellation)
    {
        foreach (var batch in due.Chunk(CallsAtOnce))
        {
            var delivered = await Task.WhenAll(batch.Select(wakeUp => Deliver(wakeUp, cancellation)));
            ImmutableArray<DueWakeUp> done = [.. delivered.OfType<DueWakeUp>()];
            if (done.Length > 0)
                await table.Complete(done);
        }
    }

    /// <summary>The wake-up when its grain took it; null when it failed and waits for its next attempt.</summary>
    private async Task<DueWakeUp?> Deliver(DueWakeUp wakeUp, CancellationToken cancellation)
    {
        var wait = wakeUp.NextAt - Now();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock.For(Shards), cancellation);
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
