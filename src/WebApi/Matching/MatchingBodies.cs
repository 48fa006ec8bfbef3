using Binome.Contracts.Matching;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Matching;

/// <summary>What a run tries; what is left out is as the programme has it.</summary>
/// <param name="Objective">most_pairs_first when left out.</param>
/// <param name="MinimumScore">0–1.</param>
/// <param name="Locked">Pairs that stand; only a person who is signed in can set them.</param>
/// <param name="Excluded">Pairs that are not to be in this run; only a person who is signed in can forbid them.</param>
/// <param name="Random">Lets chance decide between solutions that are nearly the best.</param>
internal sealed record StartRunBody(
    MatchingObjective? Objective,
    ImmutableArray<Criterion>? Criteria,
    PairingRules? Rules,
    double? MinimumScore,
    ImmutableArray<ManualPairBody>? Locked,
    ImmutableArray<ManualPairBody>? Excluded,
    RandomPlan? Random
)
{
    public MatchingPlan Plan =>
        new()
        {
            Objective = Objective ?? MatchingObjective.MostPairsFirst,
            Criteria = Criteria,
            Rules = Rules,
            MinimumScore = MinimumScore,
            Locked = Pairs(Locked),
            Excluded = Pairs(Excluded),
            Random = Random,
        };

    private static ImmutableArray<ManualPair> Pairs(ImmutableArray<ManualPairBody>? pairs) =>
        [.. (pairs ?? []).Select(pair => new ManualPair(pair.Mentor, pair.Mentee, pair.Reason))];
}

/// <param name="Reason">Why; it stays on record with the price of the change.</param>
internal sealed record ManualPairBody(string Mentor, string Mentee, string Reason);

/// <summary>Decisions of the person who is signed in; each names its proposal.</summary>
internal sealed record DecideBody(ImmutableArray<DecisionBody> Decisions);

/// <param name="Reason">Why; required to reject.</param>
internal sealed record DecisionBody(string Proposal, DecisionWord Decision, string? Reason);

internal enum DecisionWord
{
    Accept,
    Reject,
}
