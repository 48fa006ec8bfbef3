using System.Globalization;
using System.Xml.Linq;

namespace Binome.Browser.Tests.Rig;

/// <summary>The words on the pages, read from where translators write them: what a person looks for to click.</summary>
internal sealed class Said
{
    private static readonly string Words = Path.Combine(Tree.Root, "src", "WebApi", "Pages", "Words");

    private readonly Dictionary<string, string> words;
    private readonly CultureInfo culture;

    private Said(string ending, string culture)
    {
        this.culture = CultureInfo.GetCultureInfo(culture);
        words = Directory
            .GetFiles(Words, $"*{ending}")
            .Where(file => Path.GetFileName(file).Count(character => character == '.') == ending.Count(c => c == '.'))
            .SelectMany(file =>
                XDocument
                    .Load(file)
                    .Root!.Elements("data")
                    .Select(data =>
                        (
                            Key: $"{Path.GetFileName(file)[..^ending.Length]}/{data.Attribute("name")!.Value}",
                            Value: data.Element("value")!.Value
                        )
                    )
            )
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    public static Said In(string language) => language == "fr" ? new(".fr.resx", "fr-FR") : new(".resx", "en-GB");

    /// <param name="key">Area and key: <c>People/upload.send</c>.</param>
    public string this[string key]
    {
        get
        {
            var (area, name) = (key.Split('/')[0], key.Split('/')[1]);
            return words[$"{area}Words/{name}"];
        }
    }

    /// <summary>The same with its places filled in.</summary>
    public string this[string key, params object[] values] => string.Format(culture, this[key], values);
}
