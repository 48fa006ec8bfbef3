using Binome.Contracts.Billing;

namespace Binome.Storage.Sqlite;

/// <summary>Upkeep of Stripe's events on SQLite.</summary>
internal sealed class SqliteStripeEvents(SqliteWriter writer) : IStripeEventUpkeep
{
    private const int DropStepRows = 1_000;

    private const string DropSql = """
        DELETE FROM stripe_events WHERE (tenant, id) IN (SELECT tenant, id FROM stripe_events WHERE taken_at < ? LIMIT ?)
        """;

    public async Task DropOlderThan(DateTimeOffset instant)
    {
        var dropped = DropStepRows;
        while (dropped == DropStepRows)
            dropped = await writer.Write(session =>
                session.Statement(DropSql).Bind(instant.ToUnixTimeMilliseconds()).Bind(DropStepRows).Run()
            );
    }
}
