namespace Binome.Storage.Moving;

internal enum ArchiveType
{
    Text,
    Number,
    Bytes,
}

internal sealed record ArchiveColumn(string Name, ArchiveType Type);

/// <summary>A table and its rows, in the order of its key, which begins with the tenant.</summary>
/// <param name="Rows">string, long, byte[] or null, one per column. Can be gone through once.</param>
internal sealed record ArchiveTable(string Name, ImmutableArray<ArchiveColumn> Columns, IEnumerable<object?[]> Rows);

/// <summary>A kind of database that can be taken out whole and filled anew.</summary>
internal interface IArchiveStore
{
    /// <summary>Everything that is stored, all of one instant; also of a database that another process writes to.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="MigrationException">It is not of this release's schema.</exception>
    IEnumerable<ArchiveTable> Read(string folder);

    /// <summary>Stores all of it in one commit, or nothing when the tables or the caller's rows end in an exception.</summary>
    /// <returns>False when something is stored already; then nothing is read either.</returns>
    Task<bool> Fill(IEnumerable<ArchiveTable> tables);
}
