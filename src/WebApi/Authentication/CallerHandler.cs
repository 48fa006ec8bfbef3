using Binome.Contracts.Members;
using Microsoft.AspNetCore.Authentication;

namespace Binome.WebApi.Authentication;

/// <summary>
/// Authenticates <c>Authorization: Bearer bn_…</c>, a key or a token of one, or else the session cookie, and says 401 and 403 in the API's own words. What a
/// page answers instead is the pages' own affair.
/// </summary>
internal sealed class CallerHandler(
    ApiKeyCache keys,
    AccessTokens tokens,
    SessionCache sessions,
    PublicAddress address,
    TimeProvider time
) : IAuthenticationHandler
{
    public const string Scheme = "Caller";
    private const string Bearer = "Bearer ";

    private HttpContext context = null!;
    private string failureCode = TransportCodes.KeyMissing;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        this.context = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
            return await ByKey(header.ToString());
        return SessionCookie.Of(context.Request) is { } secret
            ? await BySession(secret)
            : AuthenticateResult.NoResult();
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

    private async Task<AuthenticateResult> ByKey(string header)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Failed(TransportCodes.KeyInvalid);
        var secret = header[Bearer.Length..].Trim();
        return AccessTokens.Is(secret)
            ? Noted(await tokens.Authenticate(secret, time.GetUtcNow()))
            : Accepted(await keys.Find(secret), TransportCodes.KeyInvalid);
    }

    // A browser sends the cookie with whatever any site makes it send, so a change under it must come from our own pages.
    private async Task<AuthenticateResult> BySession(string secret) =>
        CrossSite.Suspects(context.Request, address)
            ? Failed(TransportCodes.CrossSite)
            : Accepted(await sessions.Find(secret), TransportCodes.SessionEnded);

    private AuthenticateResult Accepted(KnownCredential? known, string unknown)
    {
        var result = known?.Authenticate(time.GetUtcNow());
        return result is null ? Failed(unknown) : Noted(result);
    }

    private AuthenticateResult Noted(AuthenticateResult result) =>
        result.Failure is { } failure ? Failed(failure.Message) : result;

    private AuthenticateResult Failed(string code)
    {
        failureCode = code;
        return AuthenticateResult.Fail(code);
    }
}
