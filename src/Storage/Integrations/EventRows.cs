using System.Data.Common;
using Binome.Contracts.Integrations;
using Binome.Storage.Ledger;
using Binome.Storage.Reads;
using Dapper;

namespace Binome.Storage.Integrations;

/// <summary>Reads over the log of events.</summary>
internal sealed class EventRows(RowReads reads) : IEventRows
{
    internal const string Columns = "sequence, type, resource, version, created_at, data";

    private const string FindSql = $"SELECT {Columns} FROM events WHERE tenant = @tenant AND sequence = @sequence";

    internal const string EndsSql = """
        SELECT coalesce((SELECT sequence FROM events WHERE tenant = @tenant ORDER BY sequence LIMIT 1), 0),
            coalesce((SELECT sequence FROM events WHERE tenant = @tenant ORDER BY sequence DESC LIMIT 1), 0)
        """;

    private const string CreatedSql =
        "SELECT created_at FROM events WHERE tenant = @tenant AND sequence >= @sequence ORDER BY sequence LIMIT 1";

    public async Task<(ImmutableArray<StoredEvent> Events, bool HasMore)> List(
        string tenant,
        EventFilter filter,
        long? before,
        int limit
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.PageRowsMax);
        using var connection = await reads.Rent(tenant);
        var (first, end) = filter is { CreatedFrom: null, CreatedUntil: null }
            ? (0, long.MaxValue)
            : await RangeOf(connection, tenant, filter.CreatedFrom, filter.CreatedUntil);
        var parameters = Parameters(tenant, filter);
        parameters.Add("end", Math.Min(end, before ?? long.MaxValue));
        parameters.Add("limit", limit + 1);
        var newest = await connection.Query(ListSql(filter), parameters, reader => Read(reader, tenant));
        // The start of the range cuts the answer's end. As a second bound in SQL it leads the planner to the wrong index.
        var rows = newest.TakeWhile(found => found.Sequence >= first).ToList();
        return ([.. rows.Take(limit)], rows.Count > limit);
    }

    public async Task<StoredEvent?> Find(string tenant, string id)
    {
        if (EventIds.SequenceOf(tenant, id) is not { } sequence)
            return null;
        using var connection = await reads.Rent(tenant);
        var found = await connection.Query(FindSql, new { tenant, sequence }, reader => Read(reader, tenant));
        return found.SingleOrDefault();
    }

    private static string ListSql(EventFilter filter) =>
        filter.Undelivered ? UndeliveredSql(filter)
        : filter.Resource is not null ? OfResourceSql(filter)
        : filter.Types.IsDefaultOrEmpty ? PartSql(type: null)
        : OfTypesSql(filter.Types);

    // The few events of one resource are found first and sorted then; the order would lead the planner through the whole log.
    // Those of a grain, which most resources are, stand in a chain that its state begins.
    private static string OfResourceSql(EventFilter filter)
    {
        var types = filter.Types.IsDefaultOrEmpty ? "" : " AND type IN @types";
        return $"""
            WITH RECURSIVE chain(at) AS (
                SELECT last_event FROM grain_states WHERE tenant = @tenant AND grain_id = @resource
                UNION ALL
                SELECT previous FROM chain CROSS JOIN events ON tenant = @tenant AND sequence = at
            ),
            found AS MATERIALIZED (
                SELECT {Columns} FROM chain CROSS JOIN events ON tenant = @tenant AND sequence = at
                WHERE resource = grain_id
                UNION ALL
                SELECT {Columns} FROM events WHERE tenant = @tenant AND resource = @resource AND resource <> grain_id
            )
            SELECT {Columns} FROM found WHERE sequence < @end{types}
            ORDER BY sequence DESC LIMIT @limit
            """;
    }

    // The undelivered are few, and found first; of endpoints that were deleted nothing is owed any more.
    private static string UndeliveredSql(EventFilter filter)
    {
        var types = filter.Types.IsDefaultOrEmpty ? "" : " AND type IN @types";
        var resource = filter.Resource is null ? "" : " AND resource = @resource";
        return $"""
            WITH undelivered AS MATERIALIZED (
                SELECT DISTINCT sequence AS at FROM webhook_deliveries
                WHERE tenant = @tenant AND undelivered = 1 AND sequence < @end
                    AND endpoint_id IN (SELECT id FROM webhook_endpoints WHERE tenant = @tenant AND deleted = 0)
            )
            SELECT {Columns} FROM undelivered CROSS JOIN events ON tenant = @tenant AND sequence = at
            WHERE sequence < @end{types}{resource}
            ORDER BY sequence DESC LIMIT @limit
            """;
    }

    // One query per type, each along its index; an IN would sort every event of these types for one page.
    private static string OfTypesSql(ImmutableArray<string> types) =>
        string.Join(
            " UNION ALL ",
            types.Distinct(StringComparer.Ordinal).Select((_, i) => $"SELECT * FROM ({PartSql(i)}) AS part")
        ) + " ORDER BY sequence DESC LIMIT @limit";

    private static string PartSql(int? type) =>
        $"""
            SELECT {Columns} FROM events WHERE tenant = @tenant{(type is null ? "" : $" AND type = @type{type}")}
            AND sequence < @end ORDER BY sequence DESC LIMIT @limit
            """;

    private static DynamicParameters Parameters(string tenant, EventFilter filter)
    {
        var parameters = new DynamicParameters();
        parameters.Add("tenant", tenant);
        parameters.Add("resource", filter.Resource);
        if (filter.Types.IsDefaultOrEmpty)
            return parameters;
        if (filter.Types.Length > Limits.ListItemsMax)
            throw new ArgumentException($"{filter.Types.Length} types, at most {Limits.ListItemsMax}.");
        foreach (var (i, type) in filter.Types.Distinct(StringComparer.Ordinal).Index())
            parameters.Add($"type{i}", type);
        if (filter.Resource is not null || filter.Undelivered)
            parameters.Add("types", filter.Types.ToArray());
        return parameters;
    }

    /// <summary>The numbers of the events created at <paramref name="from"/> or later and before <paramref name="until"/>, the last excluded.</summary>
    internal static async Task<(long First, long End)> RangeOf(
        ReadConnection connection,
        string tenant,
        DateTimeOffset? from,
        DateTimeOffset? until
    )
    {
        var ends = (await connection.Query(EndsSql, new { tenant }, Ends)).Single();
        if (ends.Last == 0)
            return (0, 0);
        var first = from is { } since ? await FirstSince(connection, tenant, ends, since) : ends.First;
        var end = until is { } before ? await FirstSince(connection, tenant, ends, before) : ends.Last + 1;
        return (first, end);
    }

    /// <summary>
    /// The number of the first event created at that instant or later, found by bisection: instants never decrease along
    /// the sequence, and an index for it would cost every commit.
    /// </summary>
    internal static async Task<long> FirstSince(
        ReadConnection connection,
        string tenant,
        (long First, long Last) ends,
        DateTimeOffset instant
    )
    {
        var since = instant.ToUnixTimeMilliseconds();
        var (low, high) = (ends.First, ends.Last + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var created = await connection.Value<long>(CreatedSql, new { tenant, sequence = middle });
            if (created >= since)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    internal static (long First, long Last) Ends(DbDataReader reader) => (reader.GetInt64(0), reader.GetInt64(1));

    internal static StoredEvent Read(DbDataReader reader, string tenant) =>
        new(
            EventIds.Of(tenant, reader.GetInt64(0)),
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetInt64(3),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
            reader.GetString(5)
        );
}
