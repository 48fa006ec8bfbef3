using System.Data.Common;
using Binome.Contracts.WakeUps;
using Binome.Storage.Reads;

namespace Binome.Storage.WakeUps;

/// <summary>Reads of wake-ups, over all tenants.</summary>
internal static class WakeUpRows
{
    private const string DueSql = """
        SELECT tenant, grain_kind, grain_id, name, due_at, next_at, attempts
        FROM wake_ups WHERE shard = @shard AND parked = 0 AND next_at <= @until
        ORDER BY next_at LIMIT @limit
        """;

    // The two numbers stand in the text, so that the planner sees that the index of sandboxes holds all that is asked for.
    private const string NextSql = """
        SELECT tenant, grain_kind, grain_id, name, due_at, next_at, attempts
        FROM wake_ups WHERE tenant = @tenant AND shard > 64 AND parked = 0 AND due_at <= @until
        ORDER BY due_at, grain_kind, grain_id, name LIMIT 1
        """;

    // What has failed already waits long for its next attempt, and the clock does not wait with it.
    private const string WorkSql = """
        SELECT count(*) FROM (
            SELECT 1 FROM wake_ups
            WHERE shard = 64 AND parked = 0 AND tenant = @tenant AND attempts = 0 AND grain_kind <> @clock LIMIT 1
        ) AS work
        """;

    public static async Task<DueWakeUp?> NextOfSandbox(RowReads reads, string tenant, DateTimeOffset until)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new { tenant, until = until.ToUnixTimeMilliseconds() };
        return (await connection.Query(NextSql, parameters, Read)).FirstOrDefault();
    }

    public static async Task<bool> HasWork(RowReads reads, string tenant)
    {
        using var connection = await reads.Rent(tenant);
        return await connection.Value<long>(WorkSql, new { tenant, clock = GrainKinds.Sandbox }) > 0;
    }

    public static async Task<ImmutableArray<DueWakeUp>> Due(RowReads reads, int shard, DateTimeOffset until, int limit)
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
