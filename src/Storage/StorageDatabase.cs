using Microsoft.Extensions.Options;

namespace Binome.Storage;

/// <summary>What a kind of database does at start and end.</summary>
internal interface IStorageBackend : IDisposable
{
    /// <summary>Brings the schema up to date and starts to serve.</summary>
    void Open(string folder);
}

/// <summary>The database of this process: locked, migrated and open between <see cref="Open"/> and disposal.</summary>
public sealed class StorageDatabase : IDisposable
{
    private readonly IStorageBackend backend;
    private readonly string folder;
    private readonly Lock gate = new();
    private DataFolderLock? held;
    private bool disposed;

    internal StorageDatabase(IStorageBackend backend, IOptions<StorageOptions> options)
    {
        this.backend = backend;
        folder = Path.GetFullPath(options.Value.DataPath);
    }

    /// <summary>Takes the data folder and brings the schema up to date; does nothing when it is open already.</summary>
    /// <exception cref="DataFolderLockedException">Another process works on the folder.</exception>
    /// <exception cref="MigrationException">The database does not fit this release.</exception>
    public void Open()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (held is not null)
                return;
            var taken = DataFolderLock.Take(folder);
            try
            {
                backend.Open(folder);
                held = taken;
            }
            finally
            {
                if (held is null)
                    taken.Dispose();
            }
        }
    }

    /// <summary>Finishes the writes that were taken on, folds the log into the database and lets go of the folder.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            backend.Dispose();
            held?.Dispose();
        }
    }
}
