namespace Binome.Contracts.Programmes;

[GenerateSerializer, Alias("binome.programme_kind")]
public enum ProgrammeKind
{
    Reverse,
    Traditional,
    Peer,
    Cross,
    Flash,
}

/// <summary>Draft → enrolling → matching → running → closing → closed; never back.</summary>
[GenerateSerializer, Alias("binome.programme_phase")]
public enum ProgrammePhase
{
    Draft,
    Enrolling,
    Matching,
    Running,
    Closing,
    Closed,
}

[GenerateSerializer, Alias("binome.direction")]
public enum Direction
{
    Similar,
    Complementary,
    Different,
    Ignore,
}

/// <summary>A matching criterion of a programme.</summary>
/// <param name="Code">One of the criteria of the matching engine, for example <c>skills</c>.</param>
/// <param name="Weight">0–100; the share of a criterion is its weight over the sum of weights.</param>
/// <param name="TargetGap">
/// For the complementary direction of a gap: the ideal "mentor minus mentee", in seniority levels (−4…4) or years of tenure
/// (−40…40); null takes the size of the gap, whichever side is ahead.
/// </param>
[GenerateSerializer, Immutable, Alias("binome.criterion")]
public sealed record Criterion(string Code, int Weight, Direction Direction, int? TargetGap);

/// <summary>When sessions fall due, counted in days in the programme's time zone.</summary>
/// <param name="MinDays">From the last session to the instant the next falls due, 1–365.</param>
/// <param name="MaxDays">From the last session to the instant the next is overdue, at least <paramref name="MinDays"/>.</param>
/// <param name="FirstMinDays">From the pair's start to the instant its first session falls due.</param>
/// <param name="FirstMaxDays">From the pair's start to the instant its first session is overdue.</param>
[GenerateSerializer, Immutable, Alias("binome.cadence")]
public sealed record Cadence(int MinDays, int MaxDays, int FirstMinDays, int FirstMaxDays)
{
    /// <summary>A session every 3–4 weeks, the first within 14 days.</summary>
    public static readonly Cadence Default = new(21, 28, 7, 14);
}

/// <summary>Whether both sides are asked before a pair begins.</summary>
[GenerateSerializer, Alias("binome.acceptance_rule")]
public enum AcceptanceRule
{
    Required,

    /// <summary>A published pair is active at once.</summary>
    NotRequired,
}

/// <summary>A goal of the business, stated before anything else.</summary>
/// <param name="Kind">skills, inclusion, retention, digital, culture, network or another code.</param>
[GenerateSerializer, Immutable, Alias("binome.goal")]
public sealed record Goal(string Kind, string Description);

/// <summary>A KPI fixed beforehand, by which the gate is decided.</summary>
/// <param name="Code">For example <c>participant_satisfaction</c>.</param>
/// <param name="Target">The value to reach, in <paramref name="Unit"/>.</param>
/// <param name="Unit">percent, count, score or another code.</param>
[GenerateSerializer, Immutable, Alias("binome.kpi")]
public sealed record Kpi(string Code, string Description, double Target, string Unit);

/// <summary>A sponsor whose commitment is on record.</summary>
[GenerateSerializer, Immutable, Alias("binome.sponsor")]
public sealed record Sponsor(string Name, string? Email, string Commitment);

/// <summary>What the business configures without IT.</summary>
[GenerateSerializer, Immutable, Alias("binome.programme_settings")]
public sealed record ProgrammeSettings
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public required ProgrammeKind Kind { get; init; }

    [Id(2)]
    public ImmutableArray<Goal> Goals { get; init; } = [];

    /// <summary>Codes such as <c>ai</c>, <c>inclusion</c>, <c>generations</c>.</summary>
    [Id(3)]
    public ImmutableArray<string> Themes { get; init; } = [];

    [Id(4)]
    public NamedPerson? Owner { get; init; }

    [Id(5)]
    public Sponsor? Sponsor { get; init; }

    /// <summary>An external facilitator, optional.</summary>
    [Id(6)]
    public NamedPerson? Facilitator { get; init; }

    [Id(7)]
    public string? ParentProgrammeId { get; init; }

    /// <summary>A pilot must pass its gate before the programme is scaled.</summary>
    [Id(8)]
    public bool Pilot { get; init; }

    [Id(9)]
    public ImmutableArray<Kpi> Kpis { get; init; } = [];

    /// <summary>Which subsidiaries take part; empty means all.</summary>
    [Id(10)]
    public ImmutableArray<string> Subsidiaries { get; init; } = [];

    [Id(11)]
    public Cadence Cadence { get; init; } = Cadence.Default;

    [Id(12)]
    public DateOnly? StartsOn { get; init; }

    /// <summary>Pairs are time-boxed: 1–36 months.</summary>
    [Id(13)]
    public int DurationMonths { get; init; } = 9;

    /// <summary>An IANA zone; cadence days are counted in it.</summary>
    [Id(14)]
    public string TimeZone { get; init; } = "Europe/Paris";

    [Id(15)]
    public ImmutableArray<Criterion> Criteria { get; init; } = [];

    /// <summary>How a session runs, step by step; the kind's template unless changed.</summary>
    [Id(16)]
    public ImmutableArray<string> SessionStructure { get; init; } = [];

    /// <summary>A pair scoring below this is not proposed, 0–1.</summary>
    [Id(17)]
    public double MinimumScore { get; init; }

    [Id(30)]
    public AcceptanceRule Acceptance { get; init; }

    /// <summary>How long both sides have to accept a pair, 1–30 days.</summary>
    [Id(31)]
    public int AcceptanceDays { get; init; } = Limits.AcceptanceDaysDefault;

    [Id(18)]
    public PairingRules Rules { get; init; } = new();

    /// <summary>Whether the rule of the reporting line holds; null as long as nobody decided otherwise: it does.</summary>
    [Id(19)]
    public ReportingLineDecision? ReportingLine { get; init; }

    [Id(34)]
    public Rhythm Rhythm { get; init; } = Rhythm.Default;

    [Id(32)]
    public CharterRule Charter { get; init; }

    /// <summary>The version of the charter that pairs published now will sign.</summary>
    [Id(33)]
    public int CharterVersion { get; init; } = 1;

    [Id(50)]
    public IntakeRule Intake { get; init; } = IntakeRule.Default;
}

