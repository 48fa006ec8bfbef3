namespace Binome.Contracts.People;

/// <summary>The role in which a person is enrolled unless the enrolment says otherwise. Never derived from age or grade.</summary>
[GenerateSerializer, Alias("binome.default_roles")]
public enum DefaultRoles
{
    None,
    Mentor,
    Mentee,
    Both,
}

/// <summary>How a person learns, which also predicts how they teach.</summary>
[GenerateSerializer, Alias("binome.learner_profile")]
public enum LearnerProfile
{
    Activist,
    Reflector,
    Theorist,
    Pragmatist,
}

/// <summary>A skill offered or wanted, with its level from 1 (notions) to 5 (expert).</summary>
[GenerateSerializer, Immutable, Alias("binome.skill_level")]
public sealed record SkillLevel(string Skill, int Level);

/// <summary>What is known of a person. HR systems know the upper part; people are asked for the lower.</summary>
[GenerateSerializer, Immutable, Alias("binome.profile")]
public sealed record Profile
{
    [Id(0)]
    public required string EmployeeId { get; init; }

    [Id(1)]
    public required string FirstName { get; init; }

    [Id(2)]
    public required string LastName { get; init; }

    /// <summary>As people are called. A method, so that it is not stored.</summary>
    public string FullName() => $"{FirstName} {LastName}";

    /// <summary>Lower case; unique in the tenant.</summary>
    [Id(3)]
    public required string Email { get; init; }

    [Id(4)]
    public string? ManagerEmployeeId { get; init; }

    [Id(5)]
    public string? JobTitle { get; init; }

    [Id(6)]
    public string? JobFamily { get; init; }

    [Id(7)]
    public string? Subsidiary { get; init; }

    [Id(8)]
    public string? Site { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    [Id(9)]
    public string? Country { get; init; }

    /// <summary>An IANA zone such as <c>Europe/Paris</c>.</summary>
    [Id(10)]
    public string? TimeZone { get; init; }

    /// <summary>ISO 639-1, lower case.</summary>
    [Id(11)]
    public string? Language { get; init; }

    [Id(12)]
    public DateOnly? HireDate { get; init; }

    /// <summary>1 (first job) to 5 (executive).</summary>
    [Id(13)]
    public int? SeniorityLevel { get; init; }

    [Id(14)]
    public DefaultRoles Roles { get; init; }

    [Id(15)]
    public ImmutableArray<SkillLevel> SkillsOffered { get; init; } = [];

    [Id(16)]
    public ImmutableArray<SkillLevel> SkillsWanted { get; init; } = [];

    [Id(17)]
    public LearnerProfile? LearnerProfile { get; init; }

    [Id(18)]
    public string? CommunicationStyle { get; init; }

    /// <summary>Codes of what the person wants beyond the main goal.</summary>
    [Id(19)]
    public ImmutableArray<string> Intentions { get; init; } = [];

    /// <summary>At most this many mentees at once, 0–20.</summary>
    [Id(20)]
    public int MentorCapacity { get; init; } = Limits.MentorCapacityDefault;

    /// <summary>At most this many mentors at once, 0–20.</summary>
    [Id(21)]
    public int MenteeCapacity { get; init; } = Limits.MenteeCapacityDefault;

    /// <summary>Half days such as <c>mon-am</c>.</summary>
    [Id(22)]
    public ImmutableArray<string> Availability { get; init; } = [];

    /// <summary>The team; read only by the rule that keeps a team's people apart.</summary>
    [Id(23)]
    public string? Team { get; init; }

    /// <summary>Codes of what the person wants to talk about, such as those of a programme.</summary>
    [Id(24)]
    public ImmutableArray<string> Themes { get; init; } = [];

    /// <summary>As a mentee: what a mentor must offer, at this level or above.</summary>
    [Id(25)]
    public ImmutableArray<SkillLevel> SkillsRequired { get; init; } = [];

    /// <summary>The tenant's own attributes by name; the criterion <c>attribute:floor</c> reads "floor".</summary>
    [Id(26)]
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A change of a profile: what is absent stays, null clears.</summary>
[GenerateSerializer, Immutable, Alias("binome.profile_change")]
public sealed record ProfileChange
{
    [Id(0)]
    public Optional<string> EmployeeId { get; init; }

    [Id(1)]
    public Optional<string> FirstName { get; init; }

    [Id(2)]
    public Optional<string> LastName { get; init; }

    [Id(3)]
    public Optional<string> Email { get; init; }

    [Id(4)]
    public Optional<string> ManagerEmployeeId { get; init; }

    [Id(5)]
    public Optional<string> JobTitle { get; init; }

    [Id(6)]
    public Optional<string> JobFamily { get; init; }

    [Id(7)]
    public Optional<string> Subsidiary { get; init; }

    [Id(8)]
    public Optional<string> Site { get; init; }

    [Id(9)]
    public Optional<string> Country { get; init; }

    [Id(10)]
    public Optional<string> TimeZone { get; init; }

    [Id(11)]
    public Optional<string> Language { get; init; }

    [Id(12)]
    public Optional<DateOnly?> HireDate { get; init; }

    [Id(13)]
    public Optional<int?> SeniorityLevel { get; init; }

    [Id(14)]
    public Optional<DefaultRoles> Roles { get; init; }

    [Id(15)]
    public Optional<ImmutableArray<SkillLevel>?> SkillsOffered { get; init; }

    [Id(16)]
    public Optional<ImmutableArray<SkillLevel>?> SkillsWanted { get; init; }

    [Id(17)]
    public Optional<LearnerProfile?> LearnerProfile { get; init; }

    [Id(18)]
    public Optional<string> CommunicationStyle { get; init; }

    [Id(19)]
    public Optional<ImmutableArray<string>?> Intentions { get; init; }

    [Id(20)]
    public Optional<int?> MentorCapacity { get; init; }

    [Id(21)]
    public Optional<int?> MenteeCapacity { get; init; }

    [Id(22)]
    public Optional<ImmutableArray<string>?> Availability { get; init; }

    [Id(23)]
    public Optional<string> Team { get; init; }

    [Id(24)]
    public Optional<ImmutableArray<string>?> Themes { get; init; }

    [Id(25)]
    public Optional<ImmutableArray<SkillLevel>?> SkillsRequired { get; init; }

    /// <summary>All of them: what is not among them is taken away.</summary>
    [Id(26)]
    public Optional<ImmutableSortedDictionary<string, string>> Attributes { get; init; }
}
