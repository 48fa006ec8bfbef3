namespace Binome.Contracts.Ledger;

/// <summary>
/// All that a command changes beside its grain's state: events, read-model rows, wake-ups and claims. They are committed
/// in one transaction with the state, so what is acknowledged is in the log and in every list.
/// </summary>
public sealed class Effects
{
    private readonly List<LedgerEvent> events = [];
    private readonly List<IRow> rows = [];
    private readonly List<WakeUpChange> wakeUps = [];
    private readonly List<ClaimChange> claims = [];
    private readonly List<GrainWrite> writes = [];

    public IReadOnlyList<LedgerEvent> Events => events;
    public IReadOnlyList<IRow> Rows => rows;
    public IReadOnlyList<WakeUpChange> WakeUps => wakeUps;
    public IReadOnlyList<ClaimChange> Claims => claims;

    /// <summary>States of further grains of the same tenant: a job's chunk, committed with the job's own progress.</summary>
    public IReadOnlyList<GrainWrite> Writes => writes;

    /// <summary>
    /// Set by storage when nothing was committed because a claim belongs to another grain, or a grain of
    /// <see cref="Writes"/> has moved on. The state in memory must then go back to what it was.
    /// </summary>
    public LedgerConflict? Conflict { get; set; }

    public Effects Event(LedgerEvent happened)
    {
        events.Add(happened);
        return this;
    }

    /// <summary>Adds or replaces a row of the read model.</summary>
    public Effects Row(IRow row)
    {
        rows.Add(row);
        return this;
    }

    /// <summary>Sets the wake-up of this name to an instant (whole milliseconds); null takes it away.</summary>
    public Effects WakeUp(string name, DateTimeOffset? dueAt)
    {
        wakeUps.Add(new WakeUpChange(name, dueAt));
        return this;
    }

    /// <summary>
    /// The same by the machine's clock, for work that goes on or is tried again: in a sandbox, whose own clock stands still, it
    /// comes all the same.
    /// </summary>
    public Effects Work(string name, DateTimeOffset dueAt)
    {
        wakeUps.Add(new WakeUpChange(name, dueAt, IsWork: true));
        return this;
    }

    public Effects Claim(string kind, string value)
    {
        claims.Add(new ClaimChange(kind, value, Held: true));
        return this;
    }

    public Effects Release(string kind, string value)
    {
        claims.Add(new ClaimChange(kind, value, Held: false));
        return this;
    }

    public Effects Write(GrainWrite write)
    {
        writes.Add(write);
        return this;
    }
}

/// <summary>A wake-up set (an instant) or cancelled (null).</summary>
/// <param name="IsWork">Its instant is the machine's, not the tenant's.</param>
public sealed record WakeUpChange(string Name, DateTimeOffset? DueAt, bool IsWork = false);

/// <summary>A value that is unique in the tenant (an e-mail, an employee id), claimed or released by the committing grain.</summary>
public sealed record ClaimChange(string Kind, string Value, bool Held);

/// <summary>The state of another grain, written only if its ETag still is the one that was read (null: it must not exist).</summary>
/// <param name="Grain">The grain's kind, one of <see cref="GrainKinds"/>.</param>
public sealed record GrainWrite(string Grain, string Id, string? ETag, LedgerState State);

/// <summary>Why a commit did not happen.</summary>
/// <param name="Kind">The kind of the claim that another grain holds, or <see cref="LedgerConflict.StaleWrite"/>.</param>
/// <param name="Value">The claimed value, or the id of the grain that moved on.</param>
/// <param name="GrainId">The id of the grain in whose effects the conflict lies.</param>
public sealed record LedgerConflict(string Kind, string Value, string GrainId)
{
    public const string StaleWrite = "stale_write";
}
