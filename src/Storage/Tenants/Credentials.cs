using System.Data.Common;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Tenants;

/// <summary>Looks credentials up before any tenant is known.</summary>
internal sealed class Credentials(RowReads reads) : ICredentials
{
    private const string FindKeySql = """
        SELECT api_keys.tenant, api_keys.body, members.status
        FROM api_keys LEFT JOIN members ON members.tenant = api_keys.tenant AND members.id = api_keys.created_by
        WHERE api_keys.hash = @hash
        """;

    private const string FindSessionSql = """
        SELECT sessions.tenant, sessions.body, members.body, sessions.used_at
        FROM member_sessions sessions JOIN members
        ON members.tenant = sessions.tenant AND members.id = sessions.member_id
        WHERE sessions.hash = @hash
        """;

    private const string FindLinkSql = """
        SELECT tenants.body, links.body, members.body
        FROM sign_in_links links
        JOIN members ON members.tenant = links.tenant AND members.id = links.member_id
        JOIN tenants ON tenants.tenant = links.tenant AND tenants.id = links.tenant
        WHERE links.hash = @hash
        """;

    // Whoever tries things out with somebody's address is no organisation in which they sign in.
    private const string FindMembersSql = """
        SELECT tenants.body, members.body, passwords.body
        FROM members
        JOIN tenants ON tenants.tenant = members.tenant AND tenants.id = members.tenant
        LEFT JOIN member_passwords passwords ON passwords.tenant = members.tenant AND passwords.id = members.id
        WHERE members.email = @email AND substr(members.tenant, 1, 4) <> 'sbx_'
        ORDER BY members.tenant LIMIT @limit
        """;

    private const string TenantsSql = """
        SELECT version, body FROM tenants WHERE substr(tenant, 1, 4) <> 'sbx_' ORDER BY tenant, id LIMIT @limit
        """;

    private const string TenantSql = "SELECT version, body FROM tenants WHERE tenant = @tenant AND id = @id";

    private const string KeysSql = "SELECT body, used_at FROM api_keys WHERE tenant = @tenant ORDER BY id LIMIT @limit";

    public async Task<FoundKey?> FindKey(string hash)
    {
        using var connection = await reads.Rent(tenant: null);
        return await connection.First(
            FindKeySql,
            columns => new FoundKey(
                columns.Text(0),
                LedgerJson.Read<ApiKeyRow>(columns.Bytes(1)),
                !columns.IsNull(2) && Codes.Parse<MemberStatus>(columns.Text(2)) == MemberStatus.Disabled
            ),
            hash
        );
    }

    public async Task<FoundSession?> FindSession(string hash)
    {
        using var connection = await reads.Rent(tenant: null);
        return await connection.First(
            FindSessionSql,
            columns => new FoundSession(
                columns.Text(0),
                LedgerJson.Read<MemberSessionRow>(columns.Bytes(1)),
                LedgerJson.Read<MemberRow>(columns.Bytes(2)),
                columns.IsNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(columns.Number(3))
            ),
            hash
        );
    }

    public async Task<FoundLink?> FindLink(string hash)
    {
        using var connection = await reads.Rent(tenant: null);
        return await connection.First(
            FindLinkSql,
            columns => new FoundLink(
                LedgerJson.Read<TenantRow>(columns.Bytes(0)),
                LedgerJson.Read<SignInLinkRow>(columns.Bytes(1)),
                LedgerJson.Read<MemberRow>(columns.Bytes(2))
            ),
            hash
        );
    }

    public async Task<ImmutableArray<FoundMember>> FindMembers(string email)
    {
        using var connection = await reads.Rent(tenant: null);
        var parameters = new { email, limit = MemberLimits.OrganisationsPerEmailMax };
        return [.. await connection.Query(FindMembersSql, parameters, Member)];
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

    public async Task<TenantRow?> Tenant(string tenant) =>
        (await reads.Find<TenantRow>(TenantSql, tenant, tenant))?.Row;

    public async Task<ImmutableArray<ListedKey>> Keys(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        var parameters = new { tenant, limit = StorageLimits.KeysListedMax };
        return [.. await connection.Query(KeysSql, parameters, Key)];
    }

    private static FoundMember Member(DbDataReader reader)
    {
        var password = reader.IsDBNull(2) ? null : Json<MemberPasswordRow>(reader, 2);
        return new FoundMember(
            Json<TenantRow>(reader, 0),
            Json<MemberRow>(reader, 1),
            password is { Hash.Length: > 0 } ? password.Hash : null
        );
    }

    private static ListedKey Key(DbDataReader reader) =>
        new(
            Json<ApiKeyRow>(reader, 0),
            reader.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))
        );

    private static T Json<T>(DbDataReader reader, int column) =>
        LedgerJson.Read<T>(reader.GetFieldValue<byte[]>(column));
}
