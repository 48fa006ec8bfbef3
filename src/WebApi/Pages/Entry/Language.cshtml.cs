using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Entry;

/// <summary>Keeps the language that somebody chose before signing in.</summary>
[AllowAnonymous]
internal sealed class LanguageModel : PageModel
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public RedirectResult OnGet() => Redirect("/");

    public LocalRedirectResult OnPost(string? language, [FromForm(Name = "return")] string? back)
    {
        if (language is "fr" or "en")
            Response.Cookies.Append(
                Languages.Cookie,
                language,
                new CookieOptions
                {
                    Secure = true,
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    MaxAge = Kept,
                    IsEssential = true,
                }
            );
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
