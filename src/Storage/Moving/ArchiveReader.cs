using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Binome.Storage.Moving;

/// <summary>Reads an archive, a line at a time. Whoever goes to its end knows that it is whole and unchanged.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private readonly GZipStream unzipped;
    private readonly BufferedStream bytes;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream line = new();
    private bool ended;

    public ArchiveReader(Stream file)
    {
        unzipped = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        bytes = new BufferedStream(unzipped, 64 * 1024);
        Header = ReadHeader();
    }

    public ArchiveHeader Header { get; }

    public ArchiveTotals Totals { get; private set; } = new(0, 0);

    /// <exception cref="ArchiveException">It ends before its end, or is not what was written.</exception>
    public IEnumerable<ArchiveTable> Tables()
    {
        Next();
        while (!ended)
        {
            if (Totals.Tables == ArchiveFormat.TablesMax)
                throw new ArchiveException($"The archive has more than {ArchiveFormat.TablesMax} tables.");
            var named = Parsed<ArchiveTableLine>();
            if (
                named
                is not { Table: not null, Columns: { IsDefaultOrEmpty: false, Length: <= ArchiveFormat.ColumnsMax } }
            )
                throw Broken();
            Totals = Totals with { Tables = Totals.Tables + 1 };
            Next();
            yield return new ArchiveTable(named.Table, named.Columns, Rows(named.Columns));
            // Rows that nobody went through would be taken for tables.
            if (!ended && IsRow)
                throw new InvalidOperationException($"The rows of {named.Table} were not read.");
        }
    }

    private bool IsRow => line.GetBuffer()[0] == '[';

    private IEnumerable<object?[]> Rows(ImmutableArray<ArchiveColumn> columns)
    {
        while (!ended && IsRow)
        {
            var row = Row(columns);
            Totals = Totals with { Rows = Totals.Rows + 1 };
            Next();
            yield return row;
        }
    }

    private ArchiveHeader ReadHeader()
    {
        var header = FirstLine();
        if (header?.Format != ArchiveFormat.Name)
            throw NoArchive();
        if (header.Version != ArchiveFormat.Version)
            throw new ArchiveException(
                $"The archive is of version {header.Version}; this release reads {ArchiveFormat.Version}."
            );
        Hash();
        return header;
    }

    private ArchiveHeader? FirstLine()
    {
        try
        {
            return ReadLine() ? Parsed<ArchiveHeader>() : null;
        }
        catch (ArchiveException)
        {
            // Broken from its first byte on: most likely another kind of file.
            throw NoArchive();
        }
    }

    /// <summary>Goes to the next line; at the last one compares what was read with what was written.</summary>
    private void Next()
    {
        if (!ReadLine())
            throw new ArchiveException("The archive is not whole: its end is missing.");
        if (Parsed<ArchiveEnd?>(lenient: true) is not { Sha256: not null } end)
        {
            Hash();
            return;
        }
        ended = true;
        if (
            end.Sha256 != Convert.ToHexStringLower(hash.GetCurrentHash())
            || end.Rows != Totals.Rows
            || bytes.ReadByte() >= 0
        )
            throw new ArchiveException("The archive was changed since it was written: its checksum is another.");
    }

    private bool ReadLine()
    {
        line.SetLength(0);
        try
        {
            for (var next = bytes.ReadByte(); next >= 0; next = bytes.ReadByte())
            {
                if (next == '\n')
                    return line.Length > 0 ? true : throw Broken();
                if (line.Length == ArchiveFormat.LineBytesMax)
                    throw new ArchiveException($"A line of the archive has over {ArchiveFormat.LineBytesMax} bytes.");
                line.WriteByte((byte)next);
            }
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
        return false;
    }

    private void Hash()
    {
        line.WriteByte((byte)'\n');
        hash.AppendData(line.GetBuffer().AsSpan(0, (int)line.Length));
        line.SetLength(line.Length - 1);
    }

    private ReadOnlySpan<byte> Line => line.GetBuffer().AsSpan(0, (int)line.Length);

    private T? Parsed<T>(bool lenient = false)
    {
        // A row is never the line that is asked for, and most lines are rows.
        if (lenient && IsRow)
            return default;
        try
        {
            return JsonSerializer.Deserialize<T>(Line, LedgerJson.Options);
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    private object?[] Row(ImmutableArray<ArchiveColumn> columns)
    {
        try
        {
            var json = new Utf8JsonReader(Line);
            json.Read();
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                json.Read();
                row[i] = json.TokenType is JsonTokenType.Null ? null : Value(ref json, columns[i].Type);
            }
            return json.Read() && json.TokenType is JsonTokenType.EndArray ? row : throw Broken();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw Broken();
        }
    }

    private static object? Value(ref Utf8JsonReader json, ArchiveType type) =>
        type switch
        {
            ArchiveType.Text => json.GetString(),
            ArchiveType.Number => json.GetInt64(),
            _ => json.GetBytesFromBase64(),
        };

    private static ArchiveException NoArchive() => new("The file is no archive of Binome.");

    private static ArchiveException Broken() => new("The archive is broken: a line of it can't be read.");

    public void Dispose()
    {
        bytes.Dispose();
        unzipped.Dispose();
        hash.Dispose();
        line.Dispose();
    }
}
