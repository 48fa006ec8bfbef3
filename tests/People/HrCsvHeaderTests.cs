using Binome.Contracts.People;
using Binome.WebApi.People;
using static Binome.People.Tests.HrCsvReading;

namespace Binome.People.Tests;

public sealed class HrCsvHeaderTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Open_WhenDelimiterDiffers_FindsIt(char delimiter)
    {
        var text = (Header + "\n1,Zoé,\"a,b;c\td\",z@tessaline.example").Replace(',', delimiter);

        var file = await Read(text);

        file.Header.Delimiter.ShouldBe(delimiter);
        file.Cells(0)[1].ShouldBe("Zoé");
        file.Cells(0)[3].ShouldBe("z@tessaline.example");
    }

    [Fact]
    public async Task Open_WhenOtherDelimitersStandInQuotes_DoesNotCountThem()
    {
        var file = await Read("employee_id;first_name;last_name;email;\"a,b,c,d,e,\"\"f,g,h\"\n1;2;3;4;5");

        file.Header.Delimiter.ShouldBe(';');
        file.Header.IgnoredColumns.ShouldBe(["a,b,c,d,e,\"f,g,h"]);
    }

    [Fact]
    public async Task Open_WhenNamesAreWrittenForPeople_RecognisesThem()
    {
        var file = await Read("Employee ID, FIRST-NAME ,Last  name,\"Email\",Hire date\n1,2,3,4,5");

        file.Header.Columns.ShouldBe(["employee_id", "first_name", "last_name", "email", "hire_date"]);
    }

    [Fact]
    public async Task Open_WhenColumnsAreInAnyOrder_CellsFollowTheHeader()
    {
        var file = await Read("salary;email;;employee_id;Payroll No;last_name;first_name\n90000;e;x;1;77;l;f\n");

        file.Header.Columns.ShouldBe(["email", "employee_id", "last_name", "first_name"]);
        file.Header.IgnoredColumns.ShouldBe(["salary", "Payroll No"]);
        file.Cells(0).ShouldBe(["e", "1", "l", "f"]);
    }

    [Fact]
    public async Task Open_WhenEveryColumnIsKnown_IgnoresNone()
    {
        var header = string.Join(',', ImportColumns.All);

        var file = await Read(header);

        file.Header.Columns.Count.ShouldBe(26);
        file.Header.IgnoredColumns.ShouldBeEmpty();
        file.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_WhenRequiredColumnsAreMissing_NamesThem()
    {
        var failure = await Fail("employee_id,surname,first_name\n1,2,3");

        failure.Code.ShouldBe(HrCsvFailure.ColumnsMissing);
        failure.Arguments.ShouldBe(["last_name", "email"]);
    }

    [Fact]
    public async Task Open_WhenAKnownColumnIsTwice_NamesIt()
    {
        var failure = await Fail(Header + ",site,E-mail,Email\n1,2,3,4,5,6,7");

        failure.Code.ShouldBe(HrCsvFailure.ColumnsDuplicate);
        failure.Arguments.ShouldBe(["email"]);
    }

    [Fact]
    public async Task Open_WhenAnIgnoredColumnIsTwice_IgnoresBoth() =>
        (await Read(Header + ",note,note\n1,2,3,4,5,6")).Lines.Count.ShouldBe(1);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\r\n  \n")]
    [InlineData(";;;\n\n;;;\n")]
    public async Task Open_WhenNothingIsInTheFile_FailsAsEmpty(string text) =>
        (await Fail(text)).Code.ShouldBe(HrCsvFailure.Empty);

    [Fact]
    public async Task Open_WhenBlankLinesComeFirst_KeepsLineNumbers()
    {
        var file = await Read("\r\n\r\n" + Header + "\r\n1,2,3,4\r\n");

        file.Lines[0].Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("PK\u0003\u0004\u0014\u0006")]
    [InlineData("employee_id,first\u0007name")]
    public async Task Open_WhenHeaderHasControlCharacters_FailsAsNoCsv(string text) =>
        (await Fail(text)).Code.ShouldBe(HrCsvFailure.NotCsv);

    [Fact]
    public async Task Open_WhenNoLineEndsWithinTheLimit_FailsAsNoCsv() =>
        (await Fail(new string('x', HrCsv.HeaderCharactersMax + 1))).Code.ShouldBe(HrCsvFailure.NotCsv);

    [Fact]
    public async Task Open_WhenHeaderQuoteIsOpen_SaysWhere()
    {
        var failure = await Fail("\n" + Header + ",\"site\n1,2,3,4,5\n");

        failure.Code.ShouldBe(HrCsvFailure.QuoteUnclosed);
        failure.Arguments.ShouldBe(["2"]);
    }
}
