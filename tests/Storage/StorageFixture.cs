using Binome.Contracts.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace Binome.Storage.Tests;

/// <summary>An open, empty database. One class per kind of database derives from it; the suites know only this.</summary>
public abstract class StorageFixture : IDisposable
{
    private ServiceProvider services;

    /// <param name="folder">A data folder that is there already; it goes with the fixture as its own does.</param>
    protected StorageFixture(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("binome-storage-").FullName;
        services = Open();
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public string Folder { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public IGrainStorage Ledger => services.GetRequiredKeyedService<IGrainStorage>(GrainKinds.Storage);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Closes the database and opens it again, as a restart does.</summary>
    public void Reopen()
    {
        services.Dispose();
        services = Open();
    }

    /// <summary>Changes stored rows behind the product's back. Plain SQL that every database understands.</summary>
    public abstract void Tamper(string sql);

    /// <summary>From now on, setting a wake-up of that name is an error of the database.</summary>
    public abstract void FailWakeUpsNamed(string name);

    public TestGrain Grain(string tenant, string id, string kind = GrainKinds.Pair) => new(this, tenant, id, kind);

    /// <summary>The numbers of all events of a tenant, newest first.</summary>
    public async Task<ImmutableArray<long>> Sequences(string tenant)
    {
        var filter = new EventFilter([], null, null, null);
        var sequences = new List<long>();
        while (true)
        {
            long? before = sequences.Count == 0 ? null : sequences[^1];
            var (events, hasMore) = await Get<IEventRows>().List(tenant, filter, before, 500);
            sequences.AddRange(events.Select(found => found.Sequence));
            if (!hasMore)
                return [.. sequences];
        }
    }

    protected virtual void Configure(StorageOptions options) => options.DataPath = Folder;

    private ServiceProvider Open()
    {
        var opened = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddBinomeStorage(Configure)
            .BuildServiceProvider();
        opened.GetRequiredService<StorageDatabase>().Open();
        return opened;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
