using System.Globalization;
using System.Text;
using Binome.Contracts.People;
using Binome.WebApi.People;
using static Binome.People.Tests.HrCsvReading;

namespace Binome.People.Tests;

public sealed class HrCsvLimitTests
{
    // What the reader may hold beyond the row it gives: its blocks and the parser's buffer.
    private const int BytesAheadMax = 256 * 1024;

    [Fact]
    public async Task Lines_WhenFileHasAllRowsAllowed_GiveEachWithoutReadingAhead()
    {
        var stream = new TrickleStream(Rows(HrCsv.RowsMax, 60), 4_096);
        using var csv = await HrCsv.Open(stream, CancellationToken.None);
        var rows = 0;
        long bytesGiven = 0;
        long bytesAhead = 0;

        await foreach (var line in csv.Lines())
        {
            line.Cells[0].ShouldBe(rows.ToString(CultureInfo.InvariantCulture));
            line.Line.ShouldBe(++rows + 1);
            bytesGiven += line.Cells.Sum(cell => cell!.Length + 1);
            bytesAhead = Math.Max(bytesAhead, stream.BytesRead - bytesGiven);
        }

        rows.ShouldBe(HrCsv.RowsMax);
        stream.BytesRead.ShouldBeGreaterThan(10 * BytesAheadMax);
        bytesAhead.ShouldBeLessThan(BytesAheadMax);
    }

    [Fact]
    public async Task Lines_WhenARowIsOverTheLimit_FailAfterTheLastOneAllowed()
    {
        using var csv = await HrCsv.Open(new TrickleStream(Rows(HrCsv.RowsMax + 1, 1), 65_536), CancellationToken.None);
        var rows = 0;

        var failure = await Should.ThrowAsync<HrCsvFailure>(async () =>
        {
            await foreach (var _ in csv.Lines())
                rows++;
        });

        rows.ShouldBe(HrCsv.RowsMax);
        failure.Code.ShouldBe(HrCsvFailure.TooManyRows);
        failure.Arguments.ShouldBe(["50000"]);
    }

    [Fact]
    public async Task Lines_WhenBytesAreOverTheLimit_FailWithoutReadingTheRest()
    {
        var stream = new TrickleStream(Rows(HrCsv.RowsMax, 1_500), 65_536);

        var failure = await Should.ThrowAsync<HrCsvFailure>(async () =>
        {
            using var csv = await HrCsv.Open(stream, CancellationToken.None);
            await foreach (var _ in csv.Lines()) { }
        });

        failure.Code.ShouldBe(HrCsvFailure.TooLarge);
        stream.BytesRead.ShouldBeInRange(HrCsv.BytesMax + 1, HrCsv.BytesMax + 65_536);
    }

    [Theory]
    [InlineData("\"never closed ")]
    [InlineData("cell,")]
    [InlineData("\"\n\",")]
    public async Task Lines_WhenOneRowNeverEnds_FailWithItsLineInBoundedMemory(string endless)
    {
        var start = Encoding.UTF8.GetBytes(Header + "\n1,2,3,4\n" + endless);
        var rest = Encoding.UTF8.GetBytes(endless[0] == '"' && endless[^1] != ',' ? "never closed, \n" : endless);
        var stream = new TrickleStream(
            start.Concat(Enumerable.Repeat(rest, 1_000_000).SelectMany(part => part)),
            4_096
        );
        using var csv = await HrCsv.Open(stream, CancellationToken.None);

        var failure = await Should.ThrowAsync<HrCsvFailure>(async () =>
        {
            await foreach (var _ in csv.Lines()) { }
        });

        failure.Code.ShouldBe(HrCsvFailure.RecordTooLong);
        failure.Arguments.ShouldBe(["3", "262144"]);
        stream.BytesRead.ShouldBeLessThan(2 * HrCsv.RecordBytesMax + BytesAheadMax);
    }

    [Fact]
    public async Task Lines_WhenAMillionLinesAreBlank_SkipThem()
    {
        var file = await Read($"{Header}\n{new string('\n', 1_000_000)}1,2,3,4\n");

        file.Lines.ShouldHaveSingleItem().Line.ShouldBe(1_000_002);
    }

    [Fact]
    public async Task Lines_WhenEveryCellIsAtItsLimit_ReadTheRow()
    {
        var longest = new string('é', HrCsv.CellCharactersMax);
        var columns = ImportColumns.All;

        var file = await Read($"{string.Join(';', columns)}\n{string.Join(';', columns.Select(_ => longest))}\n");

        file.Cells(0).ShouldAllBe(cell => cell == longest);
    }

    [Fact]
    public async Task Lines_WhenCancelled_Stop()
    {
        using var cancellation = new CancellationTokenSource();
        using var csv = await HrCsv.Open(new TrickleStream(Rows(HrCsv.RowsMax, 60), 4_096), cancellation.Token);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in csv.Lines())
                await cancellation.CancelAsync();
        });
    }

    private static IEnumerable<byte> Rows(int rows, int nameLength)
    {
        var name = new string('n', nameLength);
        var lines = Enumerable.Range(0, rows).Select(row => $"{row},{name},Martin,j{row}@tessaline.example\n");
        return lines.Prepend(Header + "\n").SelectMany(Encoding.UTF8.GetBytes);
    }
}
