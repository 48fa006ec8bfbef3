using Binome.Contracts.Integrations;
using Binome.Storage.Integrations;
using Binome.Storage.Reads;

namespace Binome.Storage.Sqlite;

/// <summary>Work for webhooks on SQLite.</summary>
internal sealed class SqliteWebhookIndex(RowReads reads, SqliteWriter writer) : IWebhookIndex
{
    // In steps, so that a day's attempts don't hold up the writes behind them.
    private const int DropStepRows = 1_000;

    private const string DropAttemptsSql =
        "DELETE FROM webhook_attempts WHERE rowid IN (SELECT rowid FROM webhook_attempts WHERE created_at < ? LIMIT ?)";

    private const string DropDeliveriesSql = """
        DELETE FROM webhook_deliveries WHERE (tenant, endpoint_id, id) IN
            (SELECT tenant, endpoint_id, id FROM webhook_deliveries WHERE created_at < ? LIMIT ?)
        """;

    public Task<ImmutableArray<(string Tenant, string Id)>> Enabled(ImmutableArray<string> tenants) =>
        WebhookIndexRows.Enabled(reads, tenants);

    public Task<ImmutableArray<(string Tenant, string Id)>> Behind(DateTimeOffset now, int limit) =>
        WebhookIndexRows.Behind(reads, now, limit);

    public async Task DropOlderThan(DateTimeOffset instant)
    {
        foreach (var sql in (string[])[DropAttemptsSql, DropDeliveriesSql])
        {
            var dropped = DropStepRows;
            while (dropped == DropStepRows)
                dropped = await writer.Write(session =>
                    session.Statement(sql).Bind(instant.ToUnixTimeMilliseconds()).Bind(DropStepRows).Run()
                );
        }
    }
}
