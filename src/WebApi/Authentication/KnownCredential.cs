using System.Security.Claims;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace Binome.WebApi.Authentication;

/// <summary>A credential that was looked up, with all that a request under it needs.</summary>
internal abstract class KnownCredential(CallerIdentity identity)
{
    private readonly AuthenticateResult success = Accepted(identity);

    public CallerIdentity Identity => identity;

    public AuthenticateResult Authenticate(DateTimeOffset now) => Authenticate(now, success);

    protected AuthenticateResult Authenticate(DateTimeOffset now, AuthenticateResult accepted) =>
        Refusal(now) is { } code ? AuthenticateResult.Fail(code) : accepted;

    protected static AuthenticateResult Accepted(CallerIdentity identity) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), CallerHandler.Scheme));

    /// <summary>Why it is not accepted at that instant; null when it is.</summary>
    protected abstract string? Refusal(DateTimeOffset now);
}

internal sealed class KnownKey(FoundKey found) : KnownCredential(new ApiKeyIdentity(found))
{
    public ApiKeyRow Key => found.Key;

    /// <summary>The same for a token of the key that stands for some of its scopes.</summary>
    public AuthenticateResult Authenticate(DateTimeOffset now, string[] scopes)
    {
        var narrowed = found.Key with { Scopes = [.. scopes.Where(Identity.Can)] };
        return narrowed.Scopes.IsEmpty
            ? AuthenticateResult.Fail(TransportCodes.TokenInvalid)
            : Authenticate(now, Accepted(new ApiKeyIdentity(found with { Key = narrowed })));
    }

    protected override string? Refusal(DateTimeOffset now) =>
        found.Key.RevokedAt is not null || found.MakerDisabled ? TransportCodes.KeyRevoked
        : found.Key.ExpiresAt <= now ? TransportCodes.KeyExpired
        : null;
}

internal sealed class KnownSession(FoundSession found)
    : KnownCredential(new MemberIdentity(found.Tenant, found.Member, found.Session))
{
    protected override string? Refusal(DateTimeOffset now)
    {
        var idleSince = found.LastUsedAt > found.Session.CreatedAt ? found.LastUsedAt.Value : found.Session.CreatedAt;
        var isOver =
            found.Session.EndedAt is not null
            || found.Session.ExpiresAt <= now
            || idleSince + MemberLimits.SessionIdleMax <= now
            || found.Member.Status != MemberStatus.Active;
        return isOver ? TransportCodes.SessionEnded : null;
    }
}
