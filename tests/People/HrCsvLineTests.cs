using Binome.WebApi.People;
using static Binome.People.Tests.HrCsvReading;

namespace Binome.People.Tests;

public sealed class HrCsvLineTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Lines_WhenCellsHoldLineBreaks_CountPhysicalLines(string lineBreak)
    {
        var text = (Header + "\n1,\"a\nb\nc\",x,y\n\n2,d,\"\n\",y\n3,e,x,y").ReplaceLineEndings(lineBreak);

        var file = await Read(text);

        file.Lines.Select(line => line.Line).ShouldBe([2, 6, 8]);
        file.Cells(0)[1].ShouldBe($"a{lineBreak}b{lineBreak}c");
    }

    [Fact]
    public async Task Lines_WhenQuotesAreDoubled_ReadThemAsOne() =>
        (await Read(Header + "\n1,\"Jean \"\"JP\"\" Paul\",\"\"\"\",y"))
            .Cells(0)[1..3]
            .ShouldBe(["Jean \"JP\" Paul", "\""]);

    [Fact]
    public async Task Lines_WhenCellsHaveSpacesAround_TrimThemAndReadBlankAsNull() =>
        (await Read(Header + "\n 1 ,  \" Zoé \"  ,\u00A0 , \"\" \n")).Cells(0).ShouldBe(["1", "Zoé", null, null]);

    [Fact]
    public async Task Lines_WhenLinesAreBlankOrOnlyDelimiters_SkipThem()
    {
        var file = await Read(Header + "\n\n,,,\n   \n1,2,3,4\n , ,\"\",\n\n2,3,4,5\n\n\n");

        file.Lines.Select(line => line.Line).ShouldBe([5, 8]);
    }

    [Theory]
    [InlineData("1,2,3", 3)]
    [InlineData("1,2,3,4,5", 5)]
    [InlineData("1;2;3;4", 1)]
    public async Task Lines_WhenCellCountDiffers_ReportTheRowAndGoOn(string row, int found)
    {
        var file = await Read($"{Header}\n1,2,3,4\n{row}\n2,3,4,5\n");

        file.Lines[1].Line.ShouldBe(3);
        file.Lines[1].Cells.ShouldBeEmpty();
        file.Lines[1].Problem.ShouldBe(new HrCsvProblem(HrCsvProblem.CellCount, null, found, 4));
        file.Lines[2].Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Lines_WhenACellIsAtTheLimit_ReadIt()
    {
        var longest = new string('é', HrCsv.CellCharactersMax);

        (await Read($"{Header}\n1,{longest},x,y")).Cells(0)[1].ShouldBe(longest);
    }

    [Fact]
    public async Task Lines_WhenACellIsTooLong_ReportTheColumnAndGoOn()
    {
        var tooLong = new string('é', HrCsv.CellCharactersMax + 1);

        var file = await Read($"{Header}\n1,{tooLong},x,y\n2,3,4,5");

        file.Lines[0].Problem.ShouldBe(new HrCsvProblem(HrCsvProblem.CellTooLong, "first_name", 4_001, 4_000));
        file.Lines[1].Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Lines_WhenAnIgnoredCellIsTooLong_ReadTheRow() =>
        (await Read($"{Header},note\n1,2,3,4,{new string('x', 5_000)}")).Lines[0].Problem.ShouldBeNull();

    [Fact]
    public async Task Lines_WhenAnUnquotedCellHoldsAQuote_KeepIt() =>
        (await Read(Header + "\n1,5\" pipe,x,y")).Cells(0)[1].ShouldBe("5\" pipe");

    [Theory]
    [InlineData("1,\"Jean\" Paul,x,y", "first_name")]
    [InlineData("1,5\" pipe,x,\"y\"z", "email")]
    public async Task Lines_WhenTextFollowsAClosingQuote_ReportTheColumnAndGoOn(string row, string column)
    {
        var file = await Read($"{Header}\n{row}\n2,3,4,5");

        file.Lines[0].Problem.ShouldBe(new HrCsvProblem(HrCsvProblem.Quotes, column));
        file.Lines[1].Cells.ShouldBe(["2", "3", "4", "5"]);
    }

    [Theory]
    [InlineData("2,\"Jean,x,y\n3,4,5,6\n")]
    [InlineData("2,5\" pipe,x,\"y\n3,4,5,6\n")]
    [InlineData("2,Jean,x,\"y\"\"")]
    public async Task Lines_WhenAQuoteIsNeverClosed_FailWithTheLine(string rest)
    {
        var failure = await Fail($"{Header}\n1,2,3,4\n{rest}");

        failure.Code.ShouldBe(HrCsvFailure.QuoteUnclosed);
        failure.Arguments.ShouldBe(["3"]);
    }

    [Fact]
    public async Task Lines_WhenTextHoldsNul_FailAsNoCsv() =>
        (await Fail(Header + "\n1,a\0b,3,4\n")).Code.ShouldBe(HrCsvFailure.NotCsv);
}
