using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;

namespace Binome.WebApi.Members;

/// <summary>Signing in and out, the same for pages and for the API: what is asked, checked and set as a cookie.</summary>
internal sealed class SignIn(
    ICredentials credentials,
    IGrainFactory grains,
    SessionCache sessions,
    SignInThrottle throttle,
    SignInMails mails,
    Passwords passwords,
    MemberNotices notices
)
{
    /// <summary>
    /// Sends a link to an address, if anybody has it; the answer is the same if nobody does. The link works at once in this
    /// browser, which is marked, and in another after a click.
    /// </summary>
    /// <returns>Fails with <c>sign_in.too_many</c>, <c>service.busy</c> or <c>field.…</c>.</returns>
    public Outcome<bool> AskLink(HttpContext context, string email)
    {
        var address = email.Trim().ToLowerInvariant();
        if (AddressFault(address) is { } fault)
            return fault;
        if (throttle.LinkAsked(context, address) is { } tooMany)
            return tooMany;
        var browser = SecretFormat.New();
        if (!mails.TryAdd(new AskedLink(address, SecretFormat.Hash(browser))))
            return Failure.Of(FailureCodes.Busy);
        SessionCookie.WriteBrowser(context.Response, browser);
        return true;
    }

    /// <summary>
    /// Signs in by address and password. Somebody with several organisations comes to the one in which they set a password
    /// last. One verification is made whether anybody has that address or not.
    /// </summary>
    /// <returns>Fails with <c>sign_in.refused</c>, <c>sign_in.too_many</c> or <c>field.…</c>.</returns>
    public async Task<Outcome<MemberRow>> ByPassword(HttpContext context, string email, string password)
    {
        var address = email.Trim().ToLowerInvariant();
        if (AddressFault(address) is { } fault)
            return fault;
        if (throttle.PasswordTried(context, address) is { } tooMany)
            return tooMany;
        var found = (await credentials.FindMembers(address))
            .Where(one => one.Member is { PasswordSetAt: not null, Status: not MemberStatus.Disabled })
            .MaxBy(one => one.Member.PasswordSetAt);
        if (!await passwords.Fits(found?.PasswordHash, password) || found is null)
            return Failure.Of(FailureCodes.SignInRefused);
        throttle.PasswordRight(address);
        var member = new TenantGrains(grains, found.Tenant.Id).Member(found.Member.Id);
        return await Begin(context, await member.SignIn(found.Member.PasswordSetAt!.Value));
    }

    /// <summary>Sets one's own password, or takes it away; whoever has one says it first. The other sessions end.</summary>
    /// <returns>Fails with <c>password.…</c>, <c>sign_in.too_many</c> or <c>field.…</c>.</returns>
    public async Task<Outcome<SavedMember>> SetPassword(HttpContext context, MemberIdentity me, PasswordBody asked)
    {
        if (me.Row.PasswordSetAt is not null)
        {
            if (throttle.PasswordTried(context, me.Row.Email) is { } tooMany)
                return tooMany;
            var found = await credentials.FindMembers(me.Row.Email);
            var hash = found.FirstOrDefault(one => one.Tenant.Id == me.Tenant)?.PasswordHash;
            if (!await passwords.Fits(hash, asked.Current ?? ""))
                return Failure.At("/current", FailureCodes.PasswordWrong);
            throttle.PasswordRight(me.Row.Email);
        }
        if (asked.New is { } wanted && Passwords.Fault(wanted, me.Row, "/new") is { } fault)
            return fault;
        var next = asked.New is null ? null : await passwords.Hash(asked.New);
        var saved = await Member(me).SetPassword(new SetPassword(next, me.CredentialId));
        if (saved.Succeeded)
            await notices.PasswordChanged(me);
        return saved;
    }

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

    private static Failure? AddressFault(string email) =>
        email.Length == 0 ? Failure.At("/email", FailureCodes.Required)
        : email.Length > Limits.EmailCharactersMax
            ? Failure.At("/email", FailureCodes.TooLong, $"{Limits.EmailCharactersMax}")
        : email.Contains('@', StringComparison.Ordinal) ? null
        : Failure.At("/email", FailureCodes.Invalid, "name@example.com");

    private IMemberGrain Member(MemberIdentity identity) =>
        new TenantGrains(grains, identity.Tenant).Member(identity.MemberId);
}
