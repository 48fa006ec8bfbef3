namespace Binome.Storage.Moving;

/// <summary>A file that is no archive, or not a whole one, or one of another release.</summary>
public sealed class ArchiveException(string message) : Exception(message);

/// <summary>What was moved.</summary>
public sealed record ArchiveTotals(int Tables, long Rows);

/// <summary>
/// An archive: gzip over lines of JSON. The first is the header, each table has a line and its rows follow, an array each;
/// the last line has the number of rows and the SHA-256 of all bytes before it.
/// </summary>
internal static class ArchiveFormat
{
    public const string Name = "binome.archive";
    public const int Version = 1;

    /// <summary>A row's body is at most 256 KB, and bytes are written as base64.</summary>
    public const int LineBytesMax = 4 * 1024 * 1024;

    public const int TablesMax = 1_000;
    public const int ColumnsMax = 200;
}

internal sealed record ArchiveHeader(string Format, int Version, int Schema);

internal sealed record ArchiveTableLine(string Table, ImmutableArray<ArchiveColumn> Columns);

internal sealed record ArchiveEnd(long Rows, string Sha256);
