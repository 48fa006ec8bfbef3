using System.Globalization;

namespace Binome.WebApi.Pages.Shell;

/// <summary>In which language a page speaks: the person's choice, before sign-in the browser's.</summary>
internal static class PageLanguage
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static Language Of(HttpContext context) => Languages.Of(context.Request);

    /// <summary>Words, dates and numbers of the rest of this request are in that language.</summary>
    public static void Enter(HttpContext context)
    {
        var language = Of(context);
        Speak(language);
        context.Response.Headers.ContentLanguage = language.Tag();
        context.Response.Headers.Vary = "Accept-Language, Cookie";
    }

    public static void Speak(Language language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == Language.French ? French : English;
}
