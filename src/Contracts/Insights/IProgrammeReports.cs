using Binome.Contracts.Pairs;

namespace Binome.Contracts.Insights;

/// <summary>How a programme stands.</summary>
/// <param name="PairsByPhase">Pairs in each phase.</param>
/// <param name="SessionsHeld">Sessions held by all pairs.</param>
/// <param name="SessionsDue">Cadence windows that were answered or have run out.</param>
/// <param name="SessionsOnTime">Of those, answered before they ran out.</param>
/// <param name="PeopleEnrolled">Different people enrolled.</param>
/// <param name="PeoplePaired">Of those, people in a pair of the programme that lives: agreed and not ended.</param>
public sealed record ProgrammeReport(
    ImmutableDictionary<PairPhase, int> PairsByPhase,
    int PairsOverdue,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime,
    int PeopleEnrolled,
    int PeoplePaired
)
{
    /// <summary>People paired over people enrolled, 0–1; null when nobody is enrolled.</summary>
    public double? MatchRate => PeopleEnrolled == 0 ? null : (double)PeoplePaired / PeopleEnrolled;

    /// <summary>Sessions on time over sessions due, 0–1; null when none was due yet.</summary>
    public double? OnTimeShare => SessionsDue == 0 ? null : (double)SessionsOnTime / SessionsDue;
}

public interface IProgrammeReports
{
    Task<ProgrammeReport> Read(string tenant, string programmeId);
}
