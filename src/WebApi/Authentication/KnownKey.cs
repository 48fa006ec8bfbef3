using System.Security.Claims;
using Binome.Contracts.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace Binome.WebApi.Authentication;

/// <summary>A key that was looked up, with all that a request under it needs.</summary>
internal sealed class KnownKey(string tenant, ApiKeyRow row)
{
    private readonly AuthenticateResult success = AuthenticateResult.Success(
        new AuthenticationTicket(new ClaimsPrincipal(new ApiKeyIdentity(tenant, row)), ApiKeyHandler.Scheme)
    );

    public AuthenticateResult Authenticate(DateTimeOffset now)
    {
        if (row.RevokedAt is not null)
            return AuthenticateResult.Fail(TransportCodes.KeyRevoked);
        return row.ExpiresAt <= now ? AuthenticateResult.Fail(TransportCodes.KeyExpired) : success;
    }
}
