using Binome.Contracts.Tenants;
using Binome.Storage.Reads;

namespace Binome.Storage.Tenants;

/// <summary>Looks credentials up before any tenant is known.</summary>
internal sealed class Credentials(RowReads reads) : ICredentials
{
    private const string FindKeySql = "SELECT tenant, body FROM api_keys WHERE hash = @hash";
    private const string TenantsSql = "SELECT version, body FROM tenants ORDER BY tenant, id LIMIT @limit";

    public async Task<(string Tenant, ApiKeyRow Key)?> FindKey(string hash)
    {
        using var connection = await reads.Rent(tenant: null);
        var command = connection.Prepared(FindKeySql, "hash");
        command.Parameters[0].Value = hash;
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? (reader.GetString(0), LedgerJson.Read<ApiKeyRow>(reader.GetFieldValue<byte[]>(1)))
            : null;
    }

    public async Task<ImmutableArray<TenantRow>> Tenants()
    {
        using var connection = await reads.Rent(tenant: null);
        var rows = await connection.Query(
            TenantsSql,
            new { limit = StorageLimits.TenantsMax },
            RowReads.Read<TenantRow>
        );
        return [.. rows.Select(row => row.Row)];
    }

    public async Task<ImmutableArray<ApiKeyRow>> Keys(string tenant)
    {
        var rows = await reads.Rows<ApiKeyRow>(new RowQuery("api_keys", tenant), "id", StorageLimits.KeysListedMax);
        return [.. rows.Select(row => row.Row)];
    }
}
