using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Shell;

internal static class WordsExtensions
{
    /// <summary>A number with its noun, in the singular or plural of the language.</summary>
    /// <param name="key">Has the endings <c>.one</c> and <c>.other</c> in the words.</param>
    public static string Count(this IStringLocalizer words, string key, int number)
    {
        // French counts nothing in the singular, English in the plural.
        var isOne = number == 1 || (number == 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr");
        return words[isOne ? $"{key}.one" : $"{key}.other", number];
    }
}
