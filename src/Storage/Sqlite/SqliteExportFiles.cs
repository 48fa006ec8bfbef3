using Binome.Contracts.Exports;
using Binome.Storage.Exports;
using Binome.Storage.Reads;

namespace Binome.Storage.Sqlite;

/// <summary>Files of exports on SQLite, one row per piece.</summary>
internal sealed class SqliteExportFiles(RowReads reads, SqliteWriter writer, TimeProvider time) : IExportFiles
{
    private const string PutSql = """
        INSERT INTO export_pieces (tenant, export_id, piece, created_at, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, export_id, piece) DO UPDATE SET body = excluded.body
        """;

    private const string DropSql = """
        DELETE FROM export_pieces WHERE rowid IN (SELECT rowid FROM export_pieces WHERE created_at < ? LIMIT ?)
        """;

    // Dropping goes in steps, so that it doesn't hold up the writes behind it.
    private const int DropStepPieces = 5;

    public Task Put(string tenant, string exportId, int piece, byte[] body)
    {
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        var whole = ExportFileRows.Checked(body);
        return writer.Write(session =>
            session.Statement(PutSql).Bind(tenant).Bind(exportId).Bind(piece).Bind(createdAt).Bind(whole).Run()
        );
    }

    public Task<byte[]?> Get(string tenant, string exportId, int piece) =>
        ExportFileRows.Get(reads, tenant, exportId, piece);

    public async Task DropOlderThan(DateTimeOffset instant)
    {
        var before = instant.ToUnixTimeMilliseconds();
        var dropped = DropStepPieces;
        while (dropped == DropStepPieces)
            dropped = await writer.Write(session => session.Statement(DropSql).Bind(before).Bind(DropStepPieces).Run());
    }
}
