using Binome.Contracts.Ledger;
using Binome.Contracts.Members;

namespace Binome.Contracts.People;

/// <param name="SeatsAsMentor">Seats taken as a mentor over all programmes.</param>
/// <param name="SeatsAsMentee">Seats taken as a mentee over all programmes.</param>
[GenerateSerializer, Immutable, Alias("binome.participant_row")]
public sealed record ParticipantRow(
    string Id,
    Profile Profile,
    int SeatsAsMentor,
    int SeatsAsMentee,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>When the person left the company; null for those who are there.</summary>
    [Id(0)]
    public DateTimeOffset? LeftAt { get; init; }
}

/// <summary>Equality filters of a list of people; null does not ask.</summary>
/// <param name="Within">Only people enrolled in these programmes.</param>
/// <param name="Search">Part of the name, e-mail address or employee id; case and accents don't matter.</param>
public sealed record ParticipantFilter(
    string? Subsidiary = null,
    string? Country = null,
    string? JobFamily = null,
    string? Language = null,
    DefaultRoles? Roles = null,
    string? Email = null,
    string? ManagerEmployeeId = null,
    ProgrammeReach? Within = null,
    string? Search = null
)
{
    /// <summary>True asks for those who have left, false for those who are there.</summary>
    public bool? Left { get; init; }
}

/// <summary>One edge of the reporting tree: a person and their manager, by employee id.</summary>
public readonly record struct ReportingEdge(string ParticipantId, string EmployeeId, string? ManagerEmployeeId);

/// <summary>Reads over people, always of one tenant.</summary>
public interface IParticipantRows
{
    Task<Stored<ParticipantRow>?> Find(string tenant, string id);

    Task<Slice<ParticipantRow>> List(string tenant, ParticipantFilter filter, PageOf page);

    /// <summary>The subsidiaries that people are in, in order, at most <see cref="Limits.SubsidiariesListedMax"/>.</summary>
    Task<ImmutableArray<string>> Subsidiaries(string tenant);

    /// <summary>People by id, in no order; unknown ids are left out.</summary>
    Task<ImmutableArray<Stored<ParticipantRow>>> Many(string tenant, ImmutableArray<string> ids);

    /// <summary>People who fit, oldest first, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<ParticipantRow>> All(string tenant, ParticipantFilter filter, int limit);

    /// <summary>The whole reporting tree, at most <see cref="Limits.PeoplePerTenantMax"/> edges.</summary>
    Task<ImmutableArray<ReportingEdge>> ReportingTree(string tenant);

    /// <summary>The ids of those who have left.</summary>
    Task<ImmutableHashSet<string>> Left(string tenant);

    /// <summary>The employee ids above this one, nearest first, ending at the top, at an unknown manager or at the first repetition.</summary>
    Task<ImmutableArray<string>> ManagersAbove(string tenant, string employeeId);

    /// <summary>The ids of the people who hold these employee ids, by employee id.</summary>
    Task<ImmutableDictionary<string, string>> ByEmployeeId(string tenant, ImmutableArray<string> employeeIds);

    /// <summary>The ids of the people who hold these e-mail addresses (lower case), by address.</summary>
    Task<ImmutableDictionary<string, string>> ByEmail(string tenant, ImmutableArray<string> emails);
}

/// <summary>Kinds of values that only one participant of a tenant can hold.</summary>
public static class ParticipantClaims
{
    public const string EmployeeId = "employee_id";
    public const string Email = "email";
}
