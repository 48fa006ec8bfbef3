using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Programmes;

/// <summary>Reads over what programmes give their people to read.</summary>
internal sealed class ResourceRows(RowReads reads) : IResourceRows
{
    // By each of the tenant's programmes: there are few of them, and an index by person would cost every enrolment.
    private const string EnrolledInSql = """
        SELECT programme_id, role FROM enrolments
        WHERE tenant = @tenant AND programme_id IN (SELECT id FROM programmes WHERE tenant = @tenant)
            AND participant_id = @participantId AND withdrawn = 0
        ORDER BY programme_id DESC, role LIMIT @limit
        """;

    private const int RolesMax = 2;

    public async Task<ImmutableArray<Stored<ResourceRow>>> OfProgramme(string tenant, string programmeId)
    {
        var query = new RowQuery("resources", tenant).Where("programme_id", programmeId);
        return [.. await reads.Rows<ResourceRow>(query, "id", Limits.ResourcesPerProgrammeMax)];
    }

    public async Task<ImmutableArray<EnrolledIn>> EnrolledIn(string tenant, string participantId)
    {
        var parameters = new
        {
            tenant,
            participantId,
            limit = Limits.ProgrammesPerPersonMax * RolesMax,
        };
        using var connection = await reads.Rent(tenant);
        var roles = await connection.Query(
            EnrolledInSql,
            parameters,
            reader => (Programme: reader.GetString(0), Role: Codes.Parse<PairRole>(reader.GetString(1)))
        );
        return
        [
            .. roles
                .GroupBy(one => one.Programme, one => one.Role)
                .Take(Limits.ProgrammesPerPersonMax)
                .Select(group => new EnrolledIn(group.Key, [.. group.Order()])),
        ];
    }
}
