using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Whoever opens a page without having signed in is led there, and comes back; the API keeps its own answers.</summary>
internal sealed class PageAuthorization(PageFailures failures) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler api = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded || !PageProtection.IsPage(context))
            return api.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Forbidden)
            return failures.Answer(
                context,
                Failure.Of(TransportCodes.RoleMissing, ActionRequirement.Of(context.GetEndpoint()) ?? "")
            );
        context.Response.Redirect(SignInAddress(context.Request));
        return Task.CompletedTask;
    }

    // What was sent with a form is gone after signing in; the person starts again at the page itself.
    private static string SignInAddress(HttpRequest request)
    {
        var wanted = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : request.Path.Value;
        return $"/sign-in{QueryString.Create("return", wanted ?? "/app")}";
    }
}
