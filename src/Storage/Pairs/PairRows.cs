using Binome.Contracts.Pairs;
using Binome.Storage.Reads;
using Binome.Storage.Rows;
using Dapper;

namespace Binome.Storage.Pairs;

/// <summary>Reads over pairs.</summary>
internal sealed class PairRows(RowReads reads) : IPairRows
{
    private const string FindSql = "SELECT version, body FROM pairs WHERE tenant = @tenant AND id = @id";

    private const string OfProgrammeSql = """
        SELECT mentor_id AS MentorId, mentee_id AS MenteeId, phase AS Phase
        FROM pairs WHERE tenant = @tenant AND programme_id = @programmeId LIMIT @limit
        """;

    public Task<Stored<PairRow>?> Find(string tenant, string id) => reads.Find<PairRow>(FindSql, tenant, id);

    public Task<Slice<PairRow>> List(string tenant, PairFilter filter, PageOf page) =>
        reads.List<PairRow>(
            new RowQuery("pairs", tenant)
                .Where("mentor_id", filter.MentorId)
                .Where("mentee_id", filter.MenteeId)
                .Where("programme_id", filter.ProgrammeId)
                .Where("phase", Codes.Of(filter.Phase))
                .Where("overdue", filter.Overdue is { } overdue ? (overdue ? 1 : 0) : null),
            page
        );

    public async Task<ImmutableArray<PairedPeople>> OfProgramme(string tenant, string programmeId)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Database.QueryAsync<Paired>(
            OfProgrammeSql,
            new
            {
                tenant,
                programmeId,
                limit = StorageLimits.PairsPerProgrammeMax,
            }
        );
        return [.. rows.Select(row => new PairedPeople(row.MentorId, row.MenteeId, Codes.Parse<PairPhase>(row.Phase)))];
    }

    private sealed record Paired(string MentorId, string MenteeId, string Phase);
}
