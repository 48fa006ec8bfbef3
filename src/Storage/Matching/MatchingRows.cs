using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Storage.Reads;
using Binome.Storage.Rows;
using Dapper;

namespace Binome.Storage.Matching;

/// <summary>Reads over matching runs, their proposals and publications.</summary>
internal sealed class MatchingRows(RowReads reads) : IMatchingRows
{
    private const string FindSql = "SELECT version, body FROM matching_runs WHERE tenant = @tenant AND id = @id";

    private const string FindPublicationSql =
        "SELECT version, body FROM publications WHERE tenant = @tenant AND id = @id";

    private const string ByIdSql =
        "SELECT version, body FROM proposals WHERE tenant = @tenant AND run_id = @runId AND id IN @ids";

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
        return await connection.Database.ExecuteScalarAsync<int>(
            query.Sql("COUNT(*)", order: null, limit: null),
            query.Parameters
        );
    }

    public Task<Slice<UnmatchedRow>> Unmatched(string tenant, string runId, PairRole? role, PageOf page) =>
        reads.List<UnmatchedRow>(OfRun("unmatched", tenant, runId).Where("role", Codes.Of(role)), page);

    public Task<Stored<PublicationRow>?> FindPublication(string tenant, string id) =>
        reads.Find<PublicationRow>(FindPublicationSql, tenant, id);

    private static RowQuery Open(string tenant, string runId, string publicationId) =>
        OfRun("proposals", tenant, runId)
            .Where("decision", Codes.Of(ProposalDecision.Accepted))
            .And(Unpublished, "publication_id", publicationId);

    private static RowQuery OfRun(string table, string tenant, string runId) =>
        new RowQuery(table, tenant).Where("run_id", runId);
}
