using Binome.Contracts.Ledger;

namespace Binome.Contracts.Sandboxes;

[GenerateSerializer, Alias("binome.sandbox_status")]
public enum SandboxStatus
{
    Ready,

    /// <summary>The clock is on its way and what falls due is run.</summary>
    Advancing,

    /// <summary>Everything is being deleted; other requests are refused meanwhile.</summary>
    Resetting,
}

/// <summary>A sandbox and its clock.</summary>
/// <param name="Id">The sandbox tenant's id.</param>
/// <param name="Generation">1, and one more with each reset: a clock of an earlier generation counts for nothing.</param>
/// <param name="Now">Where the clock stands; while it is on its way, where it had come to when that was last stored.</param>
/// <param name="AdvancingTo">Where the clock is on its way to; null while it stands.</param>
/// <param name="WakeUpsRun">Wake-ups run by the last advance, so far.</param>
/// <param name="WakeUpsFailed">Of these, how many kept failing and were put aside.</param>
/// <param name="Stopped">The last advance met <see cref="SandboxLimits.WakeUpsPerAdvanceMax"/> and stopped before its end.</param>
/// <param name="CreatedAt">By the machine's clock.</param>
/// <param name="ResetAt">When it was last begun anew, by the machine's clock; null when never.</param>
[GenerateSerializer, Immutable, Alias("binome.sandbox_row")]
public sealed record SandboxRow(
    string Id,
    SandboxStatus Status,
    int Generation,
    DateTimeOffset Now,
    DateTimeOffset? AdvancingTo,
    int WakeUpsRun,
    int WakeUpsFailed,
    bool Stopped,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ResetAt
) : IRow;

/// <summary>A mail that a sandbox kept instead of sending it.</summary>
/// <param name="QueuedAt">By the sandbox's clock.</param>
/// <param name="KeptAt">By the machine's clock.</param>
/// <param name="Letter">What it says and to whom, sealed as a waiting mail is.</param>
[GenerateSerializer, Immutable, Alias("binome.sandbox_mail_row")]
public sealed record SandboxMailRow(
    string Id,
    string Template,
    DateTimeOffset QueuedAt,
    DateTimeOffset KeptAt,
    string Letter
) : IRow;

public interface ISandboxRows
{
    /// <summary>
    /// Null while the sandbox was never used. An instant that an event of the sandbox already carries has passed, also when the
    /// clock's own row was stored before it.
    /// </summary>
    Task<Stored<SandboxRow>?> Find(string tenant);

    /// <summary>Newest first.</summary>
    Task<Slice<SandboxMailRow>> Mails(string tenant, PageOf page);

    Task<Stored<SandboxMailRow>?> Mail(string tenant, string id);
}

/// <summary>Deletes what sandboxes hold; for the sandbox's own grain and housekeeping.</summary>
public interface ISandboxStore
{
    /// <summary>
    /// Deletes some of what the sandbox holds, all but the sandbox itself, and answers how many rows that were; 0 when nothing is left.
    /// </summary>
    /// <param name="keysFrom">Requests under an Idempotency-Key from that instant on are kept: the reset itself is one.</param>
    /// <exception cref="ArgumentException">The tenant is a live one.</exception>
    Task<int> WipeSome(string tenant, DateTimeOffset keysFrom);

    /// <summary>Event numbers go on, but their instants may begin anew, and the sandbox grain's own events with them.</summary>
    /// <exception cref="ArgumentException">The tenant is a live one.</exception>
    Task RestartLog(string tenant);

    /// <summary>Drops mails kept before that instant, over all sandboxes.</summary>
    Task DropMails(DateTimeOffset before);
}
