using Binome.Contracts.Members;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Members;

/// <param name="Programmes">For coordinators, sponsors and facilitators; left out for the other roles.</param>
internal sealed record RoleBody(Role Role, ImmutableArray<string>? Programmes)
{
    public static ImmutableArray<HeldRole> Held(ImmutableArray<RoleBody> roles) =>
        [.. roles.Select(one => new HeldRole(one.Role, one.Programmes ?? []))];
}

/// <param name="Language">fr or en.</param>
internal sealed record InviteBody(string Email, string Name, string Language, ImmutableArray<RoleBody> Roles);

/// <summary>What is left out stays.</summary>
internal sealed record ChangeMemberBody
{
    public Optional<string> Name { get; init; }

    /// <summary>fr or en.</summary>
    public Optional<string> Language { get; init; }

    public Optional<ImmutableArray<RoleBody>?> Roles { get; init; }
}

/// <summary>Either named people, at most a hundred, or the next hundred who fit a filter.</summary>
/// <param name="After">The <c>next_after</c> of the call before, with the same filter.</param>
internal sealed record InvitePeopleBody(ImmutableArray<string>? Participants, EnrolFilter? Filter, string? After);

/// <summary>What a call of invitations did.</summary>
/// <param name="Skipped">Those who are members already, or whose address or name can't be used.</param>
/// <param name="NextAfter">Goes into the next call; null when nobody is left.</param>
internal sealed record InvitedPeopleView(int Invited, int Skipped, string? NextAfter)
{
    public string Object { get; } = "invited_participants";
}
