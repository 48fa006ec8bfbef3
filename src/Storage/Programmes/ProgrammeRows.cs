using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Programmes;

/// <summary>Reads over programmes and enrolments.</summary>
internal sealed class ProgrammeRows(RowReads reads) : IProgrammeRows
{
    private const string FindSql = "SELECT version, body FROM programmes WHERE tenant = @tenant AND id = @id";

    private const string FindExclusionSql = """
        SELECT version, body FROM exclusions WHERE tenant = @tenant AND programme_id = @parent AND id = @id
        """;

    private const string FindEnrolmentSql = """
        SELECT version, body FROM enrolments WHERE tenant = @tenant AND programme_id = @parent AND id = @id
        """;

    private const string CharterSql =
        "SELECT version, body FROM charters WHERE tenant = @tenant AND programme_id = @parent AND id = @id";

    public Task<Stored<ProgrammeRow>?> Find(string tenant, string id) => reads.Find<ProgrammeRow>(FindSql, tenant, id);

    public async Task<CharterRow?> Charter(string tenant, string programmeId, int version) =>
        (await reads.Find<CharterRow>(CharterSql, tenant, programmeId, CharterRow.IdOf(version)))?.Row;

    public Task<Slice<ProgrammeRow>> List(string tenant, ProgrammeFilter filter, PageOf page) =>
        reads.List<ProgrammeRow>(
            new RowQuery("programmes", tenant)
                .Where("phase", Codes.Of(filter.Phase))
                .Where("kind", Codes.Of(filter.Kind))
                .Within(filter.Within, "id"),
            page
        );

    public Task<Slice<EnrolmentRow>> Enrolments(string tenant, string programmeId, PairRole? role, PageOf page) =>
        reads.List<EnrolmentRow>(Enrolments(tenant, programmeId, withdrawn: false).Where("role", Codes.Of(role)), page);

    public Task<ImmutableArray<EnrolmentRow>> AllEnrolments(string tenant, string programmeId) =>
        All(Enrolments(tenant, programmeId, withdrawn: false));

    public Task<ImmutableArray<EnrolmentRow>> Withdrawn(string tenant, string programmeId) =>
        All(Enrolments(tenant, programmeId, withdrawn: true));

    public async Task<EnrolmentRow?> FindEnrolment(string tenant, string programmeId, string id) =>
        (await reads.Find<EnrolmentRow>(FindEnrolmentSql, tenant, programmeId, id))?.Row;

    public async Task<ExclusionRow?> FindExclusion(string tenant, string programmeId, string id) =>
        (await reads.Find<ExclusionRow>(FindExclusionSql, tenant, programmeId, id))?.Row;

    public Task<Slice<ExclusionRow>> Exclusions(string tenant, string programmeId, bool withLifted, PageOf page) =>
        reads.List<ExclusionRow>(Exclusions(tenant, programmeId, withLifted), page);

    public async Task<ImmutableArray<ExclusionRow>> AllExclusions(string tenant, string programmeId)
    {
        var rows = await reads.Rows<ExclusionRow>(
            Exclusions(tenant, programmeId, withLifted: false),
            "id",
            Limits.ExclusionsPerProgrammeMax
        );
        return [.. rows.Select(row => row.Row)];
    }

    private static RowQuery Exclusions(string tenant, string programmeId, bool withLifted) =>
        new RowQuery("exclusions", tenant).Where("programme_id", programmeId).Where("lifted", withLifted ? null : 0);

    private async Task<ImmutableArray<EnrolmentRow>> All(RowQuery enrolments)
    {
        var rows = await reads.Rows<EnrolmentRow>(enrolments, "id", Limits.ParticipantsPerProgrammeMax);
        return [.. rows.Select(row => row.Row)];
    }

    private static RowQuery Enrolments(string tenant, string programmeId, bool withdrawn) =>
        new RowQuery("enrolments", tenant).Where("programme_id", programmeId).Where("withdrawn", withdrawn ? 1 : 0);
}
