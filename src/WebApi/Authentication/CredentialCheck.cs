using Microsoft.AspNetCore.Authentication;

namespace Binome.WebApi.Authentication;

/// <summary>Whether what was shown holds now: at the request, and again for a stream whose request is over.</summary>
internal sealed class CredentialCheck(ApiKeyCache keys, AccessTokens tokens, SessionCache sessions, TimeProvider time)
{
    private const string Bearer = "Bearer ";

    /// <returns>A failure has the code of the refusal as its message.</returns>
    /// <exception cref="CredentialsUnavailableException">Nobody can say, so nobody is let in.</exception>
    public async ValueTask<AuthenticateResult> Check(ShownCredential shown)
    {
        if (shown.Authorization is { } header)
            return await ByKey(header);
        return shown.Session is { } secret
            ? Accepted(await sessions.Find(secret), TransportCodes.SessionEnded)
            : AuthenticateResult.NoResult();
    }

    private async ValueTask<AuthenticateResult> ByKey(string header)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail(TransportCodes.KeyInvalid);
        var secret = header[Bearer.Length..].Trim();
        return AccessTokens.Is(secret)
            ? await tokens.Authenticate(secret, time.GetUtcNow())
            : Accepted(await keys.Find(secret), TransportCodes.KeyInvalid);
    }

    private AuthenticateResult Accepted(KnownCredential? known, string unknown) =>
        known?.Authenticate(time.GetUtcNow()) ?? AuthenticateResult.Fail(unknown);
}
