using Binome.Contracts.Insights;
using Binome.Contracts.Pairs;
using Binome.Storage.Reads;
using Binome.Storage.Rows;
using Dapper;

namespace Binome.Storage.Insights;

/// <summary>Sums over a programme, all of one instant.</summary>
internal sealed class ProgrammeReports(RowReads reads) : IProgrammeReports
{
    private const string PairsSql = """
        SELECT phase AS Phase, COUNT(*) AS Pairs, SUM(overdue) AS Overdue, SUM(sessions_held) AS Held,
            SUM(sessions_due) AS Due, SUM(sessions_on_time) AS OnTime
        FROM pairs WHERE tenant = @tenant AND programme_id = @programmeId GROUP BY phase
        """;

    private const string EnrolledSql = """
        SELECT COUNT(DISTINCT participant_id) FROM enrolments WHERE tenant = @tenant AND programme_id = @programmeId
        """;

    private const string PairedSql = """
        SELECT COUNT(*) FROM (
            SELECT participant_id FROM enrolments WHERE tenant = @tenant AND programme_id = @programmeId
            INTERSECT
            SELECT person FROM (
                SELECT mentor_id AS person FROM pairs
                WHERE tenant = @tenant AND programme_id = @programmeId AND phase = @active
                UNION
                SELECT mentee_id FROM pairs
                WHERE tenant = @tenant AND programme_id = @programmeId AND phase = @active
            ) AS people
        ) AS paired
        """;

    public async Task<ProgrammeReport> Read(string tenant, string programmeId)
    {
        var parameters = new
        {
            tenant,
            programmeId,
            active = Codes.Of(PairPhase.Active),
        };
        using var connection = await reads.Rent(tenant);
        await using var snapshot = connection.Snapshot();
        var phases = (await connection.Database.QueryAsync<Sums>(PairsSql, parameters, snapshot)).AsList();
        var enrolled = await connection.Database.ExecuteScalarAsync<int>(EnrolledSql, parameters, snapshot);
        var paired = await connection.Database.ExecuteScalarAsync<int>(PairedSql, parameters, snapshot);
        return new ProgrammeReport(
            phases.ToImmutableDictionary(row => Codes.Parse<PairPhase>(row.Phase), row => (int)row.Pairs),
            (int)phases.Sum(row => row.Overdue),
            (int)phases.Sum(row => row.Held),
            (int)phases.Sum(row => row.Due),
            (int)phases.Sum(row => row.OnTime),
            enrolled,
            paired
        );
    }

    private sealed record Sums(string Phase, long Pairs, long Overdue, long Held, long Due, long OnTime);
}
