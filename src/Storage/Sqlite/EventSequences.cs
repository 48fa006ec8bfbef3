namespace Binome.Storage.Sqlite;

/// <summary>
/// The next event number of each tenant, kept in memory between commits and stored once per batch. Only the writer's thread
/// uses it; a rolled-back batch takes its numbers with it.
/// </summary>
internal sealed class EventSequences
{
    private readonly Dictionary<string, Counter> counters = new(StringComparer.Ordinal);
    private readonly List<Counter> changed = [];

    /// <summary>The next number of the tenant, and an instant that is never before that of an earlier number.</summary>
    public (long Sequence, long CreatedAt) Next(SqliteSession session, string tenant, long now)
    {
        var counter = Changing(session, tenant);
        counter.CreatedAt = Math.Max(counter.CreatedAt, now);
        return (++counter.Sequence, counter.CreatedAt);
    }

    /// <summary>Numbers go on, instants may begin anew.</summary>
    public void Restart(SqliteSession session, string tenant)
    {
        Changing(session, tenant).CreatedAt = 0;
    }

    /// <summary>Writes the changed counters into the open transaction.</summary>
    public void Store(SqliteSession session)
    {
        foreach (var counter in changed)
        {
            session
                .Statement(
                    """
                    INSERT INTO event_sequences (tenant, sequence, created_at) VALUES (?, ?, ?)
                    ON CONFLICT (tenant) DO UPDATE SET sequence = excluded.sequence, created_at = excluded.created_at
                    """
                )
                .Bind(counter.Tenant)
                .Bind(counter.Sequence)
                .Bind(counter.CreatedAt)
                .Run();
            counter.Changed = false;
        }
        changed.Clear();
        if (counters.Count > StorageLimits.TenantsCachedMax)
            counters.Clear();
    }

    /// <summary>Goes back to what is stored.</summary>
    public void Forget()
    {
        counters.Clear();
        changed.Clear();
    }

    private Counter Changing(SqliteSession session, string tenant)
    {
        if (!counters.TryGetValue(tenant, out var counter))
            counters[tenant] = counter = Load(session, tenant);
        if (counter.Changed)
            return counter;
        counter.Changed = true;
        changed.Add(counter);
        return counter;
    }

    private static Counter Load(SqliteSession session, string tenant)
    {
        var statement = session
            .Statement("SELECT sequence, created_at FROM event_sequences WHERE tenant = ?")
            .Bind(tenant);
        try
        {
            return statement.Step()
                ? new Counter(tenant) { Sequence = statement.Number(0), CreatedAt = statement.Number(1) }
                : new Counter(tenant);
        }
        finally
        {
            statement.Reset();
        }
    }

    private sealed class Counter(string tenant)
    {
        public string Tenant => tenant;
        public long Sequence { get; set; }
        public long CreatedAt { get; set; }
        public bool Changed { get; set; }
    }
}
