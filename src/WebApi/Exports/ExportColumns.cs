using System.Globalization;
using System.Text.Json;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;

namespace Binome.WebApi.Exports;

/// <summary>The columns of an HR file, so that what was exported can be sent back, and what Binome adds to them.</summary>
internal static class ParticipantColumns
{
    public static readonly ImmutableArray<ExportColumn<ParticipantRow>> All =
    [
        ExportColumn<ParticipantRow>.Text("id", row => row.Id),
        Text("employee_id", person => person.EmployeeId),
        Text("first_name", person => person.FirstName),
        Text("last_name", person => person.LastName),
        Text("email", person => person.Email),
        Text("manager_employee_id", person => person.ManagerEmployeeId),
        Text("job_title", person => person.JobTitle),
        Text("job_family", person => person.JobFamily),
        Text("subsidiary", person => person.Subsidiary),
        Text("site", person => person.Site),
        Text("country", person => person.Country),
        Text("time_zone", person => person.TimeZone),
        Text("language", person => person.Language),
        Text("hire_date", person => person.HireDate?.ToString("O", CultureInfo.InvariantCulture)),
        Number("seniority_level", row => row.Profile.SeniorityLevel),
        ExportColumn<ParticipantRow>.Code<DefaultRoles>(
            "roles",
            row => row.Profile.Roles == DefaultRoles.None ? null : row.Profile.Roles
        ),
        Text("skills_offered", person => Skills(person.SkillsOffered)),
        Text("skills_wanted", person => Skills(person.SkillsWanted)),
        ExportColumn<ParticipantRow>.Code("learner_profile", row => row.Profile.LearnerProfile),
        Text("communication_style", person => person.CommunicationStyle),
        Text("intentions", person => string.Join(';', person.Intentions)),
        Number("mentor_capacity", row => row.Profile.MentorCapacity),
        Number("mentee_capacity", row => row.Profile.MenteeCapacity),
        Text("availability", person => string.Join(';', person.Availability)),
        Text("team", person => person.Team),
        Text("themes", person => string.Join(';', person.Themes)),
        Text("skills_required", person => Skills(person.SkillsRequired)),
        // One for all of them: a file that is written in pieces can't know their names when it begins.
        Text("attributes", person => string.Join(';', person.Attributes.Select(one => $"{one.Key}:{one.Value}"))),
        Number("seats_as_mentor", row => row.SeatsAsMentor),
        Number("seats_as_mentee", row => row.SeatsAsMentee),
        ExportColumn<ParticipantRow>.Instant("left_at", row => row.LeftAt),
        ExportColumn<ParticipantRow>.Instant("created", row => row.CreatedAt),
        ExportColumn<ParticipantRow>.Instant("updated", row => row.UpdatedAt),
    ];

    private static ExportColumn<ParticipantRow> Text(string name, Func<Profile, string?> value) =>
        ExportColumn<ParticipantRow>.Text(name, row => value(row.Profile));

    private static ExportColumn<ParticipantRow> Number(string name, Func<ParticipantRow, double?> value) =>
        ExportColumn<ParticipantRow>.Number(name, value);

    private static string Skills(ImmutableArray<SkillLevel> skills) =>
        string.Join(';', skills.Select(skill => $"{skill.Skill}:{skill.Level}"));
}

internal static class PairColumns
{
    public static readonly ImmutableArray<ExportColumn<PairRow>> All =
    [
        ExportColumn<PairRow>.Text("id", row => row.Id),
        ExportColumn<PairRow>.Text("programme", row => row.ProgrammeId),
        ExportColumn<PairRow>.Text("mentor", row => row.MentorId),
        ExportColumn<PairRow>.Text("mentee", row => row.MenteeId),
        ExportColumn<PairRow>.Code<PairPhase>("phase", row => row.Phase),
        ExportColumn<PairRow>.Number("score", row => row.Score),
        ExportColumn<PairRow>.Text("broken_rule", row => row.BrokenRule),
        ExportColumn<PairRow>.Instant("starts_at", row => row.StartsAt),
        ExportColumn<PairRow>.Instant("next_due_at", row => row.NextDueAt),
        ExportColumn<PairRow>.Text("overdue", row => row.Overdue ? "true" : "false"),
        ExportColumn<PairRow>.Instant("last_held_at", row => row.LastHeldAt),
        ExportColumn<PairRow>.Number("sessions_held", row => row.SessionsHeld),
        ExportColumn<PairRow>.Number("sessions_due", row => row.SessionsDue),
        ExportColumn<PairRow>.Number("sessions_on_time", row => row.SessionsOnTime),
        ExportColumn<PairRow>.Instant("ended_at", row => row.EndedAt),
        ExportColumn<PairRow>.Instant("created", row => row.CreatedAt),
        ExportColumn<PairRow>.Instant("updated", row => row.UpdatedAt),
    ];
}

internal static class SessionColumns
{
    public static readonly ImmutableArray<ExportColumn<SessionRow>> All =
    [
        ExportColumn<SessionRow>.Text("id", row => row.Id),
        ExportColumn<SessionRow>.Text("pair", row => row.PairId),
        ExportColumn<SessionRow>.Text("programme", row => row.ProgrammeId),
        ExportColumn<SessionRow>.Code<SessionStatus>("status", row => row.Status),
        ExportColumn<SessionRow>.Instant("starts_at", row => row.StartsAt),
        ExportColumn<SessionRow>.Number("duration_minutes", row => row.DurationMinutes),
        ExportColumn<SessionRow>.Code<SessionFormat>("format", row => row.Format),
        ExportColumn<SessionRow>.Text("logged", row => row.Logged ? "true" : "false"),
        ExportColumn<SessionRow>.Text("before_charter", row => row.BeforeCharter ? "true" : "false"),
        ExportColumn<SessionRow>.Instant("created", row => row.CreatedAt),
        ExportColumn<SessionRow>.Instant("updated", row => row.UpdatedAt),
    ];
}

/// <summary>What a CSV says of an event as it leaves Binome.</summary>
internal sealed record ExportedEvent(
    string Id,
    string Type,
    DateTimeOffset Created,
    long Sequence,
    string Resource,
    JsonElement Data
);

internal static class EventColumns
{
    public static readonly ImmutableArray<ExportColumn<ExportedEvent>> All =
    [
        ExportColumn<ExportedEvent>.Number("sequence", row => row.Sequence),
        ExportColumn<ExportedEvent>.Text("id", row => row.Id),
        ExportColumn<ExportedEvent>.Text("type", row => row.Type),
        ExportColumn<ExportedEvent>.Instant("created", row => row.Created),
        ExportColumn<ExportedEvent>.Text("resource", row => row.Resource),
        // Each type has members of its own.
        ExportColumn<ExportedEvent>.Text("data", row => row.Data.GetRawText()),
    ];
}
