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
    /// <summary>Opens the pair, which is active from then on. Only with a recorded decision. Repeating it answers the same.</summary>
    /// <returns>Fails with <c>pair.undecided</c> or <c>pair.exists</c>.</returns>
    [Alias("open")]
    Task<Outcome<PairRow>> Open(OpenPair command);

    /// <summary>Plans a session or logs one that was held.</summary>
    /// <returns>Fails with <c>pair.ended</c>, <c>session.in_future</c>, <c>session.too_many</c> or <c>field.…</c>.</returns>
    [Alias("add_session")]
    Task<Outcome<SavedSession>> AddSession(AddSession command);

    /// <summary>Moves, holds or cancels a planned session.</summary>
    /// <returns>Fails with <c>session.unknown</c>, <c>session.state</c>, <c>session.in_future</c> or <c>pair.ended</c>.</returns>
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
[GenerateSerializer, Immutable, Alias("binome.open_pair")]
public sealed record OpenPair(
    string ProgrammeId,
    string MentorId,
    string MenteeId,
    Cadence Cadence,
    string TimeZone,
    DateTimeOffset StartsAt,
    double Score,
    PairDecision? Decision
);
