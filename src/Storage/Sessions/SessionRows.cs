using Binome.Contracts.Sessions;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Sessions;

/// <summary>Reads over the sessions of a pair.</summary>
internal sealed class SessionRows(RowReads reads) : ISessionRows
{
    private const string FindSql =
        "SELECT version, body FROM sessions WHERE tenant = @tenant AND pair_id = @parent AND id = @id";

    public Task<Stored<SessionRow>?> Find(string tenant, string pairId, string id) =>
        reads.Find<SessionRow>(FindSql, tenant, pairId, id);

    public async Task<Slice<SessionRow>> List(string tenant, string pairId, SessionStatus? status, PageOf page)
    {
        var query = new
        {
            tenant,
            pairId,
            status = Codes.Of(status),
            after = page.After,
            limit = page.Limit + 1,
        };
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(ListSql(page.After), query, RowReads.Read<SessionRow>);
        return new Slice<SessionRow>([.. rows.Take(page.Limit)], rows.Count > page.Limit);
    }

    // Along the chain of the pair's sessions, from the last one or from where the page before ended.
    private static string ListSql(string? after)
    {
        var start = after is null
            ? "SELECT last_session_id FROM pairs WHERE tenant = @tenant AND id = @pairId"
            : "SELECT previous_id FROM sessions WHERE tenant = @tenant AND id = @after AND pair_id = @pairId";
        return $"""
            WITH RECURSIVE chain(at) AS (
                {start}
                UNION ALL
                SELECT previous_id FROM chain CROSS JOIN sessions ON tenant = @tenant AND id = at
            )
            SELECT version, body FROM chain CROSS JOIN sessions ON tenant = @tenant AND id = at
            WHERE @status IS NULL OR status = @status
            LIMIT @limit
            """;
    }
}
