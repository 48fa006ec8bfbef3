using Binome.Contracts.Tenants;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>Notes of use on PostgreSQL: a column beside the row that the ledger never writes.</summary>
internal sealed class PostgreSqlCredentialUses(PostgreSqlWriter writer, PostgreSqlSweeps sweeps) : ICredentialUses
{
    private const string DropSessionsSql = """
        DELETE FROM member_sessions WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM member_sessions WHERE ends_at < $1 ORDER BY ends_at LIMIT $2))
        """;

    private const string DropLinksSql = """
        DELETE FROM sign_in_links WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM sign_in_links WHERE ends_at < $1 ORDER BY ends_at LIMIT $2))
        """;

    private static readonly string NoteKeysSql = NoteSql("api_keys");
    private static readonly string NoteSessionsSql = NoteSql("member_sessions");

    public Task Note(ImmutableArray<CredentialUse> uses) =>
        Task.WhenAll(
            uses.GroupBy(use => (use.Tenant, IsKey: Ids.Has(Ids.ApiKey, use.Id)))
                .Select(ofTenant => Note(ofTenant.Key.Tenant, ofTenant.Key.IsKey, [.. ofTenant]))
        );

    public async Task DropEnded(DateTimeOffset before)
    {
        await sweeps.InSteps(DropSessionsSql, before);
        await sweeps.InSteps(DropLinksSql, before);
    }

    private Task<int> Note(string tenant, bool isKey, CredentialUse[] uses) =>
        writer.Run(
            tenant,
            isKey ? NoteKeysSql : NoteSessionsSql,
            () =>
                [
                    Text(tenant),
                    Texts(uses.Select(use => use.Id)),
                    Numbers(uses.Select(use => use.At.ToUnixTimeMilliseconds())),
                ],
            uses.Length
        );

    private static string NoteSql(string table) =>
        $"""
            UPDATE {table} SET used_at = noted.at FROM unnest($2::text[], $3::bigint[]) AS noted (id, at)
            WHERE tenant = $1 AND {table}.id = noted.id
            """;
}
