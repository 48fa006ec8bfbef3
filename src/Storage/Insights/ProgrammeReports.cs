using System.Data.Common;
using Binome.Contracts.Insights;
using Binome.Contracts.Pairs;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Insights;

/// <summary>Sums over a programme, all of one instant.</summary>
internal sealed class ProgrammeReports(RowReads reads) : IProgrammeReports
{
    private const string PairsSql = """
        SELECT phase, COUNT(*), SUM(overdue), SUM(sessions_held), SUM(sessions_due), SUM(sessions_on_time)
        FROM pairs WHERE tenant = @tenant AND programme_id = @programmeId GROUP BY phase
        """;

    private const string EnrolledSql = """
        SELECT COUNT(DISTINCT participant_id) FROM enrolments
        WHERE tenant = @tenant AND programme_id = @programmeId AND withdrawn = 0
        """;

    private const string PairedSql = """
        SELECT COUNT(*) FROM (
            SELECT participant_id FROM enrolments
            WHERE tenant = @tenant AND programme_id = @programmeId AND withdrawn = 0
            INTERSECT
            SELECT person FROM (
                SELECT mentor_id AS person FROM pairs
                WHERE tenant = @tenant AND programme_id = @programmeId AND phase IN ('charter', 'active', 'paused', 'closing')
                UNION
                SELECT mentee_id FROM pairs
                WHERE tenant = @tenant AND programme_id = @programmeId AND phase IN ('charter', 'active', 'paused', 'closing')
            ) AS people
        ) AS paired
        """;

    public async Task<ProgrammeReport> Read(string tenant, string programmeId)
    {
        var parameters = new { tenant, programmeId };
        using var connection = await reads.Rent(tenant);
        await using var snapshot = connection.Snapshot();
        var phases = await connection.Query(PairsSql, parameters, Read, snapshot);
        var enrolled = await connection.Value<int>(EnrolledSql, parameters, snapshot);
        var paired = await connection.Value<int>(PairedSql, parameters, snapshot);
        return new ProgrammeReport(
            phases.ToImmutableDictionary(row => row.Phase, row => row.Pairs),
            phases.Sum(row => row.Overdue),
            phases.Sum(row => row.Held),
            phases.Sum(row => row.Due),
            phases.Sum(row => row.OnTime),
            enrolled,
            paired
        );
    }

    private static Sums Read(DbDataReader reader) =>
        new(
            Codes.Parse<PairPhase>(reader.GetString(0)),
            reader.GetInt32(1),
            reader.GetInt32(2),
            reader.GetInt32(3),
            reader.GetInt32(4),
            reader.GetInt32(5)
        );

    private sealed record Sums(PairPhase Phase, int Pairs, int Overdue, int Held, int Due, int OnTime);
}
