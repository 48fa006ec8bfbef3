using System.Globalization;
using System.Text;
using Binome.Contracts.People;

namespace Binome.Storage.Rows;

/// <summary>What people are searched in: name, e-mail address and employee id, without case and accents.</summary>
internal static class SearchText
{
    public const int WordsMax = 5;

    public static string Of(Profile person) => Folded($"{person.FullName()} {person.Email} {person.EmployeeId}");

    /// <summary>The words of a search as patterns of LIKE with a backslash as its escape; each of them must be found.</summary>
    public static IEnumerable<string> Patterns(string search) =>
        Folded(search)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(WordsMax)
            .Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%");

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(character));
        return folded.ToString();
    }
}
