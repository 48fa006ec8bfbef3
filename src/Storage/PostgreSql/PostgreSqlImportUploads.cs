using Binome.Contracts.People;
using Binome.Storage.People;
using Binome.Storage.Reads;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>Uploaded files on PostgreSQL, one row per chunk.</summary>
internal sealed class PostgreSqlImportUploads(
    RowReads reads,
    PostgreSqlWriter writer,
    PostgreSqlSweeps sweeps,
    TimeProvider time
) : IImportUploads
{
    private const string PutSql = """
        INSERT INTO import_uploads (tenant, import_id, chunk, created_at, lines) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant, import_id, chunk) DO UPDATE SET lines = excluded.lines
        """;

    private const string DropSql = "DELETE FROM import_uploads WHERE tenant = $1 AND import_id = $2";

    private const string DropOrphansSql = """
        DELETE FROM import_uploads WHERE ctid = ANY(ARRAY(
            SELECT upload.ctid FROM import_uploads upload WHERE upload.created_at < $1 AND NOT EXISTS
                (SELECT 1 FROM imports WHERE imports.tenant = upload.tenant AND imports.id = upload.import_id)
            LIMIT $2))
        """;

    private const string DropProblemsSql = """
        DELETE FROM import_problems WHERE ctid = ANY(ARRAY(
            SELECT problem.ctid FROM imports JOIN import_problems problem
            ON problem.tenant = imports.tenant AND problem.import_id = imports.id
            WHERE imports.created_at < $1 LIMIT $2))
        """;

    public Task Put(string tenant, string importId, int chunk, ImmutableArray<ImportLine> lines)
    {
        var body = ImportUploadRows.Body(lines);
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.Run(
            tenant,
            PutSql,
            () => [Text(tenant), Text(importId), Number(chunk), Number(createdAt), Bytes(body)]
        );
    }

    public Task<ImmutableArray<ImportLine>> Get(string tenant, string importId, int chunk) =>
        ImportUploadRows.Get(reads, tenant, importId, chunk);

    public Task Drop(string tenant, string importId) =>
        writer.Run(tenant, DropSql, () => [Text(tenant), Text(importId)]);

    public Task DropOrphans(DateTimeOffset olderThan) => sweeps.InSteps(DropOrphansSql, olderThan);

    public Task DropProblems(DateTimeOffset olderThan) => sweeps.InSteps(DropProblemsSql, olderThan);
}
