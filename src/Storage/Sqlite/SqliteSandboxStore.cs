using Binome.Contracts.Sandboxes;
using Binome.Storage.Sandboxes;

namespace Binome.Storage.Sqlite;

/// <summary>Deletes what sandboxes hold, on SQLite.</summary>
internal sealed class SqliteSandboxStore(SqliteWriter writer) : ISandboxStore
{
    private const string ForgetEventsSql =
        "UPDATE grain_states SET event_count = 0, last_event = NULL WHERE tenant = ? AND grain_kind = ?";

    private const string DropMailsSql = """
        DELETE FROM sandbox_mails WHERE (tenant, id) IN
            (SELECT tenant, id FROM sandbox_mails WHERE kept_at < ? LIMIT ?)
        """;

    private static readonly ImmutableArray<string> Statements = SandboxWipe.Statements("?1", "?2", "?3");

    public async Task<int> WipeSome(string tenant, DateTimeOffset keysFrom)
    {
        SandboxWipe.RequireSandbox(tenant);
        var deleted = 0;
        foreach (var sql in Statements)
            deleted += await writer.Write(
                session =>
                {
                    var statement = session.Statement(sql).Bind(tenant).Bind(SandboxLimits.WipeStepRows);
                    return (
                        sql.Contains("?3", StringComparison.Ordinal)
                            ? statement.Bind(keysFrom.ToUnixTimeMilliseconds())
                            : statement
                    ).Run();
                },
                SandboxLimits.WipeStepRows,
                isRelaxed: true
            );
        return deleted;
    }

    public Task RestartLog(string tenant)
    {
        SandboxWipe.RequireSandbox(tenant);
        return writer.Write(session =>
        {
            writer.Sequences.Restart(session, tenant);
            return session.Statement(ForgetEventsSql).Bind(tenant).Bind(GrainKinds.Sandbox).Run();
        });
    }

    public async Task DropMails(DateTimeOffset before)
    {
        var dropped = SandboxLimits.WipeStepRows;
        while (dropped == SandboxLimits.WipeStepRows)
            dropped = await writer.Write(session =>
                session
                    .Statement(DropMailsSql)
                    .Bind(before.ToUnixTimeMilliseconds())
                    .Bind(SandboxLimits.WipeStepRows)
                    .Run()
            );
    }
}
