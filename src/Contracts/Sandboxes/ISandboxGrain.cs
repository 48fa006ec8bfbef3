using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Sandboxes;

/// <summary>
/// A sandbox's clock, and the one who runs its wake-ups: in order of instant and key, one at a time, with time standing at each
/// one's instant. The clock stands still unless it is moved, and moves forwards only.
/// </summary>
[Alias("binome.sandbox")]
public interface ISandboxGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Makes the sandbox, its clock standing at the machine's instant, or answers the one that is there.</summary>
    [Alias("open")]
    Task<Outcome<SandboxRow>> Open(OpenSandbox command);

    /// <summary>
    /// Moves the clock and runs all that falls due. What is not done in a moment goes on by itself: the answer then says so.
    /// </summary>
    /// <returns>Fails with <c>sandbox.clock_backwards</c>, <c>sandbox.clock_too_far</c>, <c>sandbox.busy</c> or <c>sandbox.resetting</c>.</returns>
    [Alias("advance")]
    Task<Outcome<SandboxRow>> Advance(AdvanceClock command);

    /// <summary>Deletes all that is in the sandbox and begins anew; goes on by itself and is resumed after a crash.</summary>
    [Alias("reset")]
    Task<Outcome<SandboxRow>> Reset(ResetSandbox command);

    /// <summary>Runs what is due already, without moving the clock.</summary>
    [Alias("settle")]
    Task Settle();
}

/// <param name="Name">The organisation's name.</param>
[GenerateSerializer, Immutable, Alias("binome.open_sandbox")]
public sealed record OpenSandbox(string Name);

/// <param name="CommandId">A command that comes again moves the clock once.</param>
/// <param name="To">The instant to move to; null when <paramref name="By"/> is given.</param>
[GenerateSerializer, Immutable, Alias("binome.advance_clock")]
public sealed record AdvanceClock(string CommandId, DateTimeOffset? To, TimeSpan? By);

/// <param name="CommandId">A command that comes again resets once.</param>
/// <param name="CommandedAt">By the machine's clock: answers under older Idempotency-Keys are deleted with the rest.</param>
/// <param name="StartsAt">Where the clock stands afterwards; null for the machine's instant.</param>
[GenerateSerializer, Immutable, Alias("binome.reset_sandbox")]
public sealed record ResetSandbox(string CommandId, DateTimeOffset CommandedAt, DateTimeOffset? StartsAt, string Name);
