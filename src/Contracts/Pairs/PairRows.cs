using System.Buffers;
using System.Text.Json.Serialization;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;

namespace Binome.Contracts.Pairs;

/// <summary>The answers of both sides to the pair they were offered.</summary>
/// <param name="DueAt">Until when; the pair then expires.</param>
/// <param name="MentorAt">When the mentor accepted; null while they have not.</param>
/// <param name="MenteeAt">The same for the mentee.</param>
[GenerateSerializer, Immutable, Alias("binome.pair_acceptance")]
public sealed record PairAcceptance(
    DateTimeOffset DueAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MentorAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MenteeAt
);

/// <summary>The charter of a pair and who has signed it.</summary>
/// <param name="Version">The version of the programme's charter, fixed when the pair was published.</param>
/// <param name="MentorAt">When the mentor signed; null while they have not.</param>
/// <param name="MenteeAt">The same for the mentee.</param>
[GenerateSerializer, Immutable, Alias("binome.pair_charter")]
public sealed record PairCharter(
    int Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MentorAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? MenteeAt
);

/// <summary>
/// A pair as lists and reads show it. Pairs are the most read resource, so the row is stored in the very form of the API
/// and answered as it lies, without being read into objects; a test holds the two forms together.
/// </summary>
/// <param name="NextDueAt">When the next session falls due.</param>
/// <param name="OverdueAt">When it is overdue.</param>
/// <param name="Overdue">True from that instant until a session is held.</param>
/// <param name="FlaggedAt">When coordinators were told that no session was held for long; null since one was.</param>
/// <param name="SessionsDue">Windows that were answered or have run out.</param>
/// <param name="SessionsOnTime">Windows in which a session was held before they ran out.</param>
/// <param name="Acceptance">Null when the programme asks nobody.</param>
/// <param name="Charter">Null when the programme asks for no signatures.</param>
/// <param name="PausedAt">Since when it pauses.</param>
/// <param name="EndedAt">When it was closed, declined, separated or expired.</param>
[GenerateSerializer, Immutable, Alias("binome.pair_row")]
public sealed record PairRow(
    [property: JsonPropertyOrder(-2)] string Id,
    [property: JsonPropertyName("programme")] string ProgrammeId,
    [property: JsonPropertyName("mentor")] string MentorId,
    [property: JsonPropertyName("mentee")] string MenteeId,
    PairPhase Phase,
    double Score,
    PairDecision Decision,
    DateTimeOffset StartsAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? NextDueAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? OverdueAt,
    bool Overdue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? FlaggedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastHeldAt,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] PairAcceptance? Acceptance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] PairCharter? Charter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? PausedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("created"), JsonPropertyOrder(-1)] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("updated"), JsonPropertyOrder(-1)] DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>What the answer is, as every resource of the API says.</summary>
    [Id(0), JsonPropertyOrder(-2)]
    public string Object { get; init; } = "pair";

    /// <summary>The session added last, from which the others are found; kept beside the row, not in it.</summary>
    [Id(1), JsonIgnore]
    public string? LastSessionId { get; init; }

    /// <summary>The hard rule that the pair breaks since people changed: reporting_line, or participant_left; null when all hold.</summary>
    [Id(2), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? BrokenRule { get; init; }

    /// <summary>Since when it counts as stuck: nothing was held, planned or logged for long; null while it does not.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? StuckAt { get; init; }

    /// <summary>When its closing was proposed to its coordinator, after both were told; null while it is not.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? ClosingProposedAt { get; init; }

    /// <summary>What somebody set for this pair alone; null while it keeps the rhythm of its programme.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public PairRhythm? OwnRhythm { get; init; }
}

/// <summary>When a pair's sessions fall due, and what is said around it.</summary>
[GenerateSerializer, Immutable, Alias("binome.pair_rhythm")]
public sealed record PairRhythm(Cadence Cadence, Rhythm Rhythm);

public sealed record PairFilter(
    string? ProgrammeId = null,
    PairPhase? Phase = null,
    string? MentorId = null,
    string? MenteeId = null,
    bool? Overdue = null,
    ProgrammeReach? Within = null
)
{
    public bool? Flagged { get; init; }

    /// <summary>Nothing was held, planned or logged for long.</summary>
    public bool? Stuck { get; init; }

    /// <summary>Its closing waits for a coordinator's decision.</summary>
    public bool? ClosingProposed { get; init; }

    /// <summary>Whether it breaks a hard rule since the reporting tree changed; ended pairs break none.</summary>
    public bool? RuleBroken { get; init; }

    /// <summary>Waits for this side, alone or with the other; <see cref="Pairs.WaitingOn.Both"/> asks for both.</summary>
    public WaitingOn? WaitingOn { get; init; }

    /// <summary>A session falls due from then on; pairs for whom nothing falls due are left out.</summary>
    public DateTimeOffset? DueFrom { get; init; }

    /// <summary>The same until then, inclusive.</summary>
    public DateTimeOffset? DueUntil { get; init; }
}

public interface IPairRows
{
    Task<Stored<PairRow>?> Find(string tenant, string id);

    /// <summary>The same as <see cref="Find"/>, as it is stored.</summary>
    Task<StoredJson?> FindJson(string tenant, string id);

    /// <summary>Pairs who fit, newest first.</summary>
    Task<Slice<PairRow>> List(string tenant, PairFilter filter, PageOf page);

    /// <summary>The same as <see cref="List"/>, as they are stored: appended to <paramref name="rows"/> with commas between them.</summary>
    /// <returns>The id of the last row when there are more; otherwise null.</returns>
    Task<string?> ListJson(string tenant, PairFilter filter, PageOf page, IBufferWriter<byte> rows);

    /// <summary>The pairs of a programme, counted.</summary>
    /// <param name="now">By when a session has fallen due.</param>
    Task<ProgrammeBoard> Board(string tenant, string programmeId, DateTimeOffset now);

    /// <summary>Who took part in what moved a pair, the last first.</summary>
    Task<Slice<PairStepRow>> Steps(string tenant, string pairId, PageOf page);

    /// <summary>
    /// Pairs that have not followed their programme yet, at most <paramref name="limit"/>: those that live on while it closes,
    /// or all that have not ended once it is closed.
    /// </summary>
    Task<ImmutableArray<string>> ToFollow(string tenant, string programmeId, bool closed, int limit);

    /// <summary>Pairs that have not ended, by ascending id after the one given.</summary>
    Task<ImmutableArray<PairRow>> Living(string tenant, string? after, int limit);

    /// <summary>Who is or was paired with whom in a programme.</summary>
    Task<ImmutableArray<PairedPeople>> OfProgramme(string tenant, string programmeId);
}

public readonly record struct PairedPeople(string MentorId, string MenteeId, PairPhase Phase);

/// <summary>What moved a pair on, or one of its sides: who did it, and why if they said so.</summary>
/// <param name="By">Null when time, the end of the programme or an API key did it.</param>
/// <param name="Reason">For those who follow the pair; never what a participant said in private.</param>
/// <param name="ParticipantId">The side that answered; null for a coordinator.</param>
/// <param name="SealedReason">What that side said in private, readable by its author alone.</param>
[GenerateSerializer, Immutable, Alias("binome.pair_step_row")]
public sealed record PairStepRow(
    string Id,
    string PairId,
    PairStep Step,
    PairPhase From,
    PairPhase To,
    ActingMember? By,
    string? Reason,
    string? ParticipantId,
    string? SealedReason,
    DateTimeOffset CreatedAt
) : IRow;
