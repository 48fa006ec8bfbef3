using Binome.WebApi.Pages.Shell;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Intake;

/// <summary>Skills as people write them, and as the codes that matching compares.</summary>
internal static class SkillWords
{
    /// <summary>Suggested to everybody; any other word is a skill too.</summary>
    public static readonly ImmutableArray<string> Suggested =
    [
        "ai",
        "data",
        "cloud",
        "cyber",
        "low_code",
        "agile",
        "social_media",
        "remote_work",
        "accessibility",
        "inclusion",
        "generations",
        "leadership",
        "strategy",
        "negotiation",
        "public_speaking",
        "change_management",
        "networking",
        "crisis_management",
    ];

    /// <summary>The code of a suggested skill named in the words of the page; other words are their own code.</summary>
    public static string CodeOf(string word, IStringLocalizer words)
    {
        foreach (var code in Suggested)
            if (string.Equals(words.Code(code), word, StringComparison.OrdinalIgnoreCase))
                return code;
        return word.Replace(' ', '_').ToLowerInvariant();
    }
}
