using System.Buffers;
using System.Data.Common;

namespace Binome.Storage.Reads;

/// <summary>What all reads of rows have in common.</summary>
internal sealed class RowReads(IReadConnections connections)
{
    public ValueTask<ReadConnection> Rent(string? tenant) => connections.Rent(tenant);

    /// <summary>One row by its id. The query selects version and body, and names @tenant, then @id.</summary>
    public async Task<Stored<T>?> Find<T>(string sql, string tenant, string id)
    {
        using var connection = await connections.Rent(tenant);
        return await connection.First(sql, Read<T>, tenant, id);
    }

    /// <summary>One row of a parent by its id. The query selects version and body, and names @tenant, @parent, then @id.</summary>
    public async Task<Stored<T>?> Find<T>(string sql, string tenant, string parent, string id)
    {
        using var connection = await connections.Rent(tenant);
        return await connection.First(sql, Read<T>, tenant, parent, id);
    }

    /// <summary>One row as the bytes that are stored.</summary>
    public async Task<StoredJson?> FindJson(string sql, string tenant, string id)
    {
        using var connection = await connections.Rent(tenant);
        return await connection.First(
            sql,
            columns => new StoredJson(id, columns.Number(0), columns.Bytes(1).ToArray()),
            tenant,
            id
        );
    }

    /// <summary>A page as the bytes that are stored, newest first by id, without an object or an array for each row.</summary>
    /// <returns>The id of the page's last row when there are more.</returns>
    public async Task<string?> ListJson(RowQuery query, PageOf page, IBufferWriter<byte> rows)
    {
        var sql = query.And("id < @after", "after", page.After).Sql("body, id", "id DESC", page.Limit + 1);
        using var connection = await connections.Rent(query.Tenant);
        var count = 0;
        string? last = null;
        var hasMore = false;
        await connection.Each(
            sql,
            query.Parameters,
            columns =>
            {
                if (++count > page.Limit)
                {
                    hasMore = true;
                    return;
                }
                if (count > 1)
                    rows.Write(","u8);
                rows.Write(columns.Bytes(0));
                if (count == page.Limit)
                    last = columns.Text(1);
            }
        );
        return hasMore ? last : null;
    }

    /// <summary>A page, newest first by id.</summary>
    public Task<Slice<T>> List<T>(RowQuery query, PageOf page) =>
        Page<T>(query.And("id < @after", "after", page.After), "id DESC", page.Limit);

    /// <summary>At most so many rows in that order, and whether there are more.</summary>
    public async Task<Slice<T>> Page<T>(RowQuery query, string order, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.PageRowsMax);
        var rows = await Rows<T>(query, order, limit + 1);
        return new Slice<T>([.. rows.Take(limit)], rows.Count > limit);
    }

    /// <summary>Rows in that order, at most so many.</summary>
    public async Task<List<Stored<T>>> Rows<T>(RowQuery query, string? order, int? limit)
    {
        using var connection = await connections.Rent(query.Tenant);
        return await connection.Query(query.Sql("version, body", order, limit), query.Parameters, Read<T>);
    }

    /// <summary>Asks for many ids, so many per query.</summary>
    public static async Task<List<TRow>> Many<TRow>(ImmutableArray<string> ids, Func<string[], Task<List<TRow>>> query)
    {
        var rows = new List<TRow>(ids.Length);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(StorageLimits.IdsPerQuery))
            rows.AddRange(await query(some));
        return rows;
    }

    /// <summary>A row of which version and body were selected.</summary>
    public static Stored<T> Read<T>(DbDataReader reader) =>
        new(LedgerJson.Read<T>(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(0));

    private static Stored<T> Read<T>(IColumns columns) => new(LedgerJson.Read<T>(columns.Bytes(1)), columns.Number(0));
}
