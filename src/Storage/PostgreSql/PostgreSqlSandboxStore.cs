using Binome.Contracts.Sandboxes;
using Binome.Storage.Sandboxes;
using Npgsql;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <summary>Deletes what sandboxes hold, on PostgreSQL.</summary>
internal sealed class PostgreSqlSandboxStore(PostgreSqlWriter writer, PostgreSqlSweeps sweeps) : ISandboxStore
{
    private const string ForgetEventsSql =
        "UPDATE grain_states SET event_count = 0, last_event = NULL WHERE tenant = $1 AND grain_kind = $2";

    private const string RestartSql = "UPDATE event_sequences SET created_at = 0 WHERE tenant = $1";

    private const string DropMailsSql = """
        DELETE FROM sandbox_mails WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM sandbox_mails WHERE kept_at < $1 ORDER BY kept_at LIMIT $2))
        """;

    private static readonly ImmutableArray<string> Statements = SandboxWipe.Statements("$1", "$2", "$3");

    public async Task<int> WipeSome(string tenant, DateTimeOffset keysFrom)
    {
        SandboxWipe.RequireSandbox(tenant);
        var deleted = 0;
        foreach (var sql in Statements)
            deleted += await writer.Run(
                tenant,
                sql,
                () =>
                {
                    List<NpgsqlParameter> parameters = [Text(tenant), Number(SandboxLimits.WipeStepRows)];
                    if (sql.Contains("$3", StringComparison.Ordinal))
                        parameters.Add(Number(keysFrom.ToUnixTimeMilliseconds()));
                    return [.. parameters];
                },
                SandboxLimits.WipeStepRows
            );
        return deleted;
    }

    public Task RestartLog(string tenant)
    {
        SandboxWipe.RequireSandbox(tenant);
        return writer.Write(
            tenant,
            _ => { },
            book =>
            {
                book.CreatedAt = 0;
                book.Statements.Add(batch => batch.Add(RestartSql, Text(tenant)));
                book.Statements.Add(batch => batch.Add(ForgetEventsSql, Text(tenant), Text(GrainKinds.Sandbox)));
                return true;
            }
        );
    }

    public Task DropMails(DateTimeOffset before) => sweeps.InSteps(DropMailsSql, before);
}
