using Binome.Contracts.Members;

namespace Binome.Grains.Members;

/// <summary>A session or link that was begun, with the change that begins it.</summary>
internal sealed record Begun<T>(MemberDecision Change, T Row);

/// <summary>How a member gets in and out: links used once, sessions with an end. Pure but for the hashes, which are given.</summary>
internal static class SignInRules
{
    public static Outcome<Begun<SignInLinkRow>> Link(
        MemberState state,
        MakeLink command,
        string id,
        string hash,
        DateTimeOffset now
    )
    {
        var member = state.Member!;
        if (member.Status == MemberStatus.Disabled)
            return Failure.Of(FailureCodes.MemberDisabled);
        var life = command.Kind == LinkKind.Invitation ? MemberLimits.InvitationLife : MemberLimits.SignInLinkLife;
        var link = new SignInLinkRow(id, member.Id, hash, command.Kind, command.BrowserHash, now, now + life, null);

        // The member's row goes with every commit: its version is the one that If-Match is held against.
        var effects = new Effects().Row(link).Row(member);
        ImmutableArray<SignInLinkRow> living = [.. state.Links.Where(other => other.ExpiresAt > now)];
        if (living.Length >= MemberLimits.LinksPerMemberMax)
        {
            effects.Row(living[0] with { EndedAt = now });
            living = living.RemoveAt(0);
        }
        return new Begun<SignInLinkRow>(new MemberDecision(state with { Links = living.Add(link) }, effects), link);
    }

    /// <summary>
    /// Uses a link up and begins a session. A browser that did not ask for the link must have shown the person whose it is and
    /// been told to go on, so that nobody is signed in as somebody else unawares.
    /// </summary>
    public static Outcome<Begun<MemberSessionRow>> Redeem(
        MemberState state,
        RedeemLink command,
        string sessionId,
        string sessionHash,
        DateTimeOffset now
    )
    {
        var link = state.Links.FirstOrDefault(one => one.Hash == command.LinkHash && one.ExpiresAt > now);
        if (link is null || state.Member!.Status == MemberStatus.Disabled)
            return Failure.Of(FailureCodes.LinkSpent);
        var isSameBrowser = link.BrowserHash is not null && link.BrowserHash == command.BrowserHash;
        if (!isSameBrowser && !command.Confirmed)
            return Failure.Of(FailureCodes.SignInConfirm);

        var used = state with { Links = state.Links.Remove(link) };
        return Begin(used, sessionId, sessionHash, "link", new Effects().Row(link with { EndedAt = now }), now);
    }

    public static Outcome<Begun<MemberSessionRow>> ByPassword(
        MemberState state,
        DateTimeOffset passwordSetAt,
        string sessionId,
        string sessionHash,
        DateTimeOffset now
    )
    {
        var member = state.Member!;
        return member.Status != MemberStatus.Disabled && member.PasswordSetAt == passwordSetAt
            ? Begin(state, sessionId, sessionHash, "password", new Effects(), now)
            : Failure.Of(FailureCodes.SignInRefused);
    }

    public static MemberDecision SignOut(MemberState state, SignOut command, DateTimeOffset now)
    {
        var ended = state.Sessions.Where(session =>
            command.SessionId is { } one ? session.Id == one : session.Id != command.Except
        );
        var change = End(state, [.. ended], now);
        change.Effects.Row(state.Member!);
        return change;
    }

    public static MemberDecision SetPassword(MemberState state, SetPassword command, DateTimeOffset now)
    {
        var others = End(state, [.. state.Sessions.Where(session => session.Id != command.SessionId)], now);
        var member = state.Member! with { PasswordSetAt = command.Hash is null ? null : now, UpdatedAt = now };
        others.Effects.Row(new MemberPasswordRow(member.Id, command.Hash ?? "", now));
        return MemberRules.Changed(others.State, member, others.Effects, EventTypes.MemberPasswordSet);
    }

    private static Begun<MemberSessionRow> Begin(
        MemberState state,
        string id,
        string hash,
        string by,
        Effects effects,
        DateTimeOffset now
    )
    {
        var member = state.Member! with { Status = MemberStatus.Active, LastSignInAt = now };
        var session = new MemberSessionRow(id, member.Id, hash, now, now + MemberLimits.SessionLife, EndedAt: null);
        ImmutableArray<MemberSessionRow> living = [.. state.Sessions.Where(other => other.ExpiresAt > now)];
        if (living.Length >= MemberLimits.SessionsPerMemberMax)
        {
            effects.Row(living[0] with { EndedAt = now });
            living = living.RemoveAt(0);
        }
        effects
            .Row(member)
            .Row(session)
            .Event(new LedgerEvent(EventTypes.MemberSignedIn, member.Id, ("sign_in", id), ("by", by)));
        var next = state with { Member = member, Sessions = living.Add(session) };
        return new Begun<MemberSessionRow>(new MemberDecision(next, effects), session);
    }

    private static MemberDecision End(MemberState state, ImmutableArray<MemberSessionRow> ended, DateTimeOffset now)
    {
        var effects = new Effects();
        foreach (var session in ended)
            effects
                .Row(session with { EndedAt = now })
                .Event(new LedgerEvent(EventTypes.MemberSignedOut, session.MemberId, ("sign_in", session.Id)));
        return new MemberDecision(state with { Sessions = state.Sessions.RemoveRange(ended) }, effects);
    }
}
