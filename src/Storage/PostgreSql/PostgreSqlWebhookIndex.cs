using Binome.Contracts.Integrations;
using Binome.Storage.Integrations;
using Binome.Storage.Reads;

namespace Binome.Storage.PostgreSql;

/// <summary>Work for webhooks on PostgreSQL.</summary>
internal sealed class PostgreSqlWebhookIndex(RowReads reads, PostgreSqlSweeps sweeps) : IWebhookIndex
{
    public Task<ImmutableArray<(string Tenant, string Id)>> Enabled(ImmutableArray<string> tenants) =>
        WebhookIndexRows.Enabled(reads, tenants);

    public Task<ImmutableArray<(string Tenant, string Id)>> Behind(DateTimeOffset now, int limit) =>
        WebhookIndexRows.Behind(reads, now, limit);

    public async Task DropOlderThan(DateTimeOffset instant)
    {
        await sweeps.InSteps(DropSql("webhook_attempts"), instant);
        await sweeps.InSteps(DropSql("webhook_deliveries"), instant);
    }

    private static string DropSql(string table) =>
        $"""
            DELETE FROM {table} WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {table} WHERE created_at < $1 ORDER BY created_at LIMIT $2))
            """;
}
