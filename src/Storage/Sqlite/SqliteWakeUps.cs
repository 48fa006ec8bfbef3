using System.Data.Common;
using Binome.Contracts.WakeUps;
using Binome.Storage.Reads;

namespace Binome.Storage.Sqlite;

/// <summary>The table of wake-ups on SQLite.</summary>
internal sealed class SqliteWakeUps(RowReads reads, SqliteWriter writer) : IWakeUpTable
{
    private const string DueSql = """
        SELECT tenant, grain_kind, grain_id, name, due_at, next_at, attempts
        FROM wake_ups WHERE shard = @shard AND parked = 0 AND next_at <= @until
        ORDER BY next_at LIMIT @limit
        """;

    private const string CompleteSql =
        "DELETE FROM wake_ups WHERE tenant = ? AND grain_kind = ? AND grain_id = ? AND name = ? AND due_at = ?";

    private const string FailedSql = """
        UPDATE wake_ups SET attempts = attempts + 1, next_at = coalesce(?, next_at), parked = ?
        WHERE tenant = ? AND grain_kind = ? AND grain_id = ? AND name = ? AND due_at = ?
        """;

    public async Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.PageRowsMax);
        using var connection = await reads.Rent(tenant: null);
        var rows = await connection.Query(
            DueSql,
            new
            {
                shard,
                until = until.ToUnixTimeMilliseconds(),
                limit,
            },
            Read
        );
        return [.. rows];
    }

    public Task Complete(ImmutableArray<DueWakeUp> called) =>
        called.IsEmpty
            ? Task.CompletedTask
            : writer.Write(
                session =>
                {
                    foreach (var wakeUp in called)
                        Key(session.Statement(CompleteSql), wakeUp).Run();
                    return true;
                },
                called.Length
            );

    public Task Failed(DueWakeUp called, DateTimeOffset? nextAt) =>
        writer.Write(session =>
        {
            var statement = session.Statement(FailedSql);
            if (nextAt is { } instant)
                statement.Bind(instant.ToUnixTimeMilliseconds()).Bind(0);
            else
                statement.Bind((string?)null).Bind(1);
            return Key(statement, called).Run();
        });

    private static SqliteStatement Key(SqliteStatement statement, DueWakeUp wakeUp) =>
        statement
            .Bind(wakeUp.Tenant)
            .Bind(wakeUp.Grain)
            .Bind(wakeUp.Id)
            .Bind(wakeUp.Name)
            .Bind(wakeUp.DueAt.ToUnixTimeMilliseconds());

    private static DueWakeUp Read(DbDataReader reader) =>
        new(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
            reader.GetInt32(6)
        );
}
