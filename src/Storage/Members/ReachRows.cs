using Binome.Contracts.Members;
using Binome.Storage.Reads;

namespace Binome.Storage.Members;

/// <summary>Which programme a resource belongs to. Whoever is enrolled in a programme belongs to it.</summary>
internal sealed class ReachRows(RowReads reads) : IReachRows
{
    private const string RunSql = """
        SELECT COUNT(*) FROM matching_runs WHERE tenant = @tenant AND id = @id AND programme_id IN @programmes
        """;

    private const string PublicationSql =
        "SELECT COUNT(*) FROM publications WHERE tenant = @tenant AND id = @id AND programme_id IN @programmes";

    private const string PairSql =
        "SELECT COUNT(*) FROM pairs WHERE tenant = @tenant AND id = @id AND programme_id IN @programmes";

    private const string ExportSql =
        "SELECT COUNT(*) FROM exports WHERE tenant = @tenant AND id = @id AND programme_id IN @programmes";

    private const string ParticipantSql = """
        SELECT COUNT(*) FROM enrolments
        WHERE tenant = @tenant AND programme_id IN @programmes AND participant_id = @id AND withdrawn = 0
        """;

    public async Task<bool> Includes(string tenant, ProgrammeReach reach, string kind, string id)
    {
        if (reach.IsAll)
            return true;
        var sql = kind switch
        {
            Ids.Programme => null,
            Ids.MatchingRun => RunSql,
            Ids.Publication => PublicationSql,
            Ids.Pair => PairSql,
            Ids.Export => ExportSql,
            Ids.Participant => ParticipantSql,
            _ => "",
        };
        if (sql is null)
            return reach.Includes(id);
        if (sql.Length == 0 || reach.IsNone)
            return false;
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            id,
            programmes = reach.Programmes.ToArray(),
        };
        return await connection.Value<long>(sql, parameters) > 0;
    }
}
