using System.Text;
using Binome.Storage.Ledger;
using Binome.Storage.Rows;
using Npgsql;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>
/// Reads and writes books: a handful of statements per tenant, however many writes the batch holds. Lists travel as arrays
/// and are looked up key by key, so that no plan depends on statistics.
/// </summary>
internal sealed class TenantPages(PostgreSqlColumnTypes types)
{
    /// <summary>Names the tenant $1 for the rest of the transaction.</summary>
    public const string TellSql = "SELECT set_config('binome.tenant', $1, true)";

    private const string FirstSql =
        "INSERT INTO event_sequences (tenant, sequence, created_at) VALUES ($1, 0, 0) ON CONFLICT (tenant) DO NOTHING";

    // The row is the tenant's lock: whoever writes for the tenant waits here for who writes already.
    private const string LockSql = "SELECT sequence, created_at FROM event_sequences WHERE tenant = $1 FOR UPDATE";

    private const string StatesSql = """
        SELECT stored.* FROM unnest($2::text[], $3::text[]) AS asked (kind, id)
        CROSS JOIN LATERAL (
            SELECT grain_kind, grain_id, version, event_count, last_event, body IS NULL FROM grain_states
            WHERE tenant = $1 AND grain_id = asked.id AND grain_kind = asked.kind LIMIT 1
        ) AS stored
        """;

    private const string ClaimsSql = """
        SELECT stored.* FROM unnest($2::text[], $3::text[]) AS asked (kind, value)
        CROSS JOIN LATERAL (
            SELECT claims.kind, claims.value, grain_kind, grain_id FROM claims
            WHERE tenant = $1 AND claims.kind = asked.kind AND claims.value = asked.value LIMIT 1
        ) AS stored
        """;

    private const string KeysSql = """
        SELECT stored.* FROM unnest($2::text[]) AS asked (key)
        CROSS JOIN LATERAL (
            SELECT idempotency.key, request_hash, command_id, created_at, status, content_type, location, etag, body
            FROM idempotency WHERE tenant = $1 AND idempotency.key = asked.key LIMIT 1
        ) AS stored
        """;

    private const string WriteSequenceSql =
        "UPDATE event_sequences SET sequence = $2, created_at = $3 WHERE tenant = $1";

    private const string WriteStatesSql = """
        INSERT INTO grain_states (tenant, grain_kind, grain_id, version, event_count, last_event, schema, body)
        SELECT $1, * FROM unnest(
            $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[])
        ON CONFLICT (tenant, grain_id, grain_kind) DO UPDATE SET
            version = excluded.version, event_count = excluded.event_count, last_event = excluded.last_event,
            schema = excluded.schema, body = excluded.body
        """;

    private const string AppendEventsSql = """
        INSERT INTO events (tenant, sequence, type, resource, grain_kind, grain_id, version, previous, created_at, data)
        SELECT $1, * FROM unnest(
            $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
            $10::text[])
        """;

    private const string DropClaimsSql = """
        DELETE FROM claims USING unnest($2::text[], $3::text[]) AS gone (kind, value)
        WHERE tenant = $1 AND claims.kind = gone.kind AND claims.value = gone.value
        """;

    private const string AddClaimsSql = """
        INSERT INTO claims (tenant, kind, value, grain_kind, grain_id)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
        """;

    private const string DropKeysSql = """
        DELETE FROM idempotency USING unnest($2::text[]) AS gone (key) WHERE tenant = $1 AND idempotency.key = gone.key
        """;

    private const string WriteKeysSql = """
        INSERT INTO idempotency
            (tenant, key, request_hash, command_id, created_at, status, content_type, location, etag, body)
        SELECT $1, * FROM unnest(
            $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[],
            $10::bytea[])
        ON CONFLICT (tenant, key) DO UPDATE SET
            status = excluded.status, content_type = excluded.content_type, location = excluded.location,
            etag = excluded.etag, body = excluded.body
        """;

    private const string DropWakeUpsSql = """
        DELETE FROM wake_ups USING unnest($2::text[], $3::text[], $4::text[]) AS gone (kind, id, name)
        WHERE tenant = $1 AND grain_kind = gone.kind AND grain_id = gone.id AND wake_ups.name = gone.name
        """;

    private const string SetWakeUpsSql = """
        INSERT INTO wake_ups (tenant, grain_kind, grain_id, name, shard, due_at, next_at, attempts, parked)
        SELECT $1, kind, id, name, shard, due_at, due_at, 0, 0
        FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[]) AS armed (kind, id, name, shard, due_at)
        ON CONFLICT (tenant, grain_kind, grain_id, name)
        DO UPDATE SET
            shard = excluded.shard, due_at = excluded.due_at, next_at = excluded.next_at, attempts = 0, parked = 0
        """;

