using Binome.Contracts.Billing;

namespace Binome.Storage.PostgreSql;

/// <summary>Upkeep of Stripe's events on PostgreSQL.</summary>
internal sealed class PostgreSqlStripeEvents(PostgreSqlSweeps sweeps) : IStripeEventUpkeep
{
    private const string DropSql = """
        DELETE FROM stripe_events WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM stripe_events WHERE taken_at < $1 ORDER BY taken_at LIMIT $2))
        """;

    public Task DropOlderThan(DateTimeOffset instant) => sweeps.InSteps(DropSql, instant);
}
