using System.Data.Common;
using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Intake;

/// <summary>Reads over intakes. Whoever is enrolled and has no row was never asked.</summary>
internal sealed class IntakeRows(RowReads reads) : IIntakeRows
{
    private const string FindSql = "SELECT version, body FROM intakes WHERE tenant = @tenant AND id = @id";

    private const string RolesSql = """
        SELECT role FROM enrolments
        WHERE tenant = @tenant AND programme_id = @programmeId AND participant_id = @participantId AND withdrawn = 0
        """;

    // Somebody with two roles is one person.
    private const string OfProgrammeSql = """
        SELECT people.id, intakes.version, intakes.body
        FROM (
            SELECT DISTINCT participant_id AS id FROM enrolments
            WHERE tenant = @tenant AND programme_id = @programmeId AND participant_id < @before AND withdrawn = 0
        ) AS people LEFT JOIN intakes ON intakes.tenant = @tenant AND intakes.id = people.id
        WHERE @status = '' OR COALESCE(intakes.status, 'not_asked') = @status
        ORDER BY people.id DESC LIMIT @limit
        """;

    private const string CountsSql = """
        SELECT COALESCE(intakes.status, 'not_asked'), COUNT(DISTINCT enrolments.participant_id)
        FROM enrolments LEFT JOIN intakes
            ON intakes.tenant = enrolments.tenant AND intakes.id = enrolments.participant_id
        WHERE enrolments.tenant = @tenant AND enrolments.programme_id = @programmeId AND enrolments.withdrawn = 0
        GROUP BY COALESCE(intakes.status, 'not_asked')
        """;

    private const string LearnersSql = """
        SELECT enrolments.role, participants.learner_profile, COUNT(*)
        FROM enrolments JOIN participants
            ON participants.tenant = enrolments.tenant AND participants.id = enrolments.participant_id
        WHERE enrolments.tenant = @tenant AND enrolments.programme_id = @programmeId AND enrolments.withdrawn = 0
        GROUP BY enrolments.role, participants.learner_profile
        """;

    // Sorts after every id.
    private const string Highest = "~";

    public Task<Stored<IntakeRow>?> Find(string tenant, string participantId) =>
        reads.Find<IntakeRow>(FindSql, tenant, participantId);

    public async Task<Slice<IntakeRow>> OfProgramme(
        string tenant,
        string programmeId,
        IntakeStatus? status,
        PageOf page
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page.Limit, StorageLimits.PageRowsMax);
        var parameters = new
        {
            tenant,
            programmeId,
            before = page.After ?? Highest,
            status = Codes.Of(status) ?? "",
            limit = page.Limit + 1,
        };
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(OfProgrammeSql, parameters, Read);
        return new Slice<IntakeRow>([.. rows.Take(page.Limit)], rows.Count > page.Limit);
    }

    public async Task<ImmutableDictionary<IntakeStatus, int>> Counts(string tenant, string programmeId)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(
            CountsSql,
            new { tenant, programmeId },
            reader => KeyValuePair.Create(Codes.Parse<IntakeStatus>(reader.GetString(0)), reader.GetInt32(1))
        );
        return ImmutableDictionary.CreateRange(rows);
    }

    public async Task<ImmutableArray<PairRole>> Roles(string tenant, string programmeId, string participantId)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            programmeId,
            participantId,
        };
        var roles = await connection.Query(RolesSql, parameters, reader => Codes.Parse<PairRole>(reader.GetString(0)));
        return [.. roles.Order()];
    }

    public async Task<ImmutableArray<LearnerCount>> Learners(string tenant, string programmeId)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(
            LearnersSql,
            new { tenant, programmeId },
            reader => new LearnerCount(
                Codes.Parse<PairRole>(reader.GetString(0)),
                reader.IsDBNull(1) ? null : Codes.Parse<LearnerProfile>(reader.GetString(1)),
                reader.GetInt32(2)
            )
        );
        return [.. rows];
    }

    private static Stored<IntakeRow> Read(DbDataReader reader) =>
        reader.IsDBNull(1)
            ? new Stored<IntakeRow>(IntakeRow.None(reader.GetString(0)), 0)
            : new Stored<IntakeRow>(LedgerJson.Read<IntakeRow>(reader.GetFieldValue<byte[]>(2)), reader.GetInt64(1));
}
