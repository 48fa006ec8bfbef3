using Binome.Contracts.Tenants;

namespace Binome.Storage.Sqlite;

/// <summary>Notes of use on SQLite: a column beside the row that the ledger never writes.</summary>
internal sealed class SqliteCredentialUses(SqliteWriter writer) : ICredentialUses
{
    private const int NoteStepRows = 500;
    private const int DropStepRows = 1_000;

    private const string NoteKeySql = "UPDATE api_keys SET used_at = ? WHERE tenant = ? AND id = ?";
    private const string NoteSessionSql = "UPDATE member_sessions SET used_at = ? WHERE tenant = ? AND id = ?";

    private const string DropSessionsSql = """
        DELETE FROM member_sessions WHERE (tenant, id) IN
            (SELECT tenant, id FROM member_sessions WHERE ends_at < ? LIMIT ?)
        """;

    private const string DropLinksSql = """
        DELETE FROM sign_in_links WHERE (tenant, id) IN
            (SELECT tenant, id FROM sign_in_links WHERE ends_at < ? LIMIT ?)
        """;

    public async Task Note(ImmutableArray<CredentialUse> uses)
    {
        foreach (var step in uses.Chunk(NoteStepRows))
            await writer.Write(
                session =>
                {
                    foreach (var use in step)
                    {
                        var sql = Ids.Has(Ids.ApiKey, use.Id) ? NoteKeySql : NoteSessionSql;
                        var at = use.At.ToUnixTimeMilliseconds();
                        session.Statement(sql).Bind(at).Bind(use.Tenant).Bind(use.Id).Run();
                    }
                    return step.Length;
                },
                step.Length
            );
    }

    public async Task DropEnded(DateTimeOffset before)
    {
        await InSteps(DropSessionsSql, before);
        await InSteps(DropLinksSql, before);
    }

    private async Task InSteps(string sql, DateTimeOffset before)
    {
        var dropped = DropStepRows;
        while (dropped == DropStepRows)
            dropped = await writer.Write(session =>
                session.Statement(sql).Bind(before.ToUnixTimeMilliseconds()).Bind(DropStepRows).Run()
            );
    }
}
