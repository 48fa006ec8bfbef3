using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Binome.Api.Tests.Pages;

/// <summary>The words of the pages: whole in both languages, all used, none missing.</summary>
public sealed partial class WordsTests
{
    private static readonly string Pages = Path.Combine(Root(), "src", "WebApi", "Pages");

    private static readonly ImmutableArray<string> Names =
    [
        .. Directory
            .GetFiles(Path.Combine(Pages, "Words"), "*.fr.resx")
            .Select(file => Path.GetFileName(file)[..^".fr.resx".Length]),
    ];

    public static TheoryData<string> Areas => [.. Names];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Languages_HaveTheSameKeys_WithTheSamePlaces(string area)
    {
        var (english, french) = (Words(area, ""), Words(area, ".fr"));
        french.Keys.ShouldBe(english.Keys);
        foreach (var (key, text) in english)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            Places(french[key]).ShouldBe(Places(text), key);
        }
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Words_AreAllUsed(string area)
    {
        var sources = Sources().ToList();
        sources.Count.ShouldBeGreaterThan(10);
        foreach (var key in Words(area, "").Keys)
            sources.Any(source => Uses(source.Text, key)).ShouldBeTrue($"{area} {key} is used nowhere");
    }

    [Fact]
    public void Words_ThatPagesName_AreThere()
    {
        var known = Names.SelectMany(area => Words(area, "").Keys).ToHashSet();
        var named = 0;
        foreach (var (path, text) in Sources())
        foreach (Match match in NamedKey().Matches(text))
        {
            named++;
            var key = match.Groups["key"].Value;
            var isThere = match.Groups["open"].Success
                ? known.Any(word => word.StartsWith(key, StringComparison.Ordinal))
                : known.Contains(key) || known.Contains($"{key}.other");
            isThere.ShouldBeTrue($"{path} names {key}");
        }
        named.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void French_IsTypeset(string area)
    {
        foreach (var (key, text) in Words(area, ".fr"))
        {
            text.ShouldNotContain('\'', key);
            BareMark().IsMatch(text).ShouldBeFalse($"{key}: {text}");
        }
    }

    private static SortedDictionary<string, string> Words(string area, string language)
    {
        var file = XDocument.Load(Path.Combine(Pages, "Words", $"{area}{language}.resx"));
        return new(
            file.Root!.Elements("data")
                .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value),
            StringComparer.Ordinal
        );
    }

    // A key is named whole, by the stem of a singular and plural, or by the start that a code completes.
    private static bool Uses(string source, string key)
    {
        var stem = Counted().Replace(key, "");
        if (
            source.Contains($"\"{key}\"", StringComparison.Ordinal)
            || source.Contains($"\"{stem}\"", StringComparison.Ordinal)
        )
            return true;
        // Choices.Of completes the stem with the values of an enum.
        if (Regex.IsMatch(source, $"\\b(S|L|words), \"{Regex.Escape(key[..key.IndexOf('.')])}\""))
            return true;
        for (var dot = key.IndexOf('.'); dot > 0; dot = key.IndexOf('.', dot + 1))
            if (source.Contains($"$\"{key[..(dot + 1)]}{{", StringComparison.Ordinal))
                return true;
        return false;
    }

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory
            .EnumerateFiles(Pages, "*.cs*", SearchOption.AllDirectories)
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal)
            )
            .Select(file => (file, File.ReadAllText(file)));

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value).Order()];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new InvalidOperationException("The source tree is not above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex("""(?:\b[SL]|words)(?:\[|\.Count\()\$?"(?<key>[A-Za-z0-9_.]+)(?<open>\{)?""")]
    private static partial Regex NamedKey();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"\.(one|other)$")]
    private static partial Regex Counted();

    [GeneratedRegex(" [;:!?»%]|« ")]
    private static partial Regex BareMark();
}
