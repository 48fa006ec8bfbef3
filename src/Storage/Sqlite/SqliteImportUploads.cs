using Binome.Contracts.People;
using Binome.Storage.People;
using Binome.Storage.Reads;

namespace Binome.Storage.Sqlite;

/// <summary>Uploaded files on SQLite, one row per chunk.</summary>
internal sealed class SqliteImportUploads(RowReads reads, SqliteWriter writer, TimeProvider time) : IImportUploads
{
    private const string PutSql = """
        INSERT INTO import_uploads (tenant, import_id, chunk, created_at, lines) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, import_id, chunk) DO UPDATE SET lines = excluded.lines
        """;

    private const string DropSql = """
        DELETE FROM import_uploads WHERE rowid IN
            (SELECT rowid FROM import_uploads WHERE tenant = ? AND import_id = ? LIMIT ?)
        """;

    private const string DropOrphansSql = """
        DELETE FROM import_uploads WHERE rowid IN
            (SELECT upload.rowid FROM import_uploads upload WHERE upload.created_at < ? AND NOT EXISTS
                (SELECT 1 FROM imports WHERE imports.tenant = upload.tenant AND imports.id = upload.import_id)
            LIMIT ?)
        """;

    private const string DropProblemsSql = """
        DELETE FROM import_problems WHERE (tenant, import_id, id) IN
            (SELECT problem.tenant, problem.import_id, problem.id
            FROM imports JOIN import_problems problem
            ON problem.tenant = imports.tenant AND problem.import_id = imports.id
            WHERE imports.created_at < ? LIMIT ?)
        """;

    // Dropping goes in steps, so that it doesn't hold up the writes behind it; a chunk is large, a problem small.
    private const int DropStepChunks = 50;
    private const int DropStepProblems = 1_000;

    public Task Put(string tenant, string importId, int chunk, ImmutableArray<ImportLine> lines)
    {
        var body = ImportUploadRows.Body(lines);
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.Write(session =>
            session.Statement(PutSql).Bind(tenant).Bind(importId).Bind(chunk).Bind(createdAt).Bind(body).Run()
        );
    }

    public Task<ImmutableArray<ImportLine>> Get(string tenant, string importId, int chunk) =>
        ImportUploadRows.Get(reads, tenant, importId, chunk);

    public Task Drop(string tenant, string importId) =>
        InSteps(
            session => session.Statement(DropSql).Bind(tenant).Bind(importId).Bind(DropStepChunks).Run(),
            DropStepChunks
        );

    public Task DropOrphans(DateTimeOffset olderThan) =>
        InSteps(session => Drop(session, DropOrphansSql, olderThan, DropStepChunks), DropStepChunks);

    public Task DropProblems(DateTimeOffset olderThan) =>
        InSteps(session => Drop(session, DropProblemsSql, olderThan, DropStepProblems), DropStepProblems);

    private static int Drop(SqliteSession session, string sql, DateTimeOffset olderThan, int rows) =>
        session.Statement(sql).Bind(olderThan.ToUnixTimeMilliseconds()).Bind(rows).Run();

    private async Task InSteps(Func<SqliteSession, int> drop, int step)
    {
        var dropped = step;
        while (dropped == step)
            dropped = await writer.Write(drop);
    }
}
