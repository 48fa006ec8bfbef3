using System.Text;
using Binome.WebApi.People;
using static Binome.People.Tests.HrCsvReading;

namespace Binome.People.Tests;

public sealed class HrCsvFuzzTests
{
    // Windows-1252 gets no letter that could pass for the second byte of a UTF-8 sequence: no reader could tell.
    private const string Letters = "aZ09 ,;\t\"\"\n\r'éÖ";
    private const string UnicodeLetters = Letters + "œ’€東";

    [Fact]
    public async Task Read_WhenBytesAreRandom_OnlyKnownFailuresEscape()
    {
        var random = new Random(20_251);
        var failures = new HashSet<string>();

        for (var round = 0; round < 3_000; round++)
        {
            var content = new byte[random.Next(400)];
            random.NextBytes(content);
            failures.Add(await CodeOf(content, random.Next(1, 50)));
        }

        failures.ShouldContain(HrCsvFailure.NotCsv);
        failures.ShouldContain(HrCsvFailure.Encoding);
    }

    [Fact]
    public async Task Read_WhenAGoodFileIsDamaged_OnlyKnownFailuresEscape()
    {
        var random = new Random(20_252);
        var good = Encoding.UTF8.GetBytes(Header + ",site\n1,\"Zoé \"\"Z\"\"\",\"a\nb\",c@d.example,Åre\n2,b,c,d,e\n");
        var codes = new Dictionary<string, int>();

        for (var round = 0; round < 10_000; round++)
        {
            var content = good.ToList();
            for (var damage = random.Next(1, 6); damage > 0; damage--)
                Damage(content, random);
            var code = await CodeOf([.. content], random.Next(1, 50));
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        codes.Keys.ShouldContain("");
        codes.Keys.ShouldContain(HrCsvFailure.QuoteUnclosed);
        codes.Keys.ShouldContain(HrCsvFailure.ColumnsMissing);
    }

    [Fact]
    public async Task Read_WhenTextIsWrittenByTheRules_GivesBackEveryCell()
    {
        var random = new Random(20_253);

        for (var round = 0; round < 500; round++)
        {
            Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Windows1252];
            var encoding = encodings[random.Next(encodings.Length)];
            var letters = encoding == Windows1252 ? Letters : UnicodeLetters;
            var rows = Enumerable.Range(0, random.Next(1, 30)).Select(_ => RandomRow(letters, random)).ToList();
            var (delimiter, lineBreak) = (",;\t"[random.Next(3)], random.Next(2) == 0 ? "\n" : "\r\n");
            var text = string.Concat(
                rows.Prepend(Header.Split(',')).Select(row => Written(row, delimiter) + lineBreak)
            );

            var file = await Read(Marked(encoding, text), random.Next(1, 200));

            file.Lines.Select(line => line.Problem).ShouldAllBe(problem => problem == null);
            file.Lines.Select(line => line.Cells).ShouldBe(rows, new SameCells());
        }
    }

    private static async Task<string> CodeOf(byte[] content, int bytesPerRead)
    {
        try
        {
            await Read(content, bytesPerRead);
            return "";
        }
        catch (HrCsvFailure failure)
        {
            return failure.Code;
        }
    }

    private static void Damage(List<byte> content, Random random)
    {
        var at = random.Next(content.Count);
        switch (random.Next(4))
        {
            case 0:
                content.RemoveAt(at);
                break;
            case 1:
                content[at] = (byte)random.Next(256);
                break;
            case 2:
                content.Insert(at, (byte)"\",;\n\r\t "[random.Next(7)]);
                break;
            default:
                content.RemoveRange(at, random.Next(Math.Min(20, content.Count - at)));
                break;
        }
    }

    // The first cell is never blank, or the row might be a blank line.
    private static string?[] RandomRow(string letters, Random random) =>
        [.. Enumerable.Range(0, 4).Select(at => at == 0 ? "id" : RandomCell(letters, random))];

    private static string? RandomCell(string letters, Random random)
    {
        var cell = new string([
            .. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]),
        ]);
        return string.IsNullOrWhiteSpace(cell) ? null : cell.Trim();
    }

    private static string Written(string?[] row, char delimiter) =>
        string.Join(delimiter, row.Select(cell => $"\"{cell?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private sealed class SameCells : IEqualityComparer<string?[]>
    {
        public bool Equals(string?[]? left, string?[]? right) => left!.AsSpan().SequenceEqual(right);

        public int GetHashCode(string?[] cells) => cells.Length;
    }
}
