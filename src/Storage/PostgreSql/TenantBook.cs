using Binome.Storage.Ledger;
using Binome.Storage.Rows;

namespace Binome.Storage.PostgreSql;

/// <summary>What is stored of a grain's state, as the batch has it so far.</summary>
/// <param name="LastEvent">The sequence of its last event; null while there is none.</param>
internal readonly record struct KnownState(long Version, long EventCount, long? LastEvent, bool Cleared);

/// <summary>A claim of an Idempotency-Key, as the batch has it so far.</summary>
/// <param name="Answer">Null until the answer is stored.</param>
internal sealed record KnownKey(
    string RequestHash,
    string CommandId,
    long CreatedAt,
    Contracts.Integrations.StoredAnswer? Answer
);

internal sealed record ArmedWakeUp(int Shard, long DueAt);

internal sealed record AppendedEvent(
    GrainChange Grain,
    EventChange Happened,
    long Sequence,
    long Version,
    long? Previous,
    long CreatedAt
);

/// <summary>
/// One tenant's part of a batch: what its writes asked for, what is known of it, and what they make of it. Nobody else writes
/// for the tenant meanwhile, in this process or another, because the transaction holds the tenant's row of event numbers.
/// </summary>
internal sealed class TenantBook(string tenant)
{
    public string Tenant => tenant;

    public Asked<(string Kind, string Id), KnownState> States { get; } = new();

    public Asked<(string Kind, string Value), (string Kind, string Id)> Claims { get; } = new();

    public Asked<string, KnownKey> Keys { get; } = new();

    /// <summary>The number of the tenant's last event, and its instant.</summary>
    public long Sequence { get; set; }

    public long CreatedAt { get; set; }

    public List<AppendedEvent> Events { get; } = [];

    /// <summary>The last state of each grain written.</summary>
    public Dictionary<(string Kind, string Id), GrainChange> Bodies { get; } = [];

    /// <summary>Per table, the last row of each key.</summary>
    public Dictionary<RowTable, Dictionary<string, (RowChange Row, long Version)>> Rows { get; } = [];

    /// <summary>When each changed wake-up is due; null takes it away.</summary>
    public Dictionary<(string Kind, string Id, string Name), ArmedWakeUp?> WakeUps { get; } = [];

    /// <summary>Statements of their own, which come before everything else of the tenant.</summary>
    public List<Action<PostgreSqlBatch>> Statements { get; } = [];

    public (long Sequence, long CreatedAt) NextEvent(long now)
    {
        CreatedAt = Math.Max(CreatedAt, now);
        return (++Sequence, CreatedAt);
    }

    public void Write(RowChange row, long version)
    {
        if (!Rows.TryGetValue(row.Table, out var ofTable))
            Rows[row.Table] = ofTable = new(StringComparer.Ordinal);
        ofTable[KeyOf(row)] = (row, version);
    }

    private static string KeyOf(RowChange row) =>
        string.Join(
            '\n',
            row.Values.Where((_, i) => row.Table.Columns[i].Use is ColumnUse.Key).Select(value => value.Text)
        );
}

/// <summary>Things by key: asked for, then known or known not to be there, then changed.</summary>
internal sealed class Asked<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, (TValue? Value, bool Exists)> known = [];
    private readonly HashSet<TKey> changed = [];

    public IReadOnlyCollection<TKey> Wanted => known.Keys;

    public IReadOnlyCollection<TKey> Changed => changed;

    public void Want(TKey key) => known.TryAdd(key, default);

    /// <summary>Notes what is stored.</summary>
    public void Know(TKey key, TValue value) => known[key] = (value, true);

    public bool TryGet(TKey key, out TValue? value)
    {
        (value, var exists) = known[key];
        return exists;
    }

    public void Set(TKey key, TValue value)
    {
        known[key] = (value, true);
        changed.Add(key);
    }

    public void Remove(TKey key)
    {
        known[key] = default;
        changed.Add(key);
    }
}
