using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Answers a request that failed as a page, when a person asked for one.</summary>
internal sealed class PageFailures(EndpointDataSource endpoints)
{
    private const string ErrorPage = "/Error";

    private static readonly string[] ApiPrefixes = ["/v1", "/openapi", "/operator", "/healthz", "/readyz", "/assets"];

    /// <summary>True for a page, and for an address that is not there when a browser asks for it.</summary>
    public static bool Wants(HttpContext context)
    {
        if (context.GetEndpoint() is not null)
            return PageProtection.IsPage(context);
        foreach (var prefix in ApiPrefixes)
            if (context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal))
                return false;
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
    }

    /// <summary>
    /// Renders the error page where the request stands, without going through authentication and routing again: they may
    /// be what failed.
    /// </summary>
    public Task Answer(HttpContext context, Failure failure)
    {
        PageProtection.AddHeaders(context);
        PageLanguage.Enter(context);
        context.Features.Set(failure);
        var page = ErrorEndpoint();
        context.SetEndpoint(page);
        context.Request.RouteValues = new RouteValueDictionary { ["page"] = ErrorPage };
        return page.RequestDelegate!(context);
    }

    private Endpoint ErrorEndpoint() =>
        endpoints.Endpoints.First(endpoint =>
            endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath == ErrorPage
        );
}
