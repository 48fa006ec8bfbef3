using Binome.Storage.Migrations;
using Microsoft.Extensions.Options;

namespace Binome.Storage.Moving;

/// <summary>Moves everything that is stored from one database to another, of either kind.</summary>
public sealed class StorageArchive
{
    private readonly IArchiveStore store;
    private readonly IOptions<StorageOptions> options;

    internal StorageArchive(IArchiveStore store, IOptions<StorageOptions> options)
    {
        this.store = store;
        this.options = options;
    }

    private static int Schema => Migration.Embedded()[^1].Number;

    /// <summary>Writes everything, all of one instant. Another process may be serving from the database meanwhile.</summary>
    /// <exception cref="MigrationException">The database is not of this release's schema.</exception>
    public ArchiveTotals Export(Stream file) =>
        ArchiveWriter.Write(file, Schema, store.Read(Path.GetFullPath(options.Value.DataPath)));

    /// <summary>Fills an open, empty database; in one commit, so that a file that is not whole leaves it empty.</summary>
    /// <exception cref="ArchiveException">The file can't be used, or the database is not empty.</exception>
    public async Task<ArchiveTotals> Import(Stream file)
    {
        using var archive = new ArchiveReader(file);
        if (archive.Header.Schema != Schema)
            throw new ArchiveException(
                $"The archive holds schema {archive.Header.Schema}, this release has {Schema}. Export it with the release that imports it."
            );
        return await store.Fill(archive.Tables())
            ? archive.Totals
            : throw new ArchiveException("The database is not empty; an archive is imported into an empty one.");
    }
}
