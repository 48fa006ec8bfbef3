using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Puts the pages into the application: Razor Pages beside the API, under the same credentials.</summary>
internal static class PageServices
{
    private const string FormCookie = "__Host-binome-form";
    private const string FlashCookie = "__Host-binome-flash";

    // A browser keeps a __Host- cookie only when it is Secure, also on http://localhost, where it takes it for secure.
    private static readonly CookiePolicyOptions Cookies = new()
    {
        Secure = CookieSecurePolicy.Always,
        HttpOnly = HttpOnlyPolicy.Always,
        MinimumSameSitePolicy = SameSiteMode.Lax,
    };

    public static void Add(IServiceCollection services)
    {
        services.AddLocalization();
        // Names and French words stay letters in the source of a page instead of numbers.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services
            .AddRazorPages()
            .ConfigureApplicationPartManager(parts =>
            {
                // Only our own pages, whichever program hosts them.
                parts.ApplicationParts.Clear();
                var own = typeof(PageServices).Assembly;
                foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own))
                    parts.ApplicationParts.Add(part);
            });
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = FormCookie;
            // Left to the cookie policy below: the framework's own setting refuses to work over http.
            options.Cookie.SecurePolicy = CookieSecurePolicy.None;
            options.FormFieldName = "form_token";
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = FlashCookie);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, PageAuthorization>();
        services.AddSingleton<PageFailures>();
        services.AddSingleton<Refusals>();
    }

    public static void Use(WebApplication app)
    {
        app.UseCookiePolicy(Cookies);
        app.Use(PageProtection.Protect);
    }

    public static void Map(WebApplication app)
    {
        Assets.Map(app);
        app.MapRazorPages();
    }
}
