using Binome.Contracts.People;

namespace Binome.WebApi.People;

/// <summary>A person of the tenant.</summary>
internal sealed record ParticipantView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string EmployeeId,
    string FirstName,
    string LastName,
    string Email,
    string? ManagerEmployeeId,
    string? JobTitle,
    string? JobFamily,
    string? Subsidiary,
    string? Site,
    string? Country,
    string? TimeZone,
    string? Language,
    DateOnly? HireDate,
    int? SeniorityLevel,
    DefaultRoles Roles,
    ImmutableArray<SkillLevel> SkillsOffered,
    ImmutableArray<SkillLevel> SkillsWanted,
    LearnerProfile? LearnerProfile,
    string? CommunicationStyle,
    ImmutableArray<string> Intentions,
    int MentorCapacity,
    int MenteeCapacity,
    int SeatsAsMentor,
    int SeatsAsMentee,
    ImmutableArray<string> Availability,
    string? Team,
    ImmutableArray<string> Themes,
    ImmutableArray<SkillLevel> SkillsRequired,
    ImmutableSortedDictionary<string, string> Attributes
)
{
    /// <summary>When the person left the company; null for those who are there.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    public string Object { get; } = "participant";

    public static ParticipantView Of(ParticipantRow row)
    {
        var person = row.Profile;
        return new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            person.EmployeeId,
            person.FirstName,
            person.LastName,
            person.Email,
            person.ManagerEmployeeId,
            person.JobTitle,
            person.JobFamily,
            person.Subsidiary,
            person.Site,
            person.Country,
            person.TimeZone,
            person.Language,
            person.HireDate,
            person.SeniorityLevel,
            person.Roles,
            person.SkillsOffered,
            person.SkillsWanted,
            person.LearnerProfile,
            person.CommunicationStyle,
            person.Intentions,
            person.MentorCapacity,
            person.MenteeCapacity,
            row.SeatsAsMentor,
            row.SeatsAsMentee,
            person.Availability,
            person.Team,
            person.Themes,
            person.SkillsRequired,
            person.Attributes
        )
        {
            LeftAt = row.LeftAt,
        };
    }
}
