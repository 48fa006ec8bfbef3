using Binome.Contracts.Ledger;

namespace Binome.Contracts.Pairs;

[GenerateSerializer, Alias("binome.pair_phase")]
public enum PairPhase
{
    Active,
    Closed,
}

/// <param name="NextDueAt">When the next session falls due.</param>
/// <param name="OverdueAt">When it is overdue.</param>
/// <param name="Overdue">True from that instant until a session is held.</param>
/// <param name="SessionsDue">Windows that were answered or have run out.</param>
/// <param name="SessionsOnTime">Windows in which a session was held before they ran out.</param>
[GenerateSerializer, Immutable, Alias("binome.pair_row")]
public sealed record PairRow(
    string Id,
    string ProgrammeId,
    string MentorId,
    string MenteeId,
    PairPhase Phase,
    double Score,
    PairDecision Decision,
    DateTimeOffset StartsAt,
    DateTimeOffset? NextDueAt,
    DateTimeOffset? OverdueAt,
    bool Overdue,
    DateTimeOffset? LastHeldAt,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

public sealed record PairFilter(
    string? ProgrammeId = null,
    PairPhase? Phase = null,
    string? MentorId = null,
    string? MenteeId = null,
    bool? Overdue = null
);

public interface IPairRows
{
    Task<Stored<PairRow>?> Find(string tenant, string id);

    Task<Slice<PairRow>> List(string tenant, PairFilter filter, PageOf page);

    /// <summary>Who is or was paired with whom in a programme.</summary>
    Task<ImmutableArray<PairedPeople>> OfProgramme(string tenant, string programmeId);
}

public readonly record struct PairedPeople(string MentorId, string MenteeId, PairPhase Phase);
