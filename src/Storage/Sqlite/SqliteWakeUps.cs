using Binome.Contracts.Sandboxes;
using Binome.Contracts.WakeUps;
using Binome.Storage.Reads;
using Binome.Storage.WakeUps;

namespace Binome.Storage.Sqlite;

/// <summary>The table of wake-ups on SQLite.</summary>
internal sealed class SqliteWakeUps(RowReads reads, SqliteWriter writer) : IWakeUpTable
{
    private const string CompleteSql =
        "DELETE FROM wake_ups WHERE tenant = ? AND grain_kind = ? AND grain_id = ? AND name = ? AND due_at = ?";

    private const string FailedSql = """
        UPDATE wake_ups SET attempts = attempts + 1, next_at = coalesce(?, next_at), parked = ?
        WHERE tenant = ? AND grain_kind = ? AND grain_id = ? AND name = ? AND due_at = ?
        """;

    public Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit) =>
        WakeUpRows.Due(reads, shard, until, limit);

    public Task<DueWakeUp?> NextOfSandbox(string tenant, DateTimeOffset until) =>
        WakeUpRows.NextOfSandbox(reads, tenant, until);

    public Task<bool> HasWork(string tenant) => WakeUpRows.HasWork(reads, tenant);

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
                called.Length,
                called.All(wakeUp => Sandbox.Is(wakeUp.Tenant))
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
}
