using System.Globalization;
using System.Text.Json;
using Binome.Contracts.Exports;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.WebApi.People;
using Binome.WebApi.Sessions;
using CsvHelper;

namespace Binome.WebApi.Exports;

/// <summary>Writes rows as the API shows them: a CSV for a spreadsheet, JSON lines for a program.</summary>
internal sealed class ExportSheets : IExportSheets
{
    /// <summary>What a spreadsheet would run as a formula is put behind an apostrophe.</summary>
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    public byte[] Write(ExportResource resource, ExportFormat format, bool isFirst, ImmutableArray<byte[]> rows) =>
        resource switch
        {
            ExportResource.Participants => Write(format, isFirst, rows, ParticipantColumns.All, ParticipantView.Of),
            ExportResource.Pairs => Write<PairRow, PairRow>(format, isFirst, rows, PairColumns.All, row => row),
            ExportResource.Sessions => Write(format, isFirst, rows, SessionColumns.All, SessionView.Of),
            ExportResource.Events => Write<ExportedEvent, ExportedEvent>(
                format,
                isFirst,
                rows,
                EventColumns.All,
                row => row
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, null),
        };

    private static byte[] Write<TRow, TView>(
        ExportFormat format,
        bool isFirst,
        ImmutableArray<byte[]> rows,
        ImmutableArray<ExportColumn<TRow>> columns,
        Func<TRow, TView> view
    )
    {
        var file = new MemoryStream();
        if (format == ExportFormat.Csv)
            WriteCsv(file, isFirst, rows, columns);
        else
            WriteLines(file, rows, view);
        return file.ToArray();
    }

    private static void WriteCsv<TRow>(
        Stream file,
        bool isFirst,
        ImmutableArray<byte[]> rows,
        ImmutableArray<ExportColumn<TRow>> columns
    )
    {
        // Without the mark, Excel reads accents as Windows-1252.
        if (isFirst)
            file.Write("\uFEFF"u8);
        using var csv = CsvWriter.Create(file, Options, leaveOpen: true);
        if (isFirst)
        {
            foreach (var column in columns)
                csv.WriteField(column.Name);
            csv.EndRecord();
        }
        foreach (var body in rows)
        {
            var row = LedgerJson.Read<TRow>(body);
            foreach (var column in columns)
                column.Write(csv, row);
            csv.EndRecord();
        }
    }

    private static void WriteLines<TRow, TView>(Stream file, ImmutableArray<byte[]> rows, Func<TRow, TView> view)
    {
        foreach (var body in rows)
        {
            // A row that is stored in the form of the API goes out as it lies.
            if (typeof(TRow) == typeof(TView))
                file.Write(body);
            else
                JsonSerializer.Serialize(file, view(LedgerJson.Read<TRow>(body)), ApiJson.Info<TView>());
            file.WriteByte((byte)'\n');
        }
    }
}

/// <summary>A column of a CSV.</summary>
internal sealed record ExportColumn<TRow>(string Name, Action<CsvWriter, TRow> Write)
{
    public static ExportColumn<TRow> Text(string name, Func<TRow, string?> value) =>
        new(name, (csv, row) => csv.WriteField(value(row)));

    public static ExportColumn<TRow> Number(string name, Func<TRow, double?> value) =>
        new(name, (csv, row) => csv.WriteField(value(row)));

    public static ExportColumn<TRow> Instant(string name, Func<TRow, DateTimeOffset?> value) =>
        new(name, (csv, row) => csv.WriteField(value(row)?.UtcDateTime, Form));

    private const string Form = "yyyy-MM-ddTHH:mm:ss.FFFZ";

    public static ExportColumn<TRow> Code<TEnum>(string name, Func<TRow, TEnum?> value)
        where TEnum : struct, Enum =>
        new(name, (csv, row) => csv.WriteField(value(row) is { } code ? Codes<TEnum>.ByValue[code].Value : null));
}
