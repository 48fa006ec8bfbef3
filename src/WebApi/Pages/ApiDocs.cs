namespace Binome.WebApi.Pages;

/// <summary>The documentation of the API, to read and to try. It loads nothing from anywhere else.</summary>
internal static class ApiDocs
{
    // The API's own page is generated: it styles itself inline and calls the API on this host.
    private const string DocsPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Use(WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal),
            docs =>
            {
                docs.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.ContentSecurityPolicy = DocsPolicy;
                        context.Response.Headers["Referrer-Policy"] = "no-referrer";
                        context.Response.Headers.XContentTypeOptions = "nosniff";
                        return next(context);
                    }
                );
                docs.UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "docs";
                    options.DocumentTitle = "Binome API";
                    options.SwaggerEndpoint("/openapi/v1.json", "Binome API v1");
                    options.EnableTryItOutByDefault();
                });
            }
        );
}
