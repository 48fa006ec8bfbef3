using Binome.Contracts.Sandboxes;
using Binome.Storage.Ledger;

namespace Binome.Storage.Sqlite;

/// <summary>The ledger on SQLite.</summary>
internal sealed class SqliteLedger(SqliteWriter writer, TenantClock clock) : ILedgerStore
{
    // Made at the first commit and used by the writer's thread alone.
    private SqliteLedgerStatements? statements;

    public Task<LedgerResult> Commit(LedgerChange change) =>
        writer.Write(session => Apply(session, change), change.Grains.Length, Sandbox.Is(change.Tenant));

    private LedgerResult Apply(SqliteSession session, LedgerChange change)
    {
        statements ??= new SqliteLedgerStatements(session);
        // What can conflict is looked at before anything is written, so that a conflict needs no rollback of its batch.
        var stored = new StoredVersion?[change.Grains.Length];
        if (FindOtherVersion(statements, change, stored) is { } other)
            return other;
        if (SqliteClaims.FindConflict(statements, change) is { } conflict)
            return new LedgerResult(LedgerVerdict.Conflict, stored[0]?.Version, conflict);
        SqliteClaims.Write(statements, change);
        var version = 0L;
        for (var i = change.Grains.Length - 1; i >= 0; i--)
            version = Write(session, statements, change.Tenant, change.Grains[i], stored[i]);
        return new LedgerResult(LedgerVerdict.Committed, version);
    }

    private static LedgerResult? FindOtherVersion(
        SqliteLedgerStatements statements,
        LedgerChange change,
        StoredVersion?[] stored
    )
    {
        for (var i = 0; i < stored.Length; i++)
        {
            var grain = change.Grains[i];
            stored[i] = statements.FindVersion(change.Tenant, grain.Kind, grain.Id);
            // A cleared state keeps its version and also passes for one that is not there.
            var expected = grain.ExpectedVersion is { } version
                ? stored[i]?.Version == version
                : stored[i] is null or { Cleared: true };
            if (!expected)
                return i == 0
                    ? new LedgerResult(LedgerVerdict.OtherVersion, stored[0]?.Version)
                    : new LedgerResult(
                        LedgerVerdict.Conflict,
                        stored[0]?.Version,
                        new LedgerConflict(LedgerConflict.StaleWrite, grain.Id, grain.Id)
                    );
        }
        return null;
    }

    private long Write(
        SqliteSession session,
        SqliteLedgerStatements statements,
        string tenant,
        GrainChange grain,
        StoredVersion? stored
    )
    {
        var next = new NextVersion((stored?.Version ?? 0) + 1, stored?.EventCount ?? 0, stored?.LastEvent);
        if (grain.Events.Length > 0)
            next = AppendEvents(session, statements, tenant, grain, next);
        statements.WriteState(tenant, grain, next, isNew: stored is null);
        foreach (var row in grain.Rows)
            statements.WriteRow(session, tenant, row, next.Version);
        if (grain.WakeUps.Count == 0)
            return next.Version;
        var now = clock.Now(tenant);
        foreach (var wakeUp in grain.WakeUps)
            statements.WriteWakeUp(tenant, grain, wakeUp, now);
        return next.Version;
    }

    private NextVersion AppendEvents(
        SqliteSession session,
        SqliteLedgerStatements statements,
        string tenant,
        GrainChange grain,
        NextVersion next
    )
    {
        var now = clock.Now(tenant).ToUnixTimeMilliseconds();
        foreach (var happened in grain.Events)
        {
            var (sequence, createdAt) = writer.Sequences.Next(session, tenant, now);
            var place = new EventPlace(sequence, next.EventCount + 1, next.LastEvent, createdAt);
            statements.AppendEvent(tenant, grain, happened, place);
            next = next with { EventCount = place.Version, LastEvent = sequence };
        }
        return next;
    }
}
