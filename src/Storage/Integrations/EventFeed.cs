using System.Globalization;
using Binome.Contracts.Integrations;
using Binome.Storage.Reads;

namespace Binome.Storage.Integrations;

/// <summary>The log of events, oldest first.</summary>
internal sealed class EventFeed(RowReads reads) : IEventFeed
{
    private const string HeadSql = "SELECT sequence FROM event_sequences WHERE tenant = @tenant";

    private const string HeadsSql = "SELECT tenant, sequence FROM event_sequences WHERE tenant IN @tenants";

    private const string AfterSql = $"""
        SELECT {EventRows.Columns} FROM events WHERE tenant = @tenant AND sequence > @sequence
        ORDER BY sequence LIMIT @limit
        """;

    public async Task<long> Head(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        return await connection.First(HeadSql, columns => columns.Number(0), tenant);
    }

    public async Task<ImmutableDictionary<string, long>> Heads(ImmutableArray<string> tenants)
    {
        using var connection = await reads.Rent(tenant: null);
        var rows = await RowReads.Many(
            tenants,
            some =>
                connection.Query(
                    HeadsSql,
                    new { tenants = some },
                    reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1))
                )
        );
        return rows.ToImmutableDictionary(StringComparer.Ordinal);
    }

    public async Task<ImmutableArray<StoredEvent>> After(string tenant, long sequence, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.PageRowsMax);
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            sequence,
            limit,
        };
        return [.. await connection.Query(AfterSql, parameters, reader => EventRows.Read(reader, tenant))];
    }

    public async Task<ImmutableArray<StoredEvent>> Many(string tenant, ImmutableArray<long> sequences)
    {
        using var connection = await reads.Rent(tenant);
        var found = new List<StoredEvent>(sequences.Length);
        foreach (var some in sequences.Distinct().Order().Chunk(StorageLimits.IdsPerQuery))
        {
            // Numbers stand in the text: they can hold no SQL, and each as a parameter would be looked for by its name.
            var numbers = string.Join(',', some.Select(one => one.ToString(CultureInfo.InvariantCulture)));
            found.AddRange(
                await connection.Query(
                    $"SELECT {EventRows.Columns} FROM events WHERE tenant = @tenant AND sequence IN ({numbers}) ORDER BY sequence",
                    new { tenant },
                    reader => EventRows.Read(reader, tenant)
                )
            );
        }
        return [.. found];
    }

    public async Task<long> FirstSince(string tenant, DateTimeOffset instant)
    {
        using var connection = await reads.Rent(tenant);
        var ends = (await connection.Query(EventRows.EndsSql, new { tenant }, EventRows.Ends)).Single();
        return await EventRows.FirstSince(connection, tenant, ends, instant);
    }
}
