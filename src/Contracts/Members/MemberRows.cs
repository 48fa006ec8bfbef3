using Binome.Contracts.Ledger;
using Binome.Contracts.Programmes;

namespace Binome.Contracts.Members;

[GenerateSerializer, Alias("binome.member_status")]
public enum MemberStatus
{
    /// <summary>Has never signed in.</summary>
    Invited,
    Active,

    /// <summary>Can't sign in; the sessions and keys are ended.</summary>
    Disabled,
}

/// <summary>A person of the tenant who can sign in.</summary>
/// <param name="Email">In lower case; unique in the tenant.</param>
/// <param name="Language">fr or en, as the person chose.</param>
/// <param name="ParticipantId">The participant who this person is; null when none.</param>
/// <param name="PasswordSetAt">Null when links alone sign this person in.</param>
[GenerateSerializer, Immutable, Alias("binome.member_row")]
public sealed record MemberRow(
    string Id,
    string Email,
    string Name,
    string Language,
    ImmutableArray<HeldRole> Roles,
    string? ParticipantId,
    MemberStatus Status,
    DateTimeOffset? PasswordSetAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? DisabledAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>When nothing should fall due for them; null at any hour.</summary>
    [Id(0)]
    public QuietHours? QuietHours { get; init; }
}

/// <summary>A browser in which a member is signed in. Of its secret only the hash is kept.</summary>
/// <param name="Hash">SHA-256 of the cookie, lower-case hex.</param>
/// <param name="ExpiresAt">The absolute end, however much it is used.</param>
/// <param name="EndedAt">When it was signed out; null while it lives.</param>
[GenerateSerializer, Immutable, Alias("binome.member_session_row")]
public sealed record MemberSessionRow(
    string Id,
    string MemberId,
    string Hash,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt
) : IRow;

[GenerateSerializer, Alias("binome.link_kind")]
public enum LinkKind
{
    /// <summary>Asked for at the sign-in page; lives <see cref="MemberLimits.SignInLinkLife"/>.</summary>
    SignIn,

    /// <summary>From an invitation or the operator; lives <see cref="MemberLimits.InvitationLife"/>.</summary>
    Invitation,
}

/// <summary>A link that signs somebody in once. Of its secret only the hash is kept.</summary>
/// <param name="BrowserHash">SHA-256 of the cookie of the browser that asked; null when none asked.</param>
/// <param name="EndedAt">When it was used or taken back.</param>
[GenerateSerializer, Immutable, Alias("binome.sign_in_link_row")]
public sealed record SignInLinkRow(
    string Id,
    string MemberId,
    string Hash,
    LinkKind Kind,
    string? BrowserHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt
) : IRow;

/// <summary>The hash of a member's password, apart from all that is shown of the member.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Hash">In the format of the framework's password hasher; empty when there is none any more.</param>
[GenerateSerializer, Immutable, Alias("binome.member_password_row")]
public sealed record MemberPasswordRow(string Id, string Hash, DateTimeOffset SetAt) : IRow;

public sealed record MemberFilter(MemberStatus? Status = null, string? Email = null, string? ParticipantId = null);

/// <summary>Reads over members, always of one tenant.</summary>
public interface IMemberRows
{
    Task<Stored<MemberRow>?> Find(string tenant, string id);

    Task<Slice<MemberRow>> List(string tenant, MemberFilter filter, PageOf page);

    /// <summary>The living sessions of a member, newest first, with when each was used last.</summary>
    Task<ImmutableArray<(MemberSessionRow Session, DateTimeOffset? UsedAt)>> Sessions(string tenant, string memberId);
}

public static class MemberReads
{
    /// <summary>Under which a participant signs in; null while there is no such member.</summary>
    public static async Task<MemberRow?> OfParticipant(this IMemberRows members, string tenant, string participantId)
    {
        ArgumentNullException.ThrowIfNull(members);
        var found = await members.List(tenant, new MemberFilter(ParticipantId: participantId), new PageOf(1, null));
        return found.Items.IsEmpty ? null : found.Items[0].Row;
    }
}

/// <summary>Whether a resource belongs to somebody's programmes; asked only for those who don't reach all of them.</summary>
public interface IReachRows
{
    /// <summary>True when the programme, run, publication, pair or participant of this id is within the reach.</summary>
    /// <param name="kind">The prefix of the id, one of <see cref="Ids"/>; another kind is never within.</param>
    Task<bool> Includes(string tenant, ProgrammeReach reach, string kind, string id);
}

/// <summary>Kinds of values that only one member of a tenant can hold.</summary>
public static class MemberClaims
{
    public const string Email = "member_email";
    public const string Participant = "member_participant";
}

/// <summary>The bounds of signing in.</summary>
public static class MemberLimits
{
    public static readonly TimeSpan SignInLinkLife = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <summary>A session that nobody used for so long has ended.</summary>
    public static readonly TimeSpan SessionIdleMax = TimeSpan.FromHours(12);
    public static readonly TimeSpan SessionLife = TimeSpan.FromDays(14);

    /// <summary>When one more begins, the oldest ends.</summary>
    public const int SessionsPerMemberMax = 20;
    public const int LinksPerMemberMax = 5;
    public const int RolesPerMemberMax = 10;
    public const int ProgrammesPerRoleMax = 100;
    public const int OwnersCountedMax = 50;

    /// <summary>In how many organisations one address is looked for.</summary>
    public const int OrganisationsPerEmailMax = 10;

    /// <summary>People invited by one call; a filter that finds more goes on with the next.</summary>
    public const int InvitationsPerCallMax = 100;

    /// <summary>How long a key that was rotated goes on working unless said otherwise, and at most.</summary>
    public static readonly TimeSpan KeyOverlapDefault = TimeSpan.FromHours(24);
    public static readonly TimeSpan KeyOverlapMax = TimeSpan.FromDays(7);

    public const int PasswordCharactersMin = 12;
    public const int PasswordCharactersMax = 200;

    public static readonly ImmutableArray<string> Languages = ["en", "fr"];
}
