using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.Contracts.Programmes;

[GenerateSerializer, Immutable, Alias("binome.checklist_item")]
public sealed record ChecklistItem(string Item, DateTimeOffset? DoneAt, ActingMember? DoneBy);

[GenerateSerializer, Immutable, Alias("binome.gate_decision")]
public sealed record GateDecision(
    bool Go,
    ImmutableArray<KpiEvidence> Evidence,
    string Reason,
    ActingMember DecidedBy,
    DateTimeOffset DecidedAt
);

/// <param name="Mentors">Enrolments as mentor.</param>
/// <param name="Mentees">Enrolments as mentee.</param>
[GenerateSerializer, Immutable, Alias("binome.programme_row")]
public sealed record ProgrammeRow(
    string Id,
    ProgrammeSettings Settings,
    ProgrammePhase Phase,
    ImmutableArray<ChecklistItem> Checklist,
    GateDecision? Gate,
    int Mentors,
    int Mentees,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

[GenerateSerializer, Immutable, Alias("binome.enrolment_row")]
public sealed record EnrolmentRow(
    string Id,
    string ProgrammeId,
    string ParticipantId,
    PairRole Role,
    EnrolmentOrigin Origin,
    DateTimeOffset CreatedAt
) : IRow
{
    /// <summary>When the person was taken out of the programme in this role; null while they take part.</summary>
    [Id(0)]
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>Two people whom somebody keeps apart in a programme, whoever would mentor whom.</summary>
/// <param name="Reason">Why; for those who decide on pairs.</param>
[GenerateSerializer, Immutable, Alias("binome.exclusion_row")]
public sealed record ExclusionRow(
    string Id,
    string ProgrammeId,
    string ParticipantId,
    string OtherId,
    string Reason,
    ActingMember ExcludedBy,
    DateTimeOffset CreatedAt,
    ActingMember? LiftedBy,
    DateTimeOffset? LiftedAt
) : IRow;

/// <summary>The checklist before launch; each item is ticked by a named human.</summary>
public static class ChecklistItems
{
    /// <summary>Hierarchy and resistance were looked at: the organisation is ready.</summary>
    public const string Readiness = "readiness_checked";

    /// <summary>The goals were told to everybody.</summary>
    public const string GoalsCommunicated = "goals_communicated";

    public static readonly ImmutableArray<string> All = [Readiness, GoalsCommunicated];
}

/// <summary>Filters of a list of programmes; null does not ask.</summary>
public sealed record ProgrammeFilter(
    ProgrammePhase? Phase = null,
    ProgrammeKind? Kind = null,
    ProgrammeReach? Within = null
);

public interface IProgrammeRows
{
    Task<Stored<ProgrammeRow>?> Find(string tenant, string id);

    /// <summary>A version of the charter.</summary>
    Task<CharterRow?> Charter(string tenant, string programmeId, int version);

    Task<Slice<ProgrammeRow>> List(string tenant, ProgrammeFilter filter, PageOf page);

    /// <summary>Those that hold.</summary>
    Task<Slice<EnrolmentRow>> Enrolments(string tenant, string programmeId, PairRole? role, PageOf page);

    /// <summary>All that hold, at most <see cref="Limits.ParticipantsPerProgrammeMax"/>.</summary>
    Task<ImmutableArray<EnrolmentRow>> AllEnrolments(string tenant, string programmeId);

    /// <summary>One, also when it was withdrawn.</summary>
    Task<EnrolmentRow?> FindEnrolment(string tenant, string programmeId, string id);

    /// <summary>All that were withdrawn, at most <see cref="Limits.ParticipantsPerProgrammeMax"/>.</summary>
    Task<ImmutableArray<EnrolmentRow>> Withdrawn(string tenant, string programmeId);

    Task<ExclusionRow?> FindExclusion(string tenant, string programmeId, string id);

    /// <summary>Exclusions, newest first; without those that were lifted unless asked for.</summary>
    Task<Slice<ExclusionRow>> Exclusions(string tenant, string programmeId, bool withLifted, PageOf page);

    /// <summary>All that hold, at most <see cref="Limits.ExclusionsPerProgrammeMax"/>.</summary>
    Task<ImmutableArray<ExclusionRow>> AllExclusions(string tenant, string programmeId);
}
