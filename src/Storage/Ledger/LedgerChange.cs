using Binome.Storage.Rows;

namespace Binome.Storage.Ledger;

/// <summary>One commit, serialised and checked on the caller's thread. The first grain is the one that commits.</summary>
internal sealed record LedgerChange(string Tenant, GrainChange[] Grains);

/// <summary>What a commit does to one grain.</summary>
/// <param name="ExpectedVersion">The version that must be stored; null when no state may be.</param>
/// <param name="Body">The state as JSON; null clears it.</param>
internal sealed record GrainChange(string Kind, string Id, long? ExpectedVersion, byte[]? Body, int Schema)
{
    public EventChange[] Events { get; init; } = [];
    public RowChange[] Rows { get; init; } = [];
    public IReadOnlyList<WakeUpChange> WakeUps { get; init; } = [];
    public IReadOnlyList<ClaimChange> Claims { get; init; } = [];
}

internal sealed record EventChange(string Type, string Resource, byte[] Data);

/// <summary>What became of a commit.</summary>
internal enum LedgerVerdict
{
    Committed,

    /// <summary>A claim or a further grain's version; nothing was written.</summary>
    Conflict,

    /// <summary>The committing grain's own version is not the stored one; nothing was written.</summary>
    OtherVersion,
}

/// <param name="Version">The committing grain's version as it now is stored; null when it has none.</param>
internal sealed record LedgerResult(LedgerVerdict Verdict, long? Version, LedgerConflict? Conflict = null);

/// <summary>A state as it is stored; a cleared one has a version and no body.</summary>
internal sealed record StateRecord(string Id, long Version, int Schema, byte[]? Body);

/// <summary>The database's side of the ledger.</summary>
internal interface ILedgerStore
{
    /// <summary>Commits all of it durably or nothing.</summary>
    Task<LedgerResult> Commit(LedgerChange change);
}
