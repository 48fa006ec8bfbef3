using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace Binome.Storage.Tests;

/// <summary>An open, empty database. One class per kind of database derives from it; the suites know only this.</summary>
public abstract class StorageFixture : IDisposable
{
    private ServiceProvider services;

    protected StorageFixture()
    {
        Folder = Directory.CreateTempSubdirectory("binome-storage-").FullName;
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
