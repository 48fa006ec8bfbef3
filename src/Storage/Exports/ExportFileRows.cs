using Binome.Storage.Reads;

namespace Binome.Storage.Exports;

/// <summary>What every kind of database does alike with the pieces of files.</summary>
internal static class ExportFileRows
{
    private const string GetSql =
        "SELECT body FROM export_pieces WHERE tenant = @tenant AND export_id = @exportId AND piece = @piece";

    public static byte[] Checked(byte[] body) =>
        body.Length <= StorageLimits.ExportPieceBytesMax
            ? body
            : throw new ArgumentException(
                $"{body.Length} bytes in a piece, at most {StorageLimits.ExportPieceBytesMax}."
            );

    public static async Task<byte[]?> Get(RowReads reads, string tenant, string exportId, int piece)
    {
        var parameters = new
        {
            tenant,
            exportId,
            piece,
        };
        using var connection = await reads.Rent(tenant);
        return await connection.Value<byte[]?>(GetSql, parameters);
    }
}
