using System.Reflection;

namespace Binome.WebApi.Pages;

/// <summary>The page at the root: what this is and where to go on. It loads nothing from anywhere else.</summary>
internal static class SitePages
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // The API's own page is generated: it styles itself inline and calls the API on this host.
    private const string DocsPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] English = Read("index.en.html");
    private static readonly byte[] French = Read("index.fr.html");
    private static readonly byte[] Style = Read("site.css");

    public static void UseDocs(WebApplication app)
    {
        app.Use(
            (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal))
                    Protect(context.Response, DocsPolicy);
                return next(context);
            }
        );
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Binome API";
            options.SwaggerEndpoint("/openapi/v1.json", "Binome API v1");
            options.EnableTryItOutByDefault();
        });
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/", Index).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/site.css", () => new Answer(StatusCodes.Status200OK, Style) { ContentType = "text/css" })
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static Answer Index(HttpContext context)
    {
        Protect(context.Response, PagePolicy);
        var language = Languages.Of(context.Request);
        return new Answer(StatusCodes.Status200OK, language == Language.French ? French : English)
        {
            ContentType = "text/html; charset=utf-8",
            ContentLanguage = language.Tag(),
        };
    }

    private static void Protect(HttpResponse response, string policy)
    {
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    private static byte[] Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Pages/{name}")
            ?? throw new InvalidOperationException($"The page {name} is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
