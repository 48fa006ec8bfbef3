using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Matching;

/// <summary>Reads over matching runs, their proposals and publications.</summary>
internal sealed class MatchingRows(RowReads reads) : IMatchingRows
{
    private const string FindSql = "SELECT version, body FROM matching_runs WHERE tenant = @tenant AND id = @id";

    private const string FindPublicationSql =
        "SELECT version, body FROM publications WHERE tenant = @tenant AND id = @id";

    private const string ByIdSql =
        "SELECT version, body FROM proposals WHERE tenant = @tenant AND run_id = @runId AND id IN @ids";

    private const string Counts = """
        COUNT(*),
        COUNT(*) FILTER (WHERE decision = 'pending'),
        COUNT(*) FILTER (WHERE decision = 'accepted'),
        COUNT(*) FILTER (WHERE decision = 'rejected')
        """;

    private const string ByScoreSql = $"""
        SELECT CAST(score_band AS TEXT), {Counts}
        FROM proposals WHERE tenant = @tenant AND run_id = @runId
        GROUP BY score_band ORDER BY score_band DESC LIMIT @limit
        """;

    private const string BySubsidiarySql = $"""
        SELECT COALESCE(mentee.subsidiary, '') AS name, {Counts}
        FROM proposals
        LEFT JOIN participants mentee ON mentee.tenant = proposals.tenant AND mentee.id = proposals.mentee_id
        WHERE proposals.tenant = @tenant AND run_id = @runId
        GROUP BY name ORDER BY name LIMIT @limit
        """;

    private const string OfSubsidiary = """
        mentee_id IN (
            SELECT id FROM participants WHERE tenant = @tenant AND COALESCE(subsidiary, '') = @subsidiary
        )
        """;

    // Ids hold the instant they were made at: pair_{ten characters}, mrn_{ten characters}.
    private const string LeftOverSql = """
        SELECT unmatched.participant_id, unmatched.role, COUNT(*)
        FROM matching_runs run
        JOIN unmatched ON unmatched.tenant = run.tenant AND unmatched.run_id = run.id
        WHERE run.tenant = @tenant AND run.programme_id = @programmeId AND run.published > 0
        AND NOT EXISTS (
            SELECT 1 FROM pairs
            WHERE pairs.tenant = run.tenant AND pairs.mentor_id = unmatched.participant_id AND unmatched.role = 'mentor'
            AND pairs.programme_id = run.programme_id AND SUBSTR(pairs.id, 6, 10) >= SUBSTR(run.id, 5, 10)
        )
        AND NOT EXISTS (
            SELECT 1 FROM pairs
            WHERE pairs.tenant = run.tenant AND pairs.mentee_id = unmatched.participant_id AND unmatched.role = 'mentee'
            AND pairs.programme_id = run.programme_id AND SUBSTR(pairs.id, 6, 10) >= SUBSTR(run.id, 5, 10)
        )
        GROUP BY unmatched.participant_id, unmatched.role
        """;

    private const string Unpublished = "(pair_id IS NULL OR publication_id = @publication_id)";

    public Task<Stored<MatchingRunRow>?> Find(string tenant, string runId) =>
        reads.Find<MatchingRunRow>(FindSql, tenant, runId);

    public Task<Slice<MatchingRunRow>> List(string tenant, string? programmeId, ProgrammeReach? within, PageOf page) =>
        reads.List<MatchingRunRow>(
            new RowQuery("matching_runs", tenant).Where("programme_id", programmeId).Within(within, "programme_id"),
            page
        );

    public Task<Slice<ProposalRow>> Proposals(string tenant, string runId, ProposalDecision? decision, PageOf page) =>
        reads.List<ProposalRow>(OfRun("proposals", tenant, runId).Where("decision", Codes.Of(decision)), page);

    public Task<Slice<ProposalRow>> ProposalsOfGroup(string tenant, string runId, ProposalFilter filter, PageOf page) =>
        reads.List<ProposalRow>(
            OfRun("proposals", tenant, runId)
                .Where("decision", Codes.Of(filter.Decision))
                .Where("score_band", filter.ScoreBand)
                .And(OfSubsidiary, "subsidiary", filter.Subsidiary),
            page
        );

