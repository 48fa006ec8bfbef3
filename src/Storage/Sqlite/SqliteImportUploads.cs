using Binome.Contracts.People;
using Binome.Storage.Reads;
using Dapper;

namespace Binome.Storage.Sqlite;

/// <summary>Uploaded files on SQLite, one row per chunk.</summary>
internal sealed class SqliteImportUploads(RowReads reads, SqliteWriter writer, TimeProvider time) : IImportUploads
{
    private const string PutSql = """
        INSERT INTO import_uploads (tenant, import_id, chunk, created_at, lines) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, import_id, chunk) DO UPDATE SET lines = excluded.lines
        """;

    private const string GetSql =
        "SELECT lines FROM import_uploads WHERE tenant = @tenant AND import_id = @importId AND chunk = @chunk";

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

    // A chunk is large; dropping goes in steps so that it doesn't hold up the writes behind it.
    private const int DropStepRows = 50;

    public Task Put(string tenant, string importId, int chunk, ImmutableArray<ImportLine> lines)
    {
        if (lines.Length > Limits.ImportChunkRows)
            throw new ArgumentException($"{lines.Length} lines in a chunk, at most {Limits.ImportChunkRows}.");
        var body = LedgerJson.Write(lines);
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.Write(session =>
            session.Statement(PutSql).Bind(tenant).Bind(importId).Bind(chunk).Bind(createdAt).Bind(body).Run()
        );
    }

    public async Task<ImmutableArray<ImportLine>> Get(string tenant, string importId, int chunk)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            importId,
            chunk,
        };
        var body = await connection.Database.ExecuteScalarAsync<byte[]?>(GetSql, parameters);
        return body is null ? [] : LedgerJson.Read<ImmutableArray<ImportLine>>(body);
    }

    public Task Drop(string tenant, string importId) =>
        InSteps(session => session.Statement(DropSql).Bind(tenant).Bind(importId).Bind(DropStepRows).Run());

    public Task DropOrphans(DateTimeOffset olderThan) =>
        InSteps(session =>
            session.Statement(DropOrphansSql).Bind(olderThan.ToUnixTimeMilliseconds()).Bind(DropStepRows).Run()
        );

    private async Task InSteps(Func<SqliteSession, int> drop)
    {
        var dropped = DropStepRows;
        while (dropped == DropStepRows)
            dropped = await writer.Write(drop);
    }
}