    private readonly Dictionary<RowTable, string> rowSql = [];

    /// <summary>Takes the tenant's lock and asks for what the book wants to know.</summary>
    public static void Read(PostgreSqlBatch batch, TenantBook book)
    {
        batch.Ask(TellSql, _ => { }, Text(book.Tenant));
        batch.Add(FirstSql, Text(book.Tenant));
        batch.Ask(
            LockSql,
            row => (book.Sequence, book.CreatedAt) = (row.GetInt64(0), row.GetInt64(1)),
            Text(book.Tenant)
        );
        if (book.States.Wanted is { Count: > 0 } states)
            batch.Ask(
                StatesSql,
                row => book.States.Know((row.GetString(0), row.GetString(1)), State(row)),
                Text(book.Tenant),
                Texts(states.Select(state => state.Kind)),
                Texts(states.Select(state => state.Id))
            );
        if (book.Claims.Wanted is { Count: > 0 } claims)
            batch.Ask(
                ClaimsSql,
                row => book.Claims.Know((row.GetString(0), row.GetString(1)), (row.GetString(2), row.GetString(3))),
                Text(book.Tenant),
                Texts(claims.Select(claim => claim.Kind)),
                Texts(claims.Select(claim => claim.Value))
            );
        if (book.Keys.Wanted is { Count: > 0 } keys)
            batch.Ask(KeysSql, row => book.Keys.Know(row.GetString(0), Key(row)), Text(book.Tenant), Texts(keys));
    }

    /// <summary>Writes what the book notes.</summary>
    public void Write(PostgreSqlBatch batch, TenantBook book)
    {
        batch.Ask(TellSql, _ => { }, Text(book.Tenant));
        foreach (var statement in book.Statements)
            statement(batch);
        WriteClaims(batch, book);
        WriteKeys(batch, book);
        WriteStates(batch, book);
        AppendEvents(batch, book);
        foreach (var (table, rows) in book.Rows)
            WriteRows(batch, book.Tenant, table, [.. rows.Values]);
        WriteWakeUps(batch, book);
    }

