namespace Binome.Storage.Tests;

/// <summary>Tests that every kind of database must pass, each on a database of its own.</summary>
public abstract class StorageSuite<TFixture> : IDisposable
    where TFixture : StorageFixture, new()
{
    protected const string Acme = "ten_acme";
    protected const string Other = "ten_other";

    private int grains;

    protected TFixture Storage { get; } = new();

    protected T Get<T>()
        where T : notnull => Storage.Get<T>();

    protected TestGrain Grain(string id, string tenant = Acme, string kind = GrainKinds.Pair) =>
        Storage.Grain(tenant, id, kind);

    /// <summary>Commits rows of the tenant; each call is a grain of its own.</summary>
    protected async Task Put(string tenant, params IRow[] rows)
    {
        var effects = new Effects();
        foreach (var row in rows)
            effects.Row(row);
        await Grain($"grain_{++grains}", tenant).Write(grains, effects);
    }

    public void Dispose()
    {
        Storage.Dispose();
        GC.SuppressFinalize(this);
    }
}
