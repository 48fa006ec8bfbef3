using Binome.Contracts.Programmes;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Members;

/// <summary>A person of the tenant who can sign in: roles, sessions, links. Key: tenant and member id.</summary>
[Alias("binome.member")]
public interface IMemberGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Makes the member, who is invited until the first sign-in. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>member.email_taken</c>, <c>member.participant_taken</c> or <c>field.…</c>.</returns>
    [Alias("invite")]
    Task<Outcome<SavedMember>> Invite(InviteMember command);

    /// <summary>Changes name, language and roles.</summary>
    /// <returns>Fails with <c>member.last_owner</c>, <c>resource.version_mismatch</c> or <c>field.…</c>.</returns>
    [Alias("change")]
    Task<Outcome<SavedMember>> Change(MemberChange change, long? ifVersion);

    /// <summary>Says which participant this member is, when nobody has said so yet.</summary>
    /// <returns>Fails with <c>member.participant_taken</c>.</returns>
    [Alias("link_participant")]
    Task<Outcome<SavedMember>> LinkParticipant(string participantId);

    /// <summary>
    /// Ends the member's sessions and links at once, and for good the keys they made; all are refused everywhere within five
    /// seconds. Disabling twice changes nothing.
    /// </summary>
    /// <returns>Fails with <c>member.last_owner</c>.</returns>
    [Alias("disable")]
    Task<Outcome<SavedMember>> Disable();

    /// <summary>Lets a disabled member sign in again; what was ended stays ended.</summary>
    [Alias("enable")]
    Task<Outcome<SavedMember>> Enable();

    /// <summary>Makes a link that signs the member in once; its secret is in this answer and nowhere else.</summary>
    /// <returns>Fails with <c>member.disabled</c>.</returns>
    [Alias("make_link")]
    Task<Outcome<MadeLink>> MakeLink(MakeLink command);

    /// <summary>Signs in by a link, which is used up.</summary>
    /// <returns>Fails with <c>sign_in.link_spent</c>, or <c>sign_in.confirm</c> from a browser that did not ask for it.</returns>
    [Alias("redeem")]
    Task<Outcome<StartedSession>> Redeem(RedeemLink command);

    /// <summary>Signs in after the password was found right.</summary>
    /// <param name="passwordSetAt">Which password that was; another one that was set meanwhile refuses it.</param>
    /// <returns>Fails with <c>sign_in.refused</c>.</returns>
    [Alias("sign_in")]
    Task<Outcome<StartedSession>> SignIn(DateTimeOffset passwordSetAt);

    /// <summary>Ends a session, or all of them; answers how many.</summary>
    [Alias("sign_out")]
    Task<Outcome<int>> SignOut(SignOut command);

    /// <summary>Sets the password, or takes it away, and ends the other sessions.</summary>
    [Alias("set_password")]
    Task<Outcome<SavedMember>> SetPassword(SetPassword command);
}

/// <param name="Email">At most 254 characters.</param>
/// <param name="Name">1–200 characters.</param>
/// <param name="Language">fr or en.</param>
/// <param name="Roles">At least one.</param>
/// <param name="ParticipantId">The participant who this person is.</param>
[GenerateSerializer, Immutable, Alias("binome.invite_member")]
public sealed record InviteMember(
    string Email,
    string Name,
    string Language,
    ImmutableArray<HeldRole> Roles,
    string? ParticipantId
);

/// <summary>What is absent stays.</summary>
[GenerateSerializer, Immutable, Alias("binome.member_change")]
public sealed record MemberChange
{
    [Id(0)]
    public Optional<string> Name { get; init; }

    [Id(1)]
    public Optional<string> Language { get; init; }

    [Id(2)]
    public Optional<ImmutableArray<HeldRole>?> Roles { get; init; }

    [Id(3)]
    public Optional<QuietHours> QuietHours { get; init; }
}

[GenerateSerializer, Immutable, Alias("binome.saved_member")]
public sealed record SavedMember(MemberRow Member, long Version);

/// <param name="BrowserHash">SHA-256 of the asking browser's cookie; null when none asked.</param>
[GenerateSerializer, Immutable, Alias("binome.make_link")]
public sealed record MakeLink(LinkKind Kind, string? BrowserHash);

[GenerateSerializer, Immutable, Alias("binome.made_link")]
public sealed record MadeLink(MemberRow Member, string Secret, DateTimeOffset ExpiresAt);

/// <param name="LinkHash">SHA-256 of the link's secret.</param>
/// <param name="BrowserHash">SHA-256 of this browser's cookie; null when it has none.</param>
/// <param name="Confirmed">The person was shown whose link it is, and clicked.</param>
[GenerateSerializer, Immutable, Alias("binome.redeem_link")]
public sealed record RedeemLink(string LinkHash, string? BrowserHash, bool Confirmed);

/// <param name="Secret">The cookie's value, in this answer and nowhere else.</param>
[GenerateSerializer, Immutable, Alias("binome.started_session")]
public sealed record StartedSession(MemberRow Member, MemberSessionRow Session, string Secret);

/// <param name="SessionId">Null ends all.</param>
/// <param name="Except">The session that stays when all end.</param>
[GenerateSerializer, Immutable, Alias("binome.sign_out")]
public sealed record SignOut(string? SessionId, string? Except);

/// <param name="Hash">In the format of the framework's password hasher; null takes the password away.</param>
/// <param name="SessionId">The session in which it is done, which stays.</param>
[GenerateSerializer, Immutable, Alias("binome.set_password")]
public sealed record SetPassword(string? Hash, string? SessionId);
