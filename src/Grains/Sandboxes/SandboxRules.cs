using Binome.Contracts.Sandboxes;
using Binome.Grains.Jobs;

namespace Binome.Grains.Sandboxes;

/// <summary>What becomes of a sandbox and its clock.</summary>
internal static class SandboxRules
{
    /// <summary>Null when the command came before.</summary>
    public static Outcome<(SandboxState State, Effects Effects)>? Advance(
        SandboxState state,
        AdvanceClock command,
        DateTimeOffset machine
    )
    {
        var sandbox = state.Sandbox!;
        if (state.LastCommand == command.CommandId)
            return null;
        if (sandbox.Status == SandboxStatus.Advancing)
            return Failure.Of(FailureCodes.SandboxBusy);
        if (sandbox.Status == SandboxStatus.Resetting)
            return Failure.Of(FailureCodes.SandboxResetting);
        var to = command.To ?? sandbox.Now + command.By!.Value;
        if (to < sandbox.Now)
            return Failure.Of(FailureCodes.SandboxClockBackwards, Text(sandbox.Now));
        var latest = Earlier(sandbox.Now.AddDays(SandboxLimits.AdvanceDaysMax), SandboxLimits.LatestInstant);
        if (to > latest)
            return Failure.Of(FailureCodes.SandboxClockTooFar, Text(latest));
        var next = sandbox with
        {
            Status = SandboxStatus.Advancing,
            AdvancingTo = to,
            WakeUpsRun = 0,
            WakeUpsFailed = 0,
            Stopped = false,
        };
        return Working(state with { Sandbox = next, LastCommand = command.CommandId }, machine);
    }

    /// <summary>Null when the command came before.</summary>
    public static Outcome<(SandboxState State, Effects Effects)>? Reset(
        SandboxState state,
        ResetSandbox command,
        DateTimeOffset machine
    )
    {
        var sandbox = state.Sandbox!;
        if (state.LastCommand == command.CommandId)
            return null;
        if (sandbox.Status == SandboxStatus.Resetting)
            return Failure.Of(FailureCodes.SandboxResetting);
        if (command.StartsAt > SandboxLimits.LatestInstant)
            return Failure.At("/starts_at", FailureCodes.OutOfRange, "1970", Text(SandboxLimits.LatestInstant));
        // A new generation from here on: no clock of the one before is believed any more, wherever it comes from.
        var next = sandbox with
        {
            Status = SandboxStatus.Resetting,
            AdvancingTo = null,
        };
        var begun = state with
        {
            Sandbox = next,
            Name = command.Name,
            LastCommand = command.CommandId,
            ResetAskedAt = command.CommandedAt,
            StartsAt = command.StartsAt,
        };
        return Working(begun, machine);
    }

    /// <summary>Everything is deleted: the clock of the next generation stands where it was asked to.</summary>
    public static (SandboxState State, Effects Effects) Renewed(SandboxState state, DateTimeOffset machine)
    {
        var sandbox = state.Sandbox! with
        {
            Status = SandboxStatus.Ready,
            Generation = state.Sandbox!.Generation + 1,
            Now = state.StartsAt ?? machine,
            WakeUpsRun = 0,
            WakeUpsFailed = 0,
            Stopped = false,
            ResetAt = machine,
        };
        var reset = new LedgerEvent(EventTypes.SandboxReset, sandbox.Id, ("generation", sandbox.Generation));
        return Resting(state with { Sandbox = sandbox, ResetAskedAt = null, StartsAt = null }, reset);
    }

    /// <summary>The clock has come to where it was sent, or to where it stops.</summary>
    public static (SandboxState State, Effects Effects) Arrived(SandboxState state, SandboxRow at)
    {
        var sandbox = at with { Status = SandboxStatus.Ready, AdvancingTo = null };
        var advanced = new LedgerEvent(
            EventTypes.SandboxClockAdvanced,
            sandbox.Id,
            ("to", sandbox.Now),
            ("wake_ups", sandbox.WakeUpsRun),
            ("failed", sandbox.WakeUpsFailed)
        );
        return Resting(state with { Sandbox = sandbox }, advanced);
    }

    /// <summary>Goes on, and is taken up again after a while if its process dies.</summary>
    public static (SandboxState State, Effects Effects) Working(SandboxState state, DateTimeOffset machine)
    {
        var at = machine + Limits.JobHeartbeat;
        var effects = new Effects().Row(state.Sandbox!).Work(JobPump.WakeUpName, at);
        return (state with { ResumeAt = at }, effects);
    }

    private static (SandboxState State, Effects Effects) Resting(SandboxState state, LedgerEvent happened) =>
        (
            state with
            {
                ResumeAt = null,
            },
            new Effects().Row(state.Sandbox!).Event(happened).WakeUp(JobPump.WakeUpName, null)
        );

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
