using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Parts;

/// <summary>The values of a field that takes one of few.</summary>
internal static class Choices
{
    /// <param name="any">What leaving the choice open is called; null when one must be chosen.</param>
    /// <param name="prefix">Before the names of the values in the words.</param>
    public static IReadOnlyList<Choice> Of<T>(IStringLocalizer words, string prefix, string? any)
        where T : struct, Enum
    {
        var choices = Of(Enum.GetValues<T>(), words, prefix);
        return any is null ? choices : [new Choice("", any), .. choices];
    }

    /// <summary>Some of the values.</summary>
    public static IReadOnlyList<Choice> Of<T>(IEnumerable<T> values, IStringLocalizer words, string prefix)
        where T : struct, Enum =>
        [.. values.Select(value => new Choice(Codes<T>.ByValue[value].Value, words[$"{prefix}.{value}"]))];

    public static IReadOnlyList<Choice> Of(IEnumerable<string> values, string any) =>
        [new Choice("", any), .. values.Select(value => new Choice(value, value))];
}
