using Binome.Storage.Ledger;

namespace Binome.Storage.Reads;

/// <summary>Stored states as bytes.</summary>
internal sealed class StateReads(RowReads reads)
{
    private const string FindSql = """
        SELECT version, schema, body FROM grain_states
        WHERE tenant = @tenant AND grain_kind = @kind AND grain_id = @id
        """;

    private const string ManySql = """
        SELECT version, schema, body, grain_id FROM grain_states
        WHERE tenant = @tenant AND grain_kind = @kind AND grain_id IN @ids AND body IS NOT NULL
        """;

    /// <summary>The state and its version; null when nothing was ever stored.</summary>
    public async Task<StateRecord?> Find(StateAddress address)
    {
        using var connection = await reads.Rent(address.Tenant);
        return await connection.First(
            FindSql,
            columns => new StateRecord(
                address.Id,
                columns.Number(0),
                (int)columns.Number(1),
                columns.IsNull(2) ? null : columns.Bytes(2).ToArray()
            ),
            address.Tenant,
            address.Kind,
            address.Id
        );
    }

    /// <summary>States that are there, in no order.</summary>
    public async Task<List<StateRecord>> Many(string tenant, string kind, ImmutableArray<string> ids)
    {
        using var connection = await reads.Rent(tenant);
        return await RowReads.Many(
            ids,
            some =>
                connection.Query(
                    ManySql,
                    new
                    {
                        tenant,
                        kind,
                        ids = some,
                    },
                    reader => new StateRecord(
                        reader.GetString(3),
                        reader.GetInt64(0),
                        reader.GetInt32(1),
                        reader.GetFieldValue<byte[]>(2)
                    )
                )
        );
    }
}
