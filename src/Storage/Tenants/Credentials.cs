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
        return await connection.First<(string, ApiKeyRow)?>(
            FindKeySql,
            columns => (columns.Text(0), LedgerJson.Read<ApiKeyRow>(columns.Bytes(1))),
            hash
        );
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
