using Binome.Contracts.Exports;
using Binome.Storage.Exports;
using Binome.Storage.Reads;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>Files of exports on PostgreSQL, one row per piece.</summary>
internal sealed class PostgreSqlExportFiles(
    RowReads reads,
    PostgreSqlWriter writer,
    PostgreSqlSweeps sweeps,
    TimeProvider time
) : IExportFiles
{
    private const string PutSql = """
        INSERT INTO export_pieces (tenant, export_id, piece, created_at, body) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant, export_id, piece) DO UPDATE SET body = excluded.body
        """;

    private const string DropSql = """
        DELETE FROM export_pieces WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM export_pieces WHERE created_at < $1 LIMIT $2))
        """;

    public Task Put(string tenant, string exportId, int piece, byte[] body)
    {
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds();
        var whole = ExportFileRows.Checked(body);
        return writer.Run(
            tenant,
            PutSql,
            () => [Text(tenant), Text(exportId), Number(piece), Number(createdAt), Bytes(whole)]
        );
    }

    public Task<byte[]?> Get(string tenant, string exportId, int piece) =>
        ExportFileRows.Get(reads, tenant, exportId, piece);

    public Task DropOlderThan(DateTimeOffset instant) => sweeps.InSteps(DropSql, instant);
}