/// <summary>How people come into the programme and are asked about themselves.</summary>
[GenerateSerializer, Immutable, Alias("binome.intake_rule")]
public sealed record IntakeRule
{
    public static readonly IntakeRule Default = new();

    /// <summary>Whether people can enrol themselves while the programme enrols or runs.</summary>
    [Id(0)]
    public bool Volunteers { get; init; }

    /// <summary>When somebody whose answers are missing is asked again: ascending days from the first mail, 1–60, at most two.</summary>
    [Id(1)]
    public ImmutableArray<int> RemindAfterDays { get; init; } = [3, 7];
}

/// <summary>
/// The hard rules of a programme that can be switched; what is not known of a person forbids nothing, except a required skill. That nobody is
/// paired with themselves, twice, with somebody they are kept apart from or without a free place holds always.
/// </summary>
[GenerateSerializer, Immutable, Alias("binome.pairing_rules")]
public sealed record PairingRules
{
    /// <summary>Forbids two people of one team.</summary>
    [Id(0)]
    public bool SameTeam { get; init; }

    /// <summary>Forbids two people of one subsidiary.</summary>
    [Id(1)]
    public bool SameSubsidiary { get; init; }

    /// <summary>Asks for a language in common.</summary>
    [Id(2)]
    public bool Language { get; init; } = true;

    /// <summary>Hours of the week when both must be free, 0–56, across time zones; 0 does not ask.</summary>
    [Id(3)]
    public int AvailabilityHours { get; init; }

    /// <summary>Asks the mentor for every skill that the mentee cannot do without.</summary>
    [Id(4)]
    public bool RequiredSkills { get; init; } = true;
}

/// <summary>The owner's decision on the rule that nobody mentors somebody above or below them in the reporting tree.</summary>
[GenerateSerializer, Immutable, Alias("binome.reporting_line_decision")]
public sealed record ReportingLineDecision(
    bool Enforced,
    string Reason,
    ActingMember DecidedBy,
    DateTimeOffset DecidedAt
);

/// <summary>A change of settings: what is absent stays, null clears.</summary>
[GenerateSerializer, Immutable, Alias("binome.programme_change")]
public sealed record ProgrammeChange
{
    [Id(0)]
    public Optional<string> Name { get; init; }

    [Id(1)]
    public Optional<ProgrammeKind?> Kind { get; init; }

    [Id(2)]
    public Optional<ImmutableArray<Goal>?> Goals { get; init; }

    [Id(3)]
    public Optional<ImmutableArray<string>?> Themes { get; init; }

    [Id(4)]
    public Optional<NamedPerson> Owner { get; init; }

    [Id(5)]
    public Optional<Sponsor> Sponsor { get; init; }

    [Id(6)]
    public Optional<NamedPerson> Facilitator { get; init; }

    [Id(7)]
    public Optional<string> ParentProgrammeId { get; init; }

    [Id(8)]
    public Optional<bool?> Pilot { get; init; }

    [Id(9)]
    public Optional<ImmutableArray<Kpi>?> Kpis { get; init; }

    [Id(10)]
    public Optional<ImmutableArray<string>?> Subsidiaries { get; init; }

    [Id(11)]
    public Optional<Cadence> Cadence { get; init; }

    [Id(12)]
    public Optional<DateOnly?> StartsOn { get; init; }

    [Id(13)]
    public Optional<int?> DurationMonths { get; init; }

    [Id(14)]
    public Optional<string> TimeZone { get; init; }

    [Id(15)]
    public Optional<ImmutableArray<Criterion>?> Criteria { get; init; }

    [Id(16)]
    public Optional<ImmutableArray<string>?> SessionStructure { get; init; }

    [Id(17)]
    public Optional<double?> MinimumScore { get; init; }

    [Id(30)]
    public Optional<AcceptanceRule?> Acceptance { get; init; }

    [Id(31)]
    public Optional<int?> AcceptanceDays { get; init; }

    /// <summary>All of them: a rule that is left out is as in a new programme.</summary>
    [Id(18)]
    public Optional<PairingRules> Rules { get; init; }

    [Id(34)]
    public Optional<Rhythm> Rhythm { get; init; }

    [Id(32)]
    public Optional<CharterRule?> Charter { get; init; }

    [Id(50)]
    public Optional<IntakeRule> Intake { get; init; }
}