    private static KnownState State(NpgsqlDataReader row) =>
        new(row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4), row.GetBoolean(5));

    private static KnownKey Key(NpgsqlDataReader row)
    {
        string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        return new KnownKey(
            row.GetString(1),
            row.GetString(2),
            row.GetInt64(3),
            row.IsDBNull(4)
                ? null
                : new(row.GetInt32(4), TextOrNull(5), TextOrNull(6), TextOrNull(7), row.GetFieldValue<byte[]>(8))
        );
    }

    private static void WriteClaims(PostgreSqlBatch batch, TenantBook book)
    {
        if (book.Claims.Changed is not { Count: > 0 } changed)
            return;
        batch.Add(
            DropClaimsSql,
            Text(book.Tenant),
            Texts(changed.Select(claim => claim.Kind)),
            Texts(changed.Select(claim => claim.Value))
        );
        var held = new List<((string Kind, string Value) Claim, (string Kind, string Id) Holder)>();
        foreach (var claim in changed)
            if (book.Claims.TryGet(claim, out var holder))
                held.Add((claim, holder));
        if (held.Count > 0)
            batch.Add(
                AddClaimsSql,
                Text(book.Tenant),
                Texts(held.Select(one => one.Claim.Kind)),
                Texts(held.Select(one => one.Claim.Value)),
                Texts(held.Select(one => one.Holder.Kind)),
                Texts(held.Select(one => one.Holder.Id))
            );
    }

    private static void WriteKeys(PostgreSqlBatch batch, TenantBook book)
    {
        var gone = new List<string>();
        var kept = new List<(string Key, KnownKey Known)>();
        foreach (var key in book.Keys.Changed)
            if (book.Keys.TryGet(key, out var known))
                kept.Add((key, known!));
            else
                gone.Add(key);
        if (gone.Count > 0)
            batch.Add(DropKeysSql, Text(book.Tenant), Texts(gone));
        if (kept.Count > 0)
            batch.Add(
                WriteKeysSql,
                Text(book.Tenant),
                Texts(kept.Select(one => one.Key)),
                Texts(kept.Select(one => one.Known.RequestHash)),
                Texts(kept.Select(one => one.Known.CommandId)),
                Numbers(kept.Select(one => one.Known.CreatedAt)),
                Numbers(kept.Select(one => (long?)one.Known.Answer?.Status)),
                Texts(kept.Select(one => one.Known.Answer?.ContentType)),
                Texts(kept.Select(one => one.Known.Answer?.Location)),
                Texts(kept.Select(one => one.Known.Answer?.ETag)),
                Bytes(kept.Select(one => one.Known.Answer?.Body))
            );
    }

    private static void WriteStates(PostgreSqlBatch batch, TenantBook book)
    {
        if (book.Bodies.Count == 0)
            return;
        var states = new List<(GrainChange Grain, KnownState Known)>(book.Bodies.Count);
        foreach (var (key, grain) in book.Bodies)
        {
            book.States.TryGet(key, out var known);
            states.Add((grain, known));
        }
        batch.Add(
            WriteStatesSql,
            Text(book.Tenant),
            Texts(states.Select(one => one.Grain.Kind)),
            Texts(states.Select(one => one.Grain.Id)),
            Numbers(states.Select(one => one.Known.Version)),
            Numbers(states.Select(one => one.Known.EventCount)),
            Numbers(states.Select(one => one.Known.LastEvent)),
            Numbers(states.Select(one => (long)one.Grain.Schema)),
            Bytes(states.Select(one => one.Grain.Body))
        );
    }

    private static void AppendEvents(PostgreSqlBatch batch, TenantBook book)
    {
        var events = book.Events;
        if (events.Count == 0)
            return;
        batch.Add(
            AppendEventsSql,
            Text(book.Tenant),
            Numbers(events.Select(one => one.Sequence)),
            Texts(events.Select(one => one.Happened.Type)),
            Texts(events.Select(one => one.Happened.Resource)),
            Texts(events.Select(one => one.Grain.Kind)),
            Texts(events.Select(one => one.Grain.Id)),
            Numbers(events.Select(one => one.Version)),
            Numbers(events.Select(one => one.Previous)),
            Numbers(events.Select(one => one.CreatedAt)),
            Texts(events.Select(one => Encoding.UTF8.GetString(one.Happened.Data)))
        );
        batch.Add(WriteSequenceSql, Text(book.Tenant), Number(book.Sequence), Number(book.CreatedAt));
    }

    private static void WriteWakeUps(PostgreSqlBatch batch, TenantBook book)
    {
        var gone = book.WakeUps.Where(wakeUp => wakeUp.Value is null).Select(wakeUp => wakeUp.Key).ToList();
        if (gone.Count > 0)
            batch.Add(
                DropWakeUpsSql,
                Text(book.Tenant),
                Texts(gone.Select(one => one.Kind)),
                Texts(gone.Select(one => one.Id)),
                Texts(gone.Select(one => one.Name))
            );
        var armed = book.WakeUps.Where(wakeUp => wakeUp.Value is not null).ToList();
        if (armed.Count > 0)
            batch.Add(
                SetWakeUpsSql,
                Text(book.Tenant),
                Texts(armed.Select(one => one.Key.Kind)),
                Texts(armed.Select(one => one.Key.Id)),
                Texts(armed.Select(one => one.Key.Name)),
                Numbers(armed.Select(one => (long)one.Value!.Shard)),
                Numbers(armed.Select(one => one.Value!.DueAt))
            );
    }

    private void WriteRows(
        PostgreSqlBatch batch,
        string tenant,
        RowTable table,
        List<(RowChange Row, long Version)> rows
    )
    {
        if (!rowSql.TryGetValue(table, out var sql))
            rowSql[table] = sql = RowSql(table);
        var parameters = new List<NpgsqlParameter> { Text(tenant) };
        foreach (var (i, column) in table.Columns.Index())
            parameters.Add(
                types.IsNumber(table.Name, column.Name)
                    ? Numbers(rows.Select(one => one.Row.Values[i].Number))
                    : Texts(rows.Select(one => one.Row.Values[i].Text))
            );
        parameters.Add(Numbers(rows.Select(one => one.Version)));
        parameters.Add(Bytes(rows.Select(one => one.Row.Body)));
        batch.Add(sql, [.. parameters]);
    }

    private string RowSql(RowTable table)
    {
        var names = table.Columns.Select(column => column.Name).ToArray();
        var keys = table.Columns.Where(column => column.Use is ColumnUse.Key).Select(column => column.Name);
        var updates = table
            .Columns.Where(column => column.Use is not ColumnUse.Key)
            .Select(column => $"{column.Name} = excluded.{column.Name}, ");
        var arrays = names.Select(
            (name, i) => $"${i + 2}::{(types.IsNumber(table.Name, name) ? "bigint" : "text")}[], "
        );
        return $"""
            INSERT INTO {table.Name} (tenant, {string.Join(", ", names)}, version, body)
            SELECT $1, * FROM unnest({string.Concat(arrays)}${names.Length + 2}::bigint[], ${names.Length + 3}::bytea[])
            ON CONFLICT (tenant, {string.Join(", ", keys)})
            DO UPDATE SET {string.Concat(updates)}version = excluded.version, body = excluded.body
            """;
    }
}
