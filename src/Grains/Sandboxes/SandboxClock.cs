using System.Diagnostics;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.WakeUps;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Sandboxes;

/// <summary>
/// Runs what falls due: always the first by instant and key, one at a time, with time standing at its instant. It waits for work
/// that goes on by the machine's clock, so that what a job makes stands at the instant at which the job was begun.
/// </summary>
internal sealed partial class SandboxClock(
    SandboxGrain grain,
    IWakeUpTable table,
    TenantClock clock,
    SandboxRow from,
    ILogger logger
)
{
    private DueWakeUp? called;

    /// <summary>Where the clock has come to, and how much it has run.</summary>
    public SandboxRow At { get; private set; } = from;

    /// <summary>
    /// A wake-up failed in the last turn, which ended there: whoever can't store anything himself finds it out before the same
    /// failure counts against the wake-up again.
    /// </summary>
    public bool HasStumbled { get; private set; }

    /// <summary>True once nothing is due until that instant and the clock stands there; false when the turn was over before.</summary>
    public async Task<bool> Run(DateTimeOffset until, TimeSpan turn)
    {
        HasStumbled = false;
        for (var since = Stopwatch.GetTimestamp(); !HasStumbled && Stopwatch.GetElapsedTime(since) < turn; )
        {
            if (await table.HasWork(At.Id))
                return false;
            if (await table.NextOfSandbox(At.Id, until) is not { } next)
                return Arrive(until);
            if (At.WakeUpsRun >= SandboxLimits.WakeUpsPerAdvanceMax)
            {
                At = At with { Stopped = true };
                return true;
            }
            await Take(next);
        }
        return false;
    }

    // Still there as it was called: its grain neither took it away nor set it anew.
    private async Task Take(DueWakeUp next)
    {
        if (next == called)
        {
            await table.Complete([next]);
            called = null;
            return;
        }
        Stand(next.DueAt);
        try
        {
            await grain.Call(next);
            called = next;
            At = At with { WakeUpsRun = At.WakeUpsRun + 1 };
        }
        catch (Exception problem)
        {
            await Failed(next, problem);
        }
    }

    private async Task Failed(DueWakeUp next, Exception problem)
    {
        var attempts = next.Attempts + 1;
        var isParked = attempts >= SandboxLimits.WakeUpAttemptsMax;
        LogFailed(next.Name, next.Grain, next.Id, attempts, isParked, problem);
        await table.Failed(next, isParked ? null : next.NextAt);
        if (isParked)
            At = At with { WakeUpsFailed = At.WakeUpsFailed + 1 };
        HasStumbled = true;
    }

    private bool Arrive(DateTimeOffset until)
    {
        if (At.AdvancingTo is not null)
            Stand(until);
        return true;
    }

    private void Stand(DateTimeOffset instant)
    {
        if (instant > At.Now)
            At = At with { Now = instant };
        clock.Note(SandboxInstant.Of(At));
        clock.Carry(At.Id);
    }

    [LoggerMessage(
        LogLevel.Error,
        "Wake-up {Name} of {Grain} {Id} failed in a sandbox, attempt {Attempts}; put aside: {Parked}."
    )]
    private partial void LogFailed(string name, string grain, string id, int attempts, bool parked, Exception problem);
}
