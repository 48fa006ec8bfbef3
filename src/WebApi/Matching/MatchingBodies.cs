using Binome.Contracts.Matching;

namespace Binome.WebApi.Matching;

/// <param name="Objective">most_pairs_first when left out.</param>
internal sealed record StartRunBody(MatchingObjective? Objective);

/// <summary>Decisions of a named person; each names its proposal.</summary>
internal sealed record DecideBody(ImmutableArray<DecisionBody> Decisions, NamedPerson? OnBehalfOf);

/// <param name="Reason">Why; required to reject.</param>
internal sealed record DecisionBody(string Proposal, DecisionWord Decision, string? Reason);

internal enum DecisionWord
{
    Accept,
    Reject,
}
