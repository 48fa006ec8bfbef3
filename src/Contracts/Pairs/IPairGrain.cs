using System.Text.Json.Serialization;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Pairs;

/// <summary>A pair ("binôme"): who accompanies whom, its sessions and its rhythm. Key: tenant and pair id.</summary>
[Alias("binome.pair")]
public interface IPairGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>
    /// Opens the pair, only with a recorded decision: both sides are asked, or it is active at once where the programme asks
    /// nobody. Repeating it answers the same.
    /// </summary>
    /// <returns>Fails with <c>pair.undecided</c>, <c>pair.exists</c> or <c>programme.phase</c>.</returns>
    [Alias("open")]
    Task<Outcome<PairRow>> Open(OpenPair command);

    /// <summary>One side accepts or declines, as themselves. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>resource.not_found</c> for anybody else, <c>pair.phase</c> or <c>field.too_long</c>.</returns>
    [Alias("answer")]
    Task<Outcome<SavedPair>> Answer(AnswerPair command);

    /// <summary>One side signs the charter, as themselves. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>resource.not_found</c> for anybody else, <c>pair.phase</c> or <c>pair.charter_version</c>.</returns>
    [Alias("sign")]
    Task<Outcome<SavedPair>> Sign(SignCharter command);

    /// <summary>A coordinator pauses, resumes, closes or separates the pair. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>pair.phase</c>, <c>person_required</c> or <c>field.…</c>.</returns>
    [Alias("move")]
    Task<Outcome<SavedPair>> Move(MovePair command);

    /// <summary>Gives the pair a rhythm of its own instead of its programme's. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>pair.ended</c> or <c>field.…</c>.</returns>
    [Alias("change_cadence")]
    Task<Outcome<SavedPair>> ChangeCadence(ChangeCadence command);

    /// <summary>
    /// Takes the rhythm that the programme has now instead of the pair's own, counted from its last session, or from its start, on. A pair that has
    /// none of its own stays as it is.
    /// </summary>
    /// <returns>Fails with <c>pair.ended</c>.</returns>
    [Alias("reset_cadence")]
    Task<Outcome<SavedPair>> ResetCadence(Actor actor);

    /// <summary>
    /// The programme closes: who was still asked is asked no longer and living pairs begin to close; once it is closed, they
    /// end. Repeating it changes nothing.
    /// </summary>
    [Alias("follow_programme")]
    Task FollowProgramme(bool closed);

    /// <summary>The pair breaks a hard rule since the reporting tree changed, or no longer does. Repeating it changes nothing.</summary>
    /// <param name="rule">The rule's code; null when all hold.</param>
    [Alias("note_rule")]
    Task NoteRule(string? rule);

    /// <summary>Plans a session or logs one that was held.</summary>
    /// <returns>Fails with <c>pair.ended</c>, <c>pair.phase</c>, <c>session.in_future</c>, <c>session.too_many</c> or <c>field.…</c>.</returns>
    [Alias("add_session")]
    Task<Outcome<SavedSession>> AddSession(AddSession command);

    /// <summary>Moves, holds or cancels a planned session.</summary>
    /// <returns>
    /// Fails with <c>session.unknown</c>, <c>session.state</c>, <c>session.in_future</c>, <c>resource.version_mismatch</c> or <c>pair.ended</c>.
    /// </returns>
    [Alias("change_session")]
    Task<Outcome<SavedSession>> ChangeSession(ChangeSession command);
}

/// <summary>The recorded human decision without which no pair becomes active.</summary>
[GenerateSerializer, Immutable, Alias("binome.pair_decision")]
public sealed record PairDecision(
    [property: JsonPropertyName("proposal")] string ProposalId,
    ActingMember DecidedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason,
    DateTimeOffset DecidedAt
);

/// <param name="StartsAt">When the pair begins to live: now, or the programme's start when that is later.</param>
/// <param name="AcceptanceDays">How long both sides have to accept; null asks nobody.</param>
/// <param name="Rhythm">Reminders and working days; null takes the defaults.</param>
/// <param name="CharterVersion">The charter to sign; null asks for no signatures.</param>
[GenerateSerializer, Immutable, Alias("binome.open_pair")]
public sealed record OpenPair(
    string ProgrammeId,
    string MentorId,
    string MenteeId,
    Cadence Cadence,
    string TimeZone,
    DateTimeOffset StartsAt,
    double Score,
    PairDecision? Decision,
    int? AcceptanceDays = null,
    int? CharterVersion = null,
    Rhythm? Rhythm = null
);

/// <summary>A rhythm of this pair's own, counted from its last session, or from its start, on.</summary>
[GenerateSerializer, Immutable, Alias("binome.change_cadence")]
public sealed record ChangeCadence(Cadence Cadence, Rhythm Rhythm, Actor Actor);

/// <param name="ParticipantId">The side that signs: the participant whom the signed-in member is.</param>
/// <param name="Version">The version that they read.</param>
[GenerateSerializer, Immutable, Alias("binome.sign_charter")]
public sealed record SignCharter(string ParticipantId, int Version, Actor Actor);

/// <param name="ParticipantId">The side that answers: the participant whom the signed-in member is.</param>
/// <param name="PrivateReason">Why not, at most <see cref="Limits.ReasonCharactersMax"/>; kept for its author alone.</param>
[GenerateSerializer, Immutable, Alias("binome.answer_pair")]
public sealed record AnswerPair(string ParticipantId, bool Accepts, string? PrivateReason, Actor Actor);

/// <param name="Step">One of <see cref="PairPhases.OfCoordinators"/>.</param>
/// <param name="Reason">At most <see cref="Limits.ReasonCharactersMax"/>; a separation needs one.</param>
[GenerateSerializer, Immutable, Alias("binome.move_pair")]
public sealed record MovePair(PairStep Step, string? Reason, Actor Actor);

[GenerateSerializer, Immutable, Alias("binome.saved_pair")]
public sealed record SavedPair(PairRow Pair, long Version);
