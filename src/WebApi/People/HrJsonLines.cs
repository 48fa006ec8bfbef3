using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Binome.Contracts.People;

namespace Binome.WebApi.People;

/// <summary>
/// Reads people as JSON lines, one object a line with the members of a participant, in constant memory. A member that a line
/// leaves out stays as it is, null clears it, and what is no column of an HR file is passed over, as in a CSV.
/// </summary>
internal static class HrJsonLines
{
    private const int DepthMax = 4;
    private static readonly int ColumnsMax = ImportColumns.All.Length + Limits.ListItemsMax;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = DepthMax,
        AllowDuplicateProperties = false,
    };

    /// <summary>The lines that are not blank, once.</summary>
    /// <exception cref="HrCsvFailure">The file can't be imported.</exception>
    public static async IAsyncEnumerable<ImportLine> Lines(
        Stream source,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var reader = PipeReader.Create(source, new StreamPipeReaderOptions(leaveOpen: true));
        var (line, rows, bytes, ended) = (0, 0, 0L, false);
        while (!ended)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (Next(ref buffer, read.IsCompleted, out var text))
            {
                line++;
                bytes += text.Length + 1;
                if (IsBlank(text))
                    continue;
                if (++rows > Limits.ImportRowsMax)
                    throw new HrCsvFailure(HrCsvFailure.TooManyRows, Text(Limits.ImportRowsMax));
                yield return Read(line, text.ToArray());
            }
            if (buffer.Length > HrCsv.RecordBytesMax)
                throw new HrCsvFailure(HrCsvFailure.RecordTooLong, Text(line + 1), Text(HrCsv.RecordBytesMax));
            if (bytes > Limits.ImportBytesMax)
                throw new HrCsvFailure(HrCsvFailure.TooLarge, Text(Limits.ImportBytesMax));
            reader.AdvanceTo(buffer.Start, buffer.End);
            ended = read.IsCompleted;
        }
    }

    private static bool Next(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }
        line = buffer;
        if (!last || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        return true;
    }

    private static ImportLine Read(int line, byte[] bytes)
    {
        if (bytes.Length > HrCsv.RecordBytesMax)
            throw new HrCsvFailure(HrCsvFailure.RecordTooLong, Text(line), Text(HrCsv.RecordBytesMax));
        try
        {
            var text = line == 1 && bytes.AsSpan().StartsWith(Mark) ? bytes.AsMemory(Mark.Length) : bytes;
            using var json = JsonDocument.Parse(text, Strict);
            return Read(line, json.RootElement);
        }
        // Beside what is no JSON: text that is no Unicode and values of another kind, found out only where they are read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return Rejected(line, HrCsvProblem.Json);
        }
    }

    private static ImportLine Read(int line, JsonElement person)
    {
        if (person.ValueKind != JsonValueKind.Object)
            return Rejected(line, HrCsvProblem.Json);
        var columns = ImmutableArray.CreateBuilder<string>();
        var cells = ImmutableArray.CreateBuilder<string?>();
        foreach (var (column, value) in person.EnumerateObject().SelectMany(Columns))
        {
            var cell = Cell(value)?.Trim();
            if (cell?.Length > HrCsv.CellCharactersMax)
                return Rejected(line, HrCsvProblem.CellTooLong);
            if (cell?.Contains('\0', StringComparison.Ordinal) is true || columns.Contains(column))
                return Rejected(line, HrCsvProblem.Json);
            if (columns.Count == ColumnsMax)
                return Rejected(line, HrCsvProblem.CellCount);
            columns.Add(column);
            cells.Add(cell);
        }
        return new ImportLine(line, cells.ToImmutable(), null, columns.ToImmutable());
    }

    /// <summary>Attributes are a column each.</summary>
    private static IEnumerable<(string Column, JsonElement Value)> Columns(JsonProperty member)
    {
        if (member is { Name: "attributes", Value.ValueKind: JsonValueKind.Object })
            return member.Value.EnumerateObject().Select(one => (ImportColumns.AttributePrefix + one.Name, one.Value));
        return HrCsvColumns.OfImport.Contains(member.Name) ? [(member.Name, member.Value)] : [];
    }

    /// <summary>The value as a CSV writes it, so that both kinds of file are read by the same rules from here on.</summary>
    private static string? Cell(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => string.Join(';', value.EnumerateArray().Select(Item)),
            JsonValueKind.Object => throw new JsonException(),
            _ => value.GetRawText(),
        };

    private static string Item(JsonElement item)
    {
        var text =
            item.ValueKind != JsonValueKind.Object ? item.GetString() ?? ""
            : item.TryGetProperty("skill", out var skill) && item.TryGetProperty("level", out var level)
                ? $"{skill.GetString()}:{level.GetInt32()}"
            : throw new JsonException();
        return text.Contains(';', StringComparison.Ordinal) ? throw new JsonException() : text;
    }

    private static ImportLine Rejected(int line, string problem) => new(line, [], problem);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
