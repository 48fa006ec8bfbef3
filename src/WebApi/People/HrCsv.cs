using System.Globalization;
using Binome.Contracts;
using CsvHelper;

namespace Binome.WebApi.People;

/// <summary>
/// Reads a CSV as an HR system exports it, one row at a time, from a stream that cannot seek. Memory is bounded by the
/// limits below, not by the file. It knows the form of the file and nothing of what its cells mean.
/// </summary>
internal sealed class HrCsv : IDisposable
{
    public const int BytesMax = Limits.ImportBytesMax;
    public const int RowsMax = Limits.ImportRowsMax;
    public const int CellCharactersMax = Limits.TextCharactersMax;
    public const int HeaderCharactersMax = 16_384;

    /// <summary>In UTF-8; room for every known column at its longest in nearly any script.</summary>
    public const int RecordBytesMax = 262_144;

    private readonly HrCsvText text;
    private readonly CsvReader reader;
    private readonly CancellationToken cancellation;
    private CsvMalformedReason? malformed;

    private HrCsv(HrCsvText text, char delimiter, CancellationToken cancellation)
    {
        this.text = text;
        this.cancellation = cancellation;
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            MaxRecordSize = RecordBytesMax,
            OnMalformedRecord = record => malformed = record.Reason,
        };
        reader = CsvReader.Create(text, options);
        Header = new HrCsvHeader([], [], delimiter, [], 0);
    }

    public HrCsvHeader Header { get; private set; }

    /// <summary>utf-8, utf-16 or windows-1252; the last is known only once its first accented letter was read.</summary>
    public string Encoding => text.Encoding;

    /// <summary>Reads up to the header; the token holds for the rows as well.</summary>
    /// <exception cref="HrCsvFailure">The file cannot be imported.</exception>
    public static Task<HrCsv> Open(Stream source, CancellationToken cancellation) =>
        Open(source, HrCsvColumns.OfImport, cancellation);

    /// <summary>The same for a file with other columns.</summary>
    /// <exception cref="HrCsvFailure">The file cannot be read.</exception>
    public static async Task<HrCsv> Open(Stream source, HrCsvColumns columns, CancellationToken cancellation)
    {
        var text = new HrCsvText(source, cancellation);
        var (start, whole) = await text.Start();
        var csv = new HrCsv(text, HrCsvHeader.DelimiterOf(start.Span, whole), cancellation);
        try
        {
            if (!await csv.Next())
                throw new HrCsvFailure(HrCsvFailure.Empty);
            csv.Header = HrCsvHeader.From(csv.reader.Current.ToArray(), csv.Header.Delimiter, columns);
            return csv;
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    /// <summary>The rows after the header, once. Blank lines, and lines of nothing but delimiters, are left out.</summary>
    /// <exception cref="HrCsvFailure">The file cannot be imported.</exception>
    public async IAsyncEnumerable<HrCsvLine> Lines()
    {
        var rows = 0;
        while (await Next())
        {
            if (++rows > RowsMax)
                throw new HrCsvFailure(HrCsvFailure.TooManyRows, Text(RowsMax));
            yield return Row();
        }
    }

    public void Dispose() => reader.Dispose();

    // Moves to the next row that is not blank.
    private async ValueTask<bool> Next()
    {
        do
        {
            malformed = null;
            if (!await Read())
                return false;
            RejectUnclosedQuote();
        } while (IsBlank());
        return true;
    }

    private async ValueTask<bool> Read()
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (CsvFormatException tooLong)
        {
            // Malformed quotes and cell counts are let through as rows, so only the record's size is left to throw.
            throw new HrCsvFailure(HrCsvFailure.RecordTooLong, Text(tooLong.LineNumber), Text(RecordBytesMax));
        }
    }

    private void RejectUnclosedQuote()
    {
        // A stray quote earlier in the record hides what comes after it, so the last cell is looked at itself.
        var unclosed =
            malformed == CsvMalformedReason.UnterminatedQuote
            || (malformed is not null && HrCsvQuotes.AreUnclosed(reader.GetRawSpan(reader.FieldCount - 1)));
        if (unclosed)
            throw new HrCsvFailure(HrCsvFailure.QuoteUnclosed, Text(reader.LineNumber));
    }

    private bool IsBlank()
    {
        for (var at = 0; at < reader.FieldCount; at++)
            if (!string.IsNullOrWhiteSpace(reader.GetString(at)))
                return false;
        return true;
    }

    private HrCsvLine Row()
    {
        if (reader.FieldCount != Header.CellCount)
            return Rejected(new HrCsvProblem(HrCsvProblem.CellCount, null, reader.FieldCount, Header.CellCount));

        var cells = new string?[Header.Columns.Count];
        for (var at = 0; at < cells.Length; at++)
        {
            var position = Header.Positions[at];
            if (malformed is not null && !HrCsvQuotes.AreSound(reader.GetRawSpan(position)))
                return Rejected(new HrCsvProblem(HrCsvProblem.Quotes, Header.Columns[at]));
            var cell = reader.GetString(position).Trim();
            if (cell.Length > CellCharactersMax)
                return Rejected(
                    new HrCsvProblem(HrCsvProblem.CellTooLong, Header.Columns[at], cell.Length, CellCharactersMax)
                );
            cells[at] = cell.Length == 0 ? null : cell;
        }
        return new HrCsvLine(LineNumber, cells);
    }

    private HrCsvLine Rejected(HrCsvProblem problem) => new(LineNumber, [], problem);

    private int LineNumber => (int)reader.LineNumber;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