    public async Task<ImmutableArray<ProposalGroup>> ProposalGroups(string tenant, string runId, ProposalGrouping by)
    {
        using var connection = await reads.Rent(tenant);
        var groups = await connection.Query(
            by == ProposalGrouping.Score ? ByScoreSql : BySubsidiarySql,
            new
            {
                tenant,
                runId,
                limit = Limits.SubsidiariesListedMax,
            },
            reader => new ProposalGroup(
                reader.GetString(0),
                reader.GetInt32(1),
                reader.GetInt32(2),
                reader.GetInt32(3),
                reader.GetInt32(4)
            )
        );
        // As people sort names: É stands beside E, not after Z.
        return by == ProposalGrouping.Score
            ? [.. groups]
            : [.. groups.OrderBy(group => group.Key, StringComparer.InvariantCultureIgnoreCase)];
    }

    public async Task<ImmutableArray<ProposalRow>> ProposalsById(
        string tenant,
        string runId,
        ImmutableArray<string> ids
    )
    {
        using var connection = await reads.Rent(tenant);
        var rows = await RowReads.Many(
            ids,
            some =>
                connection.Query(
                    ByIdSql,
                    new
                    {
                        tenant,
                        runId,
                        ids = some,
                    },
                    RowReads.Read<ProposalRow>
                )
        );
        return [.. rows.Select(row => row.Row)];
    }

    public async Task<ImmutableArray<ProposalRow>> ToPublish(
        string tenant,
        string runId,
        string publicationId,
        string? after,
        int limit
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Limits.ProposalsPerRunMax);
        var query = Open(tenant, runId, publicationId).And("id > @after", "after", after);
        var rows = await reads.Rows<ProposalRow>(query, "id", limit);
        return [.. rows.Select(row => row.Row)];
    }

    public async Task<int> CountToPublish(string tenant, string runId, string publicationId)
    {
        var query = Open(tenant, runId, publicationId);
        using var connection = await reads.Rent(tenant);
        return await connection.Value<int>(query.Sql("COUNT(*)", order: null, limit: null), query.Parameters);
    }

    public Task<Slice<UnmatchedRow>> Unmatched(string tenant, string runId, PairRole? role, PageOf page) =>
        reads.List<UnmatchedRow>(OfRun("unmatched", tenant, runId).Where("role", Codes.Of(role)), page);

    public Task<ImmutableArray<ProposalRow>> AllProposals(string tenant, string runId) =>
        All<ProposalRow>("proposals", tenant, runId, Limits.ProposalsPerRunMax);

    public Task<ImmutableArray<UnmatchedRow>> AllUnmatched(string tenant, string runId) =>
        All<UnmatchedRow>("unmatched", tenant, runId, Limits.ParticipantsPerProgrammeMax);

    public Task<ImmutableArray<MatchingProofRow>> Proof(string tenant, string runId) =>
        All<MatchingProofRow>("matching_proofs", tenant, runId, MatchingProofRow.PartsMax);

    public async Task<ImmutableDictionary<(string ParticipantId, PairRole Role), int>> LeftOver(
        string tenant,
        string programmeId
    )
    {
        using var connection = await reads.Rent(tenant);
        var rows = await connection.Query(
            LeftOverSql,
            new { tenant, programmeId },
            reader =>
                KeyValuePair.Create(
                    (reader.GetString(0), Codes.Parse<PairRole>(reader.GetString(1))),
                    reader.GetInt32(2)
                )
        );
        return rows.ToImmutableDictionary();
    }

    public Task<Stored<PublicationRow>?> FindPublication(string tenant, string id) =>
        reads.Find<PublicationRow>(FindPublicationSql, tenant, id);

    private async Task<ImmutableArray<T>> All<T>(string table, string tenant, string runId, int limit)
    {
        var rows = await reads.Rows<T>(OfRun(table, tenant, runId), "id", limit);
        return [.. rows.Select(row => row.Row)];
    }

    private static RowQuery Open(string tenant, string runId, string publicationId) =>
        OfRun("proposals", tenant, runId)
            .Where("decision", Codes.Of(ProposalDecision.Accepted))
            .And(Unpublished, "publication_id", publicationId);

    private static RowQuery OfRun(string table, string tenant, string runId) =>
        new RowQuery(table, tenant).Where("run_id", runId);
}
