using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;

namespace Binome.WebApi.Members;

/// <summary>A person who can sign in.</summary>
/// <param name="Participant">The participant who this person is; null when none.</param>
internal sealed record MemberView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Email,
    string Name,
    string Language,
    ImmutableArray<HeldRole> Roles,
    string? Participant,
    MemberStatus Status,
    bool HasPassword,
    DateTimeOffset? LastSignInAt,
    QuietHours? QuietHours
)
{
    public string Object { get; } = "member";

    public static MemberView Of(MemberRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.Email,
            row.Name,
            row.Language,
            row.Roles,
            row.ParticipantId,
            row.Status,
            row.PasswordSetAt is not null,
            row.LastSignInAt,
            row.QuietHours
        );
}

/// <summary>The person who is signed in.</summary>
/// <param name="Actions">What they may do, each over some programme at least.</param>
internal sealed record MeView(
    string Id,
    string Tenant,
    MemberView Member,
    ImmutableArray<string> Actions,
    SignedInView Session
)
{
    public string Object { get; } = "me";

    public static MeView Of(MemberIdentity identity) =>
        new(
            identity.MemberId,
            identity.Tenant,
            MemberView.Of(identity.Row),
            [.. Contracts.Members.Actions.All.Where(identity.Can)],
            SignedInView.Of(identity.Session)
        );
}

/// <summary>A session.</summary>
/// <param name="ExpiresAt">Its end at the latest; it also ends when it is not used.</param>
/// <param name="LastUsedAt">To the minute; null when not noted yet.</param>
internal sealed record SignedInView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt
)
{
    public string Object { get; } = "sign_in";

    public static SignedInView Of(MemberSessionRow row, DateTimeOffset? lastUsedAt = null) =>
        new(row.Id, row.CreatedAt, row.ExpiresAt, lastUsedAt);
}

/// <summary>A member with a link that signs them in once.</summary>
internal sealed record InvitedMemberView(MemberView Member, string Link, DateTimeOffset ExpiresAt)
{
    public static InvitedMemberView Of(MadeLink made, PublicAddress address) =>
        new(MemberView.Of(made.Member), SignInLinks.Address(address, made.Secret), made.ExpiresAt);
}

/// <summary>Where links lead: a page that shows whose link it is and changes nothing until somebody clicks.</summary>
internal static class SignInLinks
{
    public const string Path = "/sign-in/link";

    public static string Address(PublicAddress address, string secret) => address.Link($"{Path}?token={secret}");
}
