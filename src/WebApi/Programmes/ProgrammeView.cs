using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <summary>A mentoring programme.</summary>
/// <param name="ReportingLine">The owner's decision on the reporting line; null as long as there is none: the rule holds.</param>
internal sealed record ProgrammeView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Name,
    ProgrammeKind Kind,
    ProgrammePhase Phase,
    ImmutableArray<Goal> Goals,
    ImmutableArray<string> Themes,
    NamedPerson? Owner,
    Sponsor? Sponsor,
    NamedPerson? Facilitator,
    string? ParentProgramme,
    bool Pilot,
    ImmutableArray<Kpi> Kpis,
    ImmutableArray<string> Subsidiaries,
    Cadence Cadence,
    DateOnly? StartsOn,
    int DurationMonths,
    string TimeZone,
    ImmutableArray<Criterion> Criteria,
    ImmutableArray<string> SessionStructure,
    double MinimumScore,
    AcceptanceRule Acceptance,
    int AcceptanceDays,
    PairingRules Rules,
    ReportingLineDecision? ReportingLine,
    Rhythm Rhythm,
    CharterRule Charter,
    int CharterVersion,
    IntakeRule Intake,
    ImmutableArray<ChecklistItem> Checklist,
    GateDecision? Gate,
    int Mentors,
    int Mentees
)
{
    public string Object { get; } = "programme";

    public static ProgrammeView Of(ProgrammeRow row)
    {
        var settings = row.Settings;
        return new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            settings.Name,
            settings.Kind,
            row.Phase,
            settings.Goals,
            settings.Themes,
            settings.Owner,
            settings.Sponsor,
            settings.Facilitator,
            settings.ParentProgrammeId,
            settings.Pilot,
            settings.Kpis,
            settings.Subsidiaries,
            settings.Cadence,
            settings.StartsOn,
            settings.DurationMonths,
            settings.TimeZone,
            settings.Criteria,
            settings.SessionStructure,
            settings.MinimumScore,
            settings.Acceptance,
            settings.AcceptanceDays,
            settings.Rules,
            settings.ReportingLine,
            settings.Rhythm,
            settings.Charter,
            settings.CharterVersion,
            settings.Intake,
            row.Checklist,
            row.Gate,
            row.Mentors,
            row.Mentees
        );
    }
}

/// <summary>A person enrolled in a role.</summary>
/// <param name="WithdrawnAt">When they were taken out of the programme; null while they take part.</param>
internal sealed record EnrolmentView(
    string Id,
    DateTimeOffset Created,
    string Programme,
    string Participant,
    PairRole Role,
    EnrolmentOrigin Origin,
    DateTimeOffset? WithdrawnAt
)
{
    public string Object { get; } = "enrolment";

    public static EnrolmentView Of(EnrolmentRow row) =>
        new(row.Id, row.CreatedAt, row.ProgrammeId, row.ParticipantId, row.Role, row.Origin, row.WithdrawnAt);
}

/// <summary>What an enrolment of one or many made.</summary>
internal sealed record EnrolmentResultView(string Programme, int Enrolled, int AlreadyEnrolled)
{
    public string Object { get; } = "enrolment_result";
}
