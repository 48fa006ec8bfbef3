using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Binome.Storage.Moving;

/// <summary>Writes an archive, a line at a time.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private readonly GZipStream zipped;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream line = new();

    private ArchiveWriter(Stream file) => zipped = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);

    public static ArchiveTotals Write(Stream file, int schema, IEnumerable<ArchiveTable> tables)
    {
        using var writer = new ArchiveWriter(file);
        writer.Line(json => Serialise(json, new ArchiveHeader(ArchiveFormat.Name, ArchiveFormat.Version, schema)));
        var (count, rows) = (0, 0L);
        foreach (var table in tables)
        {
            count++;
            writer.Line(json => Serialise(json, new ArchiveTableLine(table.Name, table.Columns)));
            foreach (var row in table.Rows)
            {
                rows++;
                writer.Line(json => Row(json, row));
            }
        }
        var end = new ArchiveEnd(rows, Convert.ToHexStringLower(writer.hash.GetCurrentHash()));
        writer.Line(json => Serialise(json, end));
        return new ArchiveTotals(count, rows);
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        line.SetLength(0);
        using (var json = new Utf8JsonWriter(line))
            write(json);
        line.Write(LineEnd);
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        hash.AppendData(bytes);
        zipped.Write(bytes);
    }

    private static void Serialise<T>(Utf8JsonWriter json, T value) =>
        JsonSerializer.Serialize(json, value, LedgerJson.Options);

    private static void Row(Utf8JsonWriter json, object?[] row)
    {
        json.WriteStartArray();
        foreach (var value in row)
            switch (value)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                case byte[] bytes:
                    json.WriteBase64StringValue(bytes);
                    break;
                default:
                    throw new ArgumentException($"A {value.GetType().Name} has no place in an archive.");
            }
        json.WriteEndArray();
    }

    public void Dispose()
    {
        zipped.Dispose();
        hash.Dispose();
        line.Dispose();
    }
}
