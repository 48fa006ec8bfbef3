using Binome.Contracts.People;
using Binome.Storage.Reads;

namespace Binome.Storage.People;

/// <summary>What every kind of database does alike with the chunks of uploaded files.</summary>
internal static class ImportUploadRows
{
    private const string GetSql =
        "SELECT lines FROM import_uploads WHERE tenant = @tenant AND import_id = @importId AND chunk = @chunk";

    /// <exception cref="ArgumentException">The chunk is too large.</exception>
    public static byte[] Body(ImmutableArray<ImportLine> lines) =>
        lines.Length <= Limits.ImportChunkRows
            ? LedgerJson.Write(lines)
            : throw new ArgumentException($"{lines.Length} lines in a chunk, at most {Limits.ImportChunkRows}.");

    public static async Task<ImmutableArray<ImportLine>> Get(RowReads reads, string tenant, string importId, int chunk)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            importId,
            chunk,
        };
        var body = await connection.Value<byte[]?>(GetSql, parameters);
        return body is null ? [] : LedgerJson.Read<ImmutableArray<ImportLine>>(body);
    }
}
