using Binome.Contracts.Sessions;
using Binome.Storage.Reads;

namespace Binome.Storage.Sessions;

/// <summary>Reads over reflections, always of one pair.</summary>
internal sealed class ReflectionRows(RowReads reads) : IReflectionRows
{
    private const string FindSql =
        "SELECT version, body FROM reflections WHERE tenant = @tenant AND pair_id = @parent AND id = @id";

    private const string CountsSql = """
        SELECT session_id FROM reflections WHERE tenant = @tenant AND pair_id = @pairId LIMIT @limit
        """;

    public Task<Stored<ReflectionRow>?> Find(string tenant, string pairId, string id) =>
        reads.Find<ReflectionRow>(FindSql, tenant, pairId, id);

    public Task<Slice<ReflectionRow>> List(string tenant, string pairId, PageOf page) =>
        reads.List<ReflectionRow>(new RowQuery("reflections", tenant).Where("pair_id", pairId), page);

    public async Task<ImmutableDictionary<string, int>> Counts(string tenant, string pairId)
    {
        var parameters = new
        {
            tenant,
            pairId,
            limit = StorageLimits.ReflectionsPerPairMax,
        };
        using var connection = await reads.Rent(tenant);
        var sessions = await connection.Query(CountsSql, parameters, reader => reader.GetString(0));
        return sessions.CountBy(session => session, StringComparer.Ordinal).ToImmutableDictionary();
    }
}
