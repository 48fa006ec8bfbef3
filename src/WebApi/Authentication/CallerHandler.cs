using Binome.Contracts.Members;
using Microsoft.AspNetCore.Authentication;

namespace Binome.WebApi.Authentication;

/// <summary>
/// Authenticates <c>Authorization: Bearer bn_…</c>, a key or a token of one, or else the session cookie, and says 401 and 403 in the API's own words. What a
/// page answers instead is the pages' own affair.
/// </summary>
internal sealed class CallerHandler(CredentialCheck credentials, PublicAddress address) : IAuthenticationHandler
{
    public const string Scheme = "Caller";

    private HttpContext context = null!;
    private string failureCode = TransportCodes.KeyMissing;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        this.context = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        var shown = ShownCredential.Of(context.Request);
        // A browser sends the cookie with whatever any site makes it send, so a change under it must come from our own pages.
        var result =
            shown.Session is not null && CrossSite.Suspects(context.Request, address)
                ? AuthenticateResult.Fail(TransportCodes.CrossSite)
                : await credentials.Check(shown);
        if (result.Failure is { } failure)
            failureCode = failure.Message;
        return result;
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (failureCode is not (TransportCodes.CrossSite or TransportCodes.SessionEnded))
            context.Response.Headers.WWWAuthenticate =
                failureCode == TransportCodes.KeyMissing
                    ? "Bearer realm=\"binome\""
                    : "Bearer realm=\"binome\", error=\"invalid_token\"";
        return Problems.Answer(context, failureCode).ExecuteAsync(context);
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        var action = ActionRequirement.Of(context.GetEndpoint()) ?? "";
        if (context.User.Identity is not MemberIdentity)
        {
            if (Actions.OfPersons.Contains(action))
                return Problems.Answer(context, FailureCodes.PersonRequired).ExecuteAsync(context);
            context.Response.Headers.WWWAuthenticate =
                $"Bearer realm=\"binome\", error=\"insufficient_scope\", scope=\"{action}\"";
        }
        return Problems.Forbidden(context, action).ExecuteAsync(context);
    }
}
