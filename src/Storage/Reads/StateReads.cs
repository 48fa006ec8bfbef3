using Binome.Storage.Ledger;
using Dapper;

namespace Binome.Storage.Reads;

/// <summary>Stored states as bytes.</summary>
internal sealed class StateReads(RowReads reads)
{
    private const string FindSql = """
        SELECT version, schema, body FROM grain_states
        WHERE tenant = @tenant AND grain_kind = @kind AND grain_id = @id
        """;

    private const string ManySql = """
        SELECT grain_id AS Id, version AS Version, schema AS Schema, body AS Body FROM grain_states
        WHERE tenant = @tenant AND grain_kind = @kind AND grain_id IN @ids AND body IS NOT NULL
        """;

    /// <summary>The state and its version; null when nothing was ever stored.</summary>
    public async Task<StateRecord?> Find(StateAddress address)
    {
        using var connection = await reads.Rent(address.Tenant);
        var command = connection.Prepared(FindSql, "tenant", "kind", "id");
        command.Parameters[0].Value = address.Tenant;
        command.Parameters[1].Value = address.Kind;
        command.Parameters[2].Value = address.Id;
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            return null;
        var body = await reader.IsDBNullAsync(2) ? null : reader.GetFieldValue<byte[]>(2);
        return new StateRecord(address.Id, reader.GetInt64(0), reader.GetInt32(1), body);
    }

    /// <summary>States that are there, in no order.</summary>
    public async Task<List<StateRecord>> Many(string tenant, string kind, ImmutableArray<string> ids)
    {
        using var connection = await reads.Rent(tenant);
        var rows = await RowReads.Many(
            ids,
            some =>
                connection.Database.QueryAsync<Row>(
                    ManySql,
                    new
                    {
                        tenant,
                        kind,
                        ids = some,
                    }
                )
        );
        return rows.ConvertAll(row => new StateRecord(row.Id, row.Version, (int)row.Schema, row.Body));
    }

    private sealed record Row(string Id, long Version, long Schema, byte[] Body);
}
