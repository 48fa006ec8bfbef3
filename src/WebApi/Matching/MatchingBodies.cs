using Binome.Contracts.Matching;

namespace Binome.WebApi.Matching;

/// <param name="Objective">most_pairs_first when left out.</param>
internal sealed record StartRunBody(MatchingObjective? Objective);

/// <summary>Decisions of the person who is signed in; each names its proposal.</summary>
internal sealed record DecideBody(ImmutableArray<DecisionBody> Decisions);

/// <param name="Reason">Why; required to reject.</param>
internal sealed record DecisionBody(string Proposal, DecisionWord Decision, string? Reason);

internal enum DecisionWord
{
    Accept,
    Reject,
}
