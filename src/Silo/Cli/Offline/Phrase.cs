using System.Globalization;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>A sentence in both languages; <c>{0}</c> is the first value.</summary>
internal sealed record Phrase(string English, string French)
{
    public string In(Language language, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, language == Language.French ? French : English, values);
}
