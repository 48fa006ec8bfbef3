using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Binome.WebApi.Authentication;

/// <summary>Authenticates <c>Authorization: Bearer bn_…</c>, and says 401 and 403 in the API's own words.</summary>
internal sealed class ApiKeyHandler(ApiKeyCache keys, TimeProvider time) : IAuthenticationHandler
{
    public const string Scheme = "ApiKey";
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
        if (header.Count == 0)
            return AuthenticateResult.NoResult();
        var text = header.ToString();
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Failed(TransportCodes.KeyInvalid);
        var known = await keys.Find(text[Bearer.Length..].Trim());
        if (known is null)
            return Failed(TransportCodes.KeyInvalid);
        var result = known.Authenticate(time.GetUtcNow());
        return result.Failure is { } failure ? Failed(failure.Message) : result;
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        var isMissing = failureCode == TransportCodes.KeyMissing;
        context.Response.Headers.WWWAuthenticate = isMissing
            ? "Bearer realm=\"binome\""
            : "Bearer realm=\"binome\", error=\"invalid_token\"";
        return Problems.Answer(context, failureCode).ExecuteAsync(context);
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        var scope = context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? "";
        context.Response.Headers.WWWAuthenticate =
            $"Bearer realm=\"binome\", error=\"insufficient_scope\", scope=\"{scope}\"";
        return Problems.Answer(context, TransportCodes.ScopeMissing, scope).ExecuteAsync(context);
    }

    private AuthenticateResult Failed(string code)
    {
        failureCode = code;
        return AuthenticateResult.Fail(code);
    }
}
