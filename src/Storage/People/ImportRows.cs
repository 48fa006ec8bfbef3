using Binome.Contracts.People;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.People;

/// <summary>Reads over imports and what was wrong in them.</summary>
internal sealed class ImportRows(RowReads reads) : IImportRows
{
    private const string FindSql = "SELECT version, body FROM imports WHERE tenant = @tenant AND id = @id";

    private const string AfterProblem = """
        (line, id) > (SELECT line, id FROM import_problems
            WHERE tenant = @tenant AND import_id = @import_id AND id = @after)
        """;

    public Task<Stored<ImportRow>?> Find(string tenant, string id) => reads.Find<ImportRow>(FindSql, tenant, id);

    public Task<Slice<ImportRow>> List(string tenant, PageOf page) =>
        reads.List<ImportRow>(new RowQuery("imports", tenant), page);

    public Task<Slice<ImportProblemRow>> Problems(
        string tenant,
        string importId,
        ProblemSeverity? severity,
        PageOf page
    ) =>
        reads.Page<ImportProblemRow>(
            new RowQuery("import_problems", tenant)
                .Where("import_id", importId)
                .Where("severity", Codes.Of(severity))
                .And(AfterProblem, "after", page.After),
            "line, id",
            page.Limit
        );
}
