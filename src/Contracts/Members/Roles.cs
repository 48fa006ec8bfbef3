namespace Binome.Contracts.Members;

[GenerateSerializer, Alias("binome.role")]
public enum Role
{
    /// <summary>Everything, with members and API keys.</summary>
    Owner,

    /// <summary>Runs the tenant's programmes.</summary>
    ProgrammeManager,

    /// <summary>Follows the pairs of given programmes and decides on their proposals.</summary>
    Coordinator,

    /// <summary>Sees figures of given programmes, never a person.</summary>
    Sponsor,

    /// <summary>An external facilitator of given programmes.</summary>
    Facilitator,

    Billing,

    /// <summary>A mentor or mentee, with nothing but the own account.</summary>
    Participant,
}

/// <summary>A role that a member holds.</summary>
/// <param name="Programmes">The programmes it is for; empty for roles of the whole tenant.</param>
[GenerateSerializer, Immutable, Alias("binome.held_role")]
public sealed record HeldRole(Role Role, ImmutableArray<string> Programmes)
{
    public static HeldRole Of(Role role, params ReadOnlySpan<string> programmes) => new(role, [.. programmes]);
}

/// <summary>Which role may do what: the one table that policy, pages, documentation and tests read.</summary>
public static class RoleMatrix
{
    public static readonly ImmutableDictionary<Role, ImmutableArray<string>> ActionsByRole = new Dictionary<
        Role,
        ImmutableArray<string>
    >
    {
        [Role.Owner] = Actions.All,
        [Role.ProgrammeManager] =
        [
            .. Actions.All.Except([
                Actions.ReportingLineDecide,
                Actions.WebhooksWrite,
                Actions.MembersWrite,
                Actions.ApiKeysRead,
                Actions.ApiKeysWrite,
                Actions.BillingRead,
                Actions.BillingWrite,
            ]),
        ],
        [Role.Coordinator] =
        [
            Actions.ParticipantsRead,
            Actions.ExportsRead,
            Actions.ExportsWrite,
            Actions.IntakesWrite,
            Actions.WorkshopsWrite,
            Actions.ProgrammesRead,
            Actions.MatchingRead,
            Actions.MatchingWrite,
            Actions.MatchingDecide,
            Actions.PairsRead,
            Actions.PairsWrite,
            Actions.PairsDecide,
            Actions.ReportsRead,
            Actions.Account,
        ],
        [Role.Sponsor] = [Actions.ProgrammesRead, Actions.ReportsRead, Actions.Account],
        [Role.Facilitator] =
        [
            Actions.WorkshopsWrite,
            Actions.ProgrammesRead,
            Actions.PairsRead,
            Actions.ReportsRead,
            Actions.Account,
        ],
        [Role.Billing] = [Actions.BillingRead, Actions.BillingWrite, Actions.Account],
        [Role.Participant] = [Actions.Account],
    }.ToImmutableDictionary();

    /// <summary>True for roles that are held for given programmes only.</summary>
    public static bool IsOfProgrammes(Role role) => role is Role.Coordinator or Role.Sponsor or Role.Facilitator;

    /// <summary>The programmes over which these roles allow an action together; none when no role allows it.</summary>
    public static ProgrammeReach Reach(ImmutableArray<HeldRole> roles, string action)
    {
        var programmes = ImmutableSortedSet<string>.Empty;
        foreach (var held in roles)
        {
            if (!ActionsByRole[held.Role].Contains(action))
                continue;
            // What concerns no programme is nobody's share of one.
            if (!IsOfProgrammes(held.Role) || action == Actions.Account)
                return ProgrammeReach.All;
            programmes = programmes.Union(held.Programmes);
        }
        return ProgrammeReach.Of(programmes);
    }
}

/// <summary>Over which programmes somebody may act: all, given ones, or none.</summary>
public sealed record ProgrammeReach
{
    public static readonly ProgrammeReach All = new(isAll: true, []);
    public static readonly ProgrammeReach None = new(isAll: false, []);

    private ProgrammeReach(bool isAll, ImmutableArray<string> programmes)
    {
        IsAll = isAll;
        Programmes = programmes;
    }

    public bool IsAll { get; }

    public bool IsNone => !IsAll && Programmes.IsEmpty;

    /// <summary>The given programmes; empty when it is all or none.</summary>
    public ImmutableArray<string> Programmes { get; }

    public static ProgrammeReach Of(IEnumerable<string> programmes) => new(isAll: false, [.. programmes]);

    public bool Includes(string programme) => IsAll || Programmes.Contains(programme);
}
