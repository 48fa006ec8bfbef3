using System.Text;
using Binome.WebApi.People;
using static Binome.People.Tests.HrCsvReading;

namespace Binome.People.Tests;

public sealed class HrCsvEncodingTests
{
    private const string French =
        Header + "\n1,Zoé,Lefèvre,zoe@tessaline.example\n2,Œdipe,L’Hôte €,o@tessaline.example\n";

    // One, two, three and four bytes in UTF-8; the last is a pair of surrogates in UTF-16.
    private const string Mixed = Header + "\n1,Łucja,東京 𐐷,l@tessaline.example\n2,Žofia,Ünal,z@tessaline.example\n";

    public static readonly TheoryData<int> BytesPerRead = [1, 2, 3, 5, 1_000];

    [Theory]
    [MemberData(nameof(BytesPerRead))]
    public async Task Read_WhenUtf8ComesInAnyPieces_KeepsEveryCharacter(int bytesPerRead)
    {
        var file = await Read(Encoding.UTF8.GetBytes(Mixed), bytesPerRead);

        file.Encoding.ShouldBe("utf-8");
        file.Cells(0)[..3].ShouldBe(["1", "Łucja", "東京 𐐷"]);
        file.Cells(1)[..3].ShouldBe(["2", "Žofia", "Ünal"]);
    }

    [Theory]
    [MemberData(nameof(BytesPerRead))]
    public async Task Read_WhenUtf8HasMark_DoesNotReadItAsText(int bytesPerRead)
    {
        var file = await Read(Marked(Encoding.UTF8, Mixed), bytesPerRead);

        file.Encoding.ShouldBe("utf-8");
        file.Header.Columns[0].ShouldBe("employee_id");
        file.Cells(0)[1].ShouldBe("Łucja");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    [InlineData(true, 1_000)]
    public async Task Read_WhenUtf16HasMark_KeepsEveryCharacter(bool bigEndian, int bytesPerRead)
    {
        var file = await Read(Marked(new UnicodeEncoding(bigEndian, byteOrderMark: true), Mixed), bytesPerRead);

        file.Encoding.ShouldBe("utf-16");
        file.Cells(0)[2].ShouldBe("東京 𐐷");
    }

    [Theory]
    [MemberData(nameof(BytesPerRead))]
    public async Task Read_WhenWindows1252ComesInAnyPieces_KeepsEveryCharacter(int bytesPerRead)
    {
        var file = await Read(Windows1252.GetBytes(French), bytesPerRead);

        file.Encoding.ShouldBe("windows-1252");
        file.Cells(0)[..3].ShouldBe(["1", "Zoé", "Lefèvre"]);
        file.Cells(1)[..3].ShouldBe(["2", "Œdipe", "L’Hôte €"]);
    }

    [Fact]
    public async Task Read_WhenWindows1252EndsWithAnAccent_KeepsIt()
    {
        var file = await Read(Windows1252.GetBytes(Header + "\n1,Zoe,x,André"));

        file.Cells(0)[3].ShouldBe("André");
    }

    [Fact]
    public async Task Read_WhenFirstAccentIsFarIntoTheFile_FallsBackThere()
    {
        var ascii = string.Concat(
            Enumerable.Range(0, 5_000).Select(row => $"{row},Jean,Martin,j{row}@tessaline.example\n")
        );

        var file = await Read(Windows1252.GetBytes(Header + "\n" + ascii + "x,Zoé,Lefèvre,z@tessaline.example\n"));

        file.Encoding.ShouldBe("windows-1252");
        file.Cells(5_000)[1].ShouldBe("Zoé");
    }

    [Fact]
    public async Task Read_WhenUtf8IsFollowedByWindows1252_FailsWithTheLine()
    {
        byte[] content =
        [
            .. Encoding.UTF8.GetBytes(Header + "\n1,Zoé,x,y\n2,Ana,x,y\n3,"),
            .. Windows1252.GetBytes("Chloé,x,y\n"),
        ];

        var failure = await Fail(content);

        failure.Code.ShouldBe(HrCsvFailure.Encoding);
        failure.Arguments.ShouldBe(["utf-8", "4"]);
    }

    [Fact]
    public async Task Read_WhenMarkedUtf8HasInvalidBytes_Fails()
    {
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Windows1252.GetBytes(French)];

        (await Fail(content)).Arguments.ShouldBe(["utf-8", "2"]);
    }

    [Fact]
    public async Task Read_WhenByteIsUndefinedInWindows1252_FailsWithTheLine()
    {
        byte[] content = [.. Windows1252.GetBytes(Header + "\r\n1,Zoé,x,y\r\n2,"), 0x81, .. "na,x,y\r\n"u8];

        (await Fail(content)).Arguments.ShouldBe(["windows-1252", "3"]);
    }

    [Fact]
    public async Task Read_WhenUtf16HasALoneSurrogate_Fails()
    {
        byte[] content =
        [
            .. Marked(Encoding.Unicode, Header + "\n1,"),
            0x00,
            0xD8,
            .. Encoding.Unicode.GetBytes("a,x,y\n"),
        ];

        (await Fail(content)).Arguments.ShouldBe(["utf-16", "2"]);
    }

    [Fact]
    public async Task Read_WhenUtf16EndsInTheMiddleOfACharacter_Fails()
    {
        byte[] content = [.. Marked(Encoding.Unicode, Header + "\n1,a,x,y\n"), 0x41];

        (await Fail(content)).Code.ShouldBe(HrCsvFailure.Encoding);
    }

    [Fact]
    public async Task Read_WhenUtf16HasNoMark_FailsAsNoCsv() =>
        (await Fail(Encoding.Unicode.GetBytes(French))).Code.ShouldBe(HrCsvFailure.NotCsv);
}
