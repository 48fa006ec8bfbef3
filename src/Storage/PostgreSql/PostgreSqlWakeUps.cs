using Binome.Contracts.WakeUps;
using Binome.Storage.Reads;
using Binome.Storage.WakeUps;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>The table of wake-ups on PostgreSQL.</summary>
internal sealed class PostgreSqlWakeUps(RowReads reads, PostgreSqlWriter writer) : IWakeUpTable
{
    private const string CompleteSql = """
        DELETE FROM wake_ups
        USING unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS called (kind, id, name, due_at)
        WHERE tenant = $1 AND grain_kind = called.kind AND grain_id = called.id AND wake_ups.name = called.name
            AND wake_ups.due_at = called.due_at
        """;

    private const string FailedSql = """
        UPDATE wake_ups SET attempts = attempts + 1, next_at = coalesce($6, next_at), parked = $7
        WHERE tenant = $1 AND grain_kind = $2 AND grain_id = $3 AND name = $4 AND due_at = $5
        """;

    public Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit) =>
        WakeUpRows.Due(reads, shard, until, limit);

    public Task<DueWakeUp?> NextOfSandbox(string tenant, DateTimeOffset until) =>
        WakeUpRows.NextOfSandbox(reads, tenant, until);

    public Task<bool> HasWork(string tenant) => WakeUpRows.HasWork(reads, tenant);

    public Task Complete(ImmutableArray<DueWakeUp> called) =>
        Task.WhenAll(called.GroupBy(wakeUp => wakeUp.Tenant).Select(ofTenant => Complete(ofTenant.Key, [.. ofTenant])));

    public Task Failed(DueWakeUp called, DateTimeOffset? nextAt) =>
        writer.Run(
            called.Tenant,
            FailedSql,
            () =>
                [
                    Text(called.Tenant),
                    Text(called.Grain),
                    Text(called.Id),
                    Text(called.Name),
                    Number(called.DueAt.ToUnixTimeMilliseconds()),
                    Number(nextAt?.ToUnixTimeMilliseconds()),
                    Number(nextAt is null ? 1 : 0),
                ]
        );

    private Task<int> Complete(string tenant, DueWakeUp[] called) =>
        writer.Run(
            tenant,
            CompleteSql,
            () =>
                [
                    Text(tenant),
                    Texts(called.Select(wakeUp => wakeUp.Grain)),
                    Texts(called.Select(wakeUp => wakeUp.Id)),
                    Texts(called.Select(wakeUp => wakeUp.Name)),
                    Numbers(called.Select(wakeUp => wakeUp.DueAt.ToUnixTimeMilliseconds())),
                ],
            called.Length
        );
}
