using Binome.Contracts.Billing;
using Binome.Storage.Reads;

namespace Binome.Storage.Billing;

/// <summary>Reads over billing.</summary>
internal sealed class BillingRows(RowReads reads) : IBillingRows
{
    private const string FindSql = "SELECT version, body FROM billing WHERE tenant = @tenant AND id = @id";

    private const string TenantSql = "SELECT tenant FROM billing WHERE customer_id = @customer";

    private const string NotBegunSql = """
        SELECT tenant FROM tenants
        WHERE substr(tenant, 1, 4) <> 'sbx_' AND NOT EXISTS (SELECT 1 FROM billing WHERE billing.tenant = tenants.tenant AND billing.id = tenants.tenant)
        ORDER BY tenant LIMIT @limit
        """;

    private const string EventSql = "SELECT version, body FROM stripe_events WHERE tenant = @tenant AND id = @id";

    private const string PairsSql = """
        SELECT id, mentor_id, mentee_id FROM pairs WHERE tenant = @tenant AND phase = 'active' LIMIT @limit
        """;

    public Task<Stored<BillingRow>?> Find(string tenant) => reads.Find<BillingRow>(FindSql, tenant, tenant);

    public async Task<string?> TenantOf(string customerId)
    {
        using var connection = await reads.Rent(tenant: null);
        return await connection.First(TenantSql, columns => columns.Text(0), customerId);
    }

    public async Task<ImmutableArray<string>> NotBegun(int limit)
    {
        using var connection = await reads.Rent(tenant: null);
        return [.. await connection.Query(NotBegunSql, new { limit }, reader => reader.GetString(0))];
    }

    public async Task<bool> HasEvent(string tenant, string eventId) =>
        await reads.Find<StripeEventRow>(EventSql, tenant, eventId) is not null;

    public async Task<ImmutableArray<InvoiceRow>> Invoices(string tenant, int limit)
    {
        var query = new RowQuery("invoices", tenant);
        return [.. (await reads.Rows<InvoiceRow>(query, "created_at DESC, id DESC", limit)).Select(row => row.Row)];
    }

    public async Task<ImmutableArray<BilledPair>> ActivePairs(string tenant)
    {
        using var connection = await reads.Rent(tenant);
        var pairs = await connection.Query(
            PairsSql,
            new { tenant, limit = StorageLimits.PairsPerProgrammeMax },
            reader => new BilledPair(reader.GetString(0), reader.GetString(1), reader.GetString(2))
        );
        return [.. pairs];
    }

    public async Task<ImmutableArray<BilledPersonRow>> OpenLines(string tenant)
    {
        var query = new RowQuery("billed_people", tenant).Where("open", 1);
        return [.. (await reads.Rows<BilledPersonRow>(query, "id", Limits.PeoplePerTenantMax)).Select(row => row.Row)];
    }

    public Task<Slice<BilledPersonRow>> Lines(string tenant, DateOnly? from, DateOnly? until, PageOf page) =>
        reads.List<BilledPersonRow>(
            new RowQuery("billed_people", tenant)
                .And("first_day <= @until", "until", until?.DayNumber)
                .And("(last_day IS NULL OR last_day >= @from)", "from", from?.DayNumber),
            page
        );
}
