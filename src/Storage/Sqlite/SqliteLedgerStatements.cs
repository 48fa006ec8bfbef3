using Binome.Storage.Ledger;
using Binome.Storage.Rows;

namespace Binome.Storage.Sqlite;

/// <summary>What is stored of a grain's state before a commit.</summary>
/// <param name="LastEvent">The sequence of its last event; null while there is none.</param>
internal readonly record struct StoredVersion(long Version, long EventCount, long? LastEvent, bool Cleared);

/// <summary>What a commit makes of a grain's numbers.</summary>
internal readonly record struct NextVersion(long Version, long EventCount, long? LastEvent);

/// <summary>Where an event stands: in the tenant's log, among its grain's events, and in time.</summary>
internal readonly record struct EventPlace(long Sequence, long Version, long? Previous, long CreatedAt);

/// <summary>The prepared statements of a commit, held in fields because each commit runs most of them.</summary>
internal sealed class SqliteLedgerStatements(SqliteSession session)
{
    private readonly Dictionary<RowTable, SqliteRowStatements> rows = [];

    private readonly SqliteStatement findVersion = session.Statement(
        """
        SELECT version, event_count, last_event, body IS NULL FROM grain_states
        WHERE tenant = ? AND grain_id = ? AND grain_kind = ?
        """
    );

    private readonly SqliteStatement insertState = session.Statement(
        """
        INSERT INTO grain_states (version, event_count, last_event, schema, body, tenant, grain_kind, grain_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    );

    private readonly SqliteStatement updateState = session.Statement(
        """
        UPDATE grain_states SET version = ?, event_count = ?, last_event = ?, schema = ?, body = ?
        WHERE tenant = ? AND grain_kind = ? AND grain_id = ?
        """
    );

    private readonly SqliteStatement appendEvent = session.Statement(
        """
        INSERT INTO events (tenant, sequence, type, resource, grain_kind, grain_id, version, previous, created_at, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    );

    private readonly SqliteStatement setWakeUp = session.Statement(
        """
        INSERT INTO wake_ups (tenant, grain_kind, grain_id, name, shard, due_at, next_at, attempts, parked)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)
        ON CONFLICT (tenant, grain_kind, grain_id, name)
        DO UPDATE SET
            shard = excluded.shard, due_at = excluded.due_at, next_at = excluded.next_at, attempts = 0, parked = 0
        """
    );

    private readonly SqliteStatement cancelWakeUp = session.Statement(
        "DELETE FROM wake_ups WHERE tenant = ? AND grain_kind = ? AND grain_id = ? AND name = ?"
    );

    private readonly SqliteStatement findClaim = session.Statement(
        "SELECT grain_kind, grain_id FROM claims WHERE tenant = ? AND kind = ? AND value = ?"
    );

    private readonly SqliteStatement setClaim = session.Statement(
        """
        INSERT INTO claims (tenant, kind, value, grain_kind, grain_id) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, kind, value) DO NOTHING
        """
    );

    private readonly SqliteStatement releaseClaim = session.Statement(
        "DELETE FROM claims WHERE tenant = ? AND kind = ? AND value = ? AND grain_kind = ? AND grain_id = ?"
    );

    public StoredVersion? FindVersion(string tenant, string kind, string id)
    {
        findVersion.Bind(tenant).Bind(id).Bind(kind);
        try
        {
            return findVersion.Step()
                ? new StoredVersion(
                    findVersion.Number(0),
                    findVersion.Number(1),
                    findVersion.IsNull(2) ? null : findVersion.Number(2),
                    findVersion.Number(3) == 1
                )
                : null;
        }
        finally
        {
            findVersion.Reset();
        }
    }

    public void WriteState(string tenant, GrainChange grain, NextVersion next, bool isNew) =>
        (isNew ? insertState : updateState)
            .Bind(next.Version)
            .Bind(next.EventCount)
            .Bind(next.LastEvent)
            .Bind(grain.Schema)
            .Bind(grain.Body)
            .Bind(tenant)
            .Bind(grain.Kind)
            .Bind(grain.Id)
            .Run();

    public void AppendEvent(string tenant, GrainChange grain, EventChange happened, EventPlace place) =>
        appendEvent
            .Bind(tenant)
            .Bind(place.Sequence)
            .Bind(happened.Type)
            .Bind(happened.Resource)
            .Bind(grain.Kind)
            .Bind(grain.Id)
            .Bind(place.Version)
            .Bind(place.Previous)
            .Bind(place.CreatedAt)
            .BindText(happened.Data)
            .Run();

    public void WriteRow(SqliteSession session, string tenant, RowChange row, long version)
    {
        if (!rows.TryGetValue(row.Table, out var statements))
            rows[row.Table] = statements = new SqliteRowStatements(session, row.Table);
        statements.Write(tenant, row, version);
    }

    /// <param name="now">By the tenant's clock.</param>
    public void WriteWakeUp(string tenant, GrainChange grain, WakeUpChange change, DateTimeOffset now)
    {
        if (change.DueAt is not { } dueAt)
        {
            cancelWakeUp.Bind(tenant).Bind(grain.Kind).Bind(grain.Id).Bind(change.Name).Run();
            return;
        }
        var instant = dueAt.ToUnixTimeMilliseconds();
        setWakeUp
            .Bind(tenant)
            .Bind(grain.Kind)
            .Bind(grain.Id)
            .Bind(change.Name)
            .Bind(WakeUpShard.Of(tenant, grain.Id, change, now))
            .Bind(instant)
            .Bind(instant)
            .Run();
    }

    public (string Kind, string Id)? FindHolder(string tenant, ClaimChange claim)
    {
        findClaim.Bind(tenant).Bind(claim.Kind).Bind(claim.Value);
        try
        {
            return findClaim.Step() ? (findClaim.Text(0), findClaim.Text(1)) : null;
        }
        finally
        {
            findClaim.Reset();
        }
    }

    public void WriteClaim(string tenant, GrainChange grain, ClaimChange claim) =>
        (claim.Held ? setClaim : releaseClaim)
            .Bind(tenant)
            .Bind(claim.Kind)
            .Bind(claim.Value)
            .Bind(grain.Kind)
            .Bind(grain.Id)
            .Run();
}
