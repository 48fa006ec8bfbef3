using Binome.Contracts.Privacy;
using Binome.Storage.Reads;

namespace Binome.Storage.Privacy;

/// <summary>Reads the sealed keys of participants.</summary>
internal sealed class PrivateKeyRows(RowReads reads) : IPrivateKeyRows
{
    private const string FindSql = "SELECT version, body FROM private_keys WHERE tenant = @tenant AND id = @id";

    public async Task<PrivateKeyRow?> Find(string tenant, string participantId) =>
        (await reads.Find<PrivateKeyRow>(FindSql, tenant, participantId))?.Row;
}
