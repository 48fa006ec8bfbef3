using System.Data.Common;
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
        var command = connection.Prepared(FindSql, "tenant", "kind", "id");
        command.Parameters[0].Value = address.Tenant;
        command.Parameters[1].Value = address.Kind;
        command.Parameters[2].Value = address.Id;
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader, address.Id) : null;
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
                    reader => Read(reader, reader.GetString(3))
                )
        );
    }

    private static StateRecord Read(DbDataReader reader, string id) =>
        new(id, reader.GetInt64(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2));
}
