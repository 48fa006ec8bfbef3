using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;

namespace Binome.WebApi.Members;

/// <summary>Signing in and out, the same for pages and for the API: what is asked, checked and set as a cookie.</summary>
internal sealed class SignIn(ICredentials credentials, IGrainFactory grains, SessionCache sessions)
{
    /// <summary>Whose link it is, without using it; null when it can't be used (any more).</summary>
    public async Task<FoundLink?> Look(string? token, DateTimeOffset now)
    {
        if (token is null || !SecretFormat.IsWellFormed(token))
            return null;
        var found = await credentials.FindLink(SecretFormat.Hash(token));
        var isOpen =
            found is { Link.EndedAt: null, Member.Status: not MemberStatus.Disabled } && found.Link.ExpiresAt > now;
        return isOpen ? found : null;
    }

    /// <summary>Uses a link up and signs its member in, in a session that nobody knew before.</summary>
    /// <param name="confirmed">The person saw whose link it is and clicked.</param>
    public async Task<Outcome<MemberRow>> Redeem(HttpContext context, string token, bool confirmed)
    {
        if (!SecretFormat.IsWellFormed(token))
            return Failure.Of(FailureCodes.LinkSpent);
        var hash = SecretFormat.Hash(token);
        if (await credentials.FindLink(hash) is not { } found)
            return Failure.Of(FailureCodes.LinkSpent);
        var member = new TenantGrains(grains, found.Tenant.Id).Member(found.Member.Id);
        var command = new RedeemLink(hash, SessionCookie.BrowserHash(context.Request), confirmed);
        return await Begin(context, await member.Redeem(command));
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task SignOut(HttpContext context)
    {
        await End(context);
        SessionCookie.Delete(context.Response);
    }

    /// <summary>Ends every session of the person, this one included.</summary>
    public async Task SignOutEverywhere(HttpContext context)
    {
        if (context.User.Identity is MemberIdentity identity)
            await Member(identity).SignOut(new SignOut(SessionId: null, Except: null));
        await SignOut(context);
    }

    private async Task<Outcome<MemberRow>> Begin(HttpContext context, Outcome<StartedSession> started)
    {
        if (started.Failure is { } failure)
            return failure;
        // Whoever was signed in here before is so no longer, and a cookie that was planted is worth nothing.
        await End(context);
        SessionCookie.Write(context.Response, started.Value.Secret);
        return started.Value.Member;
    }

    private async Task End(HttpContext context)
    {
        if (context.User.Identity is MemberIdentity identity)
            await Member(identity).SignOut(new SignOut(identity.CredentialId, Except: null));
        if (SessionCookie.Of(context.Request) is { } secret)
            sessions.Forget(secret);
    }

    private IMemberGrain Member(MemberIdentity identity) =>
        new TenantGrains(grains, identity.Tenant).Member(identity.MemberId);
}
