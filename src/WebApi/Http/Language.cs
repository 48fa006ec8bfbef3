using Binome.WebApi.Authentication;

namespace Binome.WebApi.Http;

/// <summary>The languages in which people read Binome.</summary>
internal enum Language
{
    English,
    French,
}

internal static class Languages
{
    /// <summary>What somebody chose who has not signed in.</summary>
    public const string Cookie = "__Host-binome-language";

    private const int PreferencesMax = 20;

    /// <summary>What the person chose, or else the caller's first language that we speak; English when there is none.</summary>
    public static Language Of(HttpRequest request)
    {
        if (request.HttpContext.User.Identity is MemberIdentity member)
            return member.Language;
        if (request.Cookies[Cookie] is { } chosen)
            return chosen == "fr" ? Language.French : Language.English;
        if (request.Headers.AcceptLanguage.Count == 0)
            return Language.English;
        var wanted = request.GetTypedHeaders().AcceptLanguage.Take(PreferencesMax);
        foreach (var preference in wanted.OrderByDescending(preference => preference.Quality ?? 1))
        {
            if (Speaks(preference.Value.AsSpan(), "fr"))
                return Language.French;
            if (Speaks(preference.Value.AsSpan(), "en"))
                return Language.English;
        }
        return Language.English;
    }

    public static string Tag(this Language language) => language == Language.French ? "fr" : "en";

    private static bool Speaks(ReadOnlySpan<char> tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
