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
