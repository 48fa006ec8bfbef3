using Binome.Contracts.Integrations;
using Binome.Storage.Reads;
using Binome.Storage.Rows;

namespace Binome.Storage.Integrations;

/// <summary>Reads over webhooks.</summary>
internal sealed class WebhookRows(RowReads reads) : IWebhookRows
{
    private const string FindSql =
        "SELECT version, body FROM webhook_endpoints WHERE tenant = @tenant AND id = @id AND deleted = 0";

    private const string ProgressSql = "SELECT version, body FROM webhook_progress WHERE tenant = @tenant AND id = @id";

    // The code stands in the text, as the index's condition does.
    private const string DeadSql = """
        SELECT sequence FROM webhook_deliveries WHERE tenant = @tenant AND endpoint_id = @endpointId AND status = 'dead'
        AND sequence >= @first AND sequence <= @last ORDER BY sequence LIMIT @limit
        """;

    public Task<Stored<WebhookEndpointRow>?> Find(string tenant, string id) =>
        reads.Find<WebhookEndpointRow>(FindSql, tenant, id);

    public Task<Slice<WebhookEndpointRow>> List(string tenant, PageOf page) =>
        reads.List<WebhookEndpointRow>(new RowQuery(RowTables.WebhookEndpoints.Name, tenant).And("deleted = 0"), page);

    public async Task<WebhookProgressRow?> Progress(string tenant, string id) =>
        (await reads.Find<WebhookProgressRow>(ProgressSql, tenant, id))?.Row;

    public Task<Slice<WebhookAttemptRow>> Attempts(
        string tenant,
        string endpointId,
        WebhookAttemptFilter filter,
        PageOf page
    ) =>
        reads.List<WebhookAttemptRow>(
            new RowQuery(RowTables.WebhookAttempts.Name, tenant)
                .Where("endpoint_id", endpointId)
                .Where("event_id", filter.EventId)
                .Where("succeeded", filter.Succeeded is { } succeeded ? (succeeded ? 1L : 0L) : null),
            page
        );

    public async Task<ImmutableArray<long>> Dead(string tenant, string endpointId, long first, long last, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, StorageLimits.PageRowsMax);
        using var connection = await reads.Rent(tenant);
        var parameters = new
        {
            tenant,
            endpointId,
            first,
            last,
            limit,
        };
        return [.. await connection.Query(DeadSql, parameters, reader => reader.GetInt64(0))];
    }
}

/// <summary>Where there is work for webhooks, over all tenants.</summary>
internal static class WebhookIndexRows
{
    private const string EnabledSql =
        "SELECT tenant, id FROM webhook_progress WHERE enabled = 1 AND tenant IN @tenants ORDER BY tenant, id";

    // One look over all endpoints for the whole process, now and then; it replaces nothing that is polled otherwise.
    private const string BehindSql = """
        SELECT progress.tenant, progress.id FROM webhook_progress AS progress
        JOIN event_sequences ON event_sequences.tenant = progress.tenant
        WHERE progress.enabled = 1 AND (progress.last_event < event_sequences.sequence OR progress.due_at <= @now)
        ORDER BY progress.tenant, progress.id LIMIT @limit
        """;

    public static async Task<ImmutableArray<(string Tenant, string Id)>> Enabled(
        RowReads reads,
        ImmutableArray<string> tenants
    )
    {
        using var connection = await reads.Rent(tenant: null);
        var rows = await RowReads.Many(
            tenants,
            some =>
                connection.Query(
                    EnabledSql,
                    new { tenants = some },
                    reader => (reader.GetString(0), reader.GetString(1))
                )
        );
        return [.. rows];
    }

    public static async Task<ImmutableArray<(string Tenant, string Id)>> Behind(
        RowReads reads,
        DateTimeOffset now,
        int limit
    )
    {
        using var connection = await reads.Rent(tenant: null);
        var parameters = new { now = now.ToUnixTimeMilliseconds(), limit };
        return [.. await connection.Query(BehindSql, parameters, reader => (reader.GetString(0), reader.GetString(1)))];
    }
}
