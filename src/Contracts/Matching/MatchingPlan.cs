using Binome.Contracts.Members;
using Binome.Contracts.Programmes;

namespace Binome.Contracts.Matching;

/// <summary>What one run tries: the programme's settings where null, what people set and forbid, and whether chance decides between near equals.</summary>
[GenerateSerializer, Immutable, Alias("binome.matching_plan")]
public sealed record MatchingPlan
{
    [Id(0)]
    public MatchingObjective Objective { get; init; }

    [Id(1)]
    public ImmutableArray<Criterion>? Criteria { get; init; }

    [Id(2)]
    public PairingRules? Rules { get; init; }

    /// <summary>0–1.</summary>
    [Id(3)]
    public double? MinimumScore { get; init; }

    /// <summary>Pairs that stand; only a person can set them.</summary>
    [Id(4)]
    public ImmutableArray<ManualPair> Locked { get; init; } = [];

    /// <summary>Pairs that are not to be, in this run only; only a person can forbid them.</summary>
    [Id(5)]
    public ImmutableArray<ManualPair> Excluded { get; init; } = [];

    [Id(6)]
    public RandomPlan? Random { get; init; }
}

/// <param name="Reason">Why; it stays on record.</param>
[GenerateSerializer, Immutable, Alias("binome.manual_pair")]
public sealed record ManualPair(string MentorId, string MenteeId, string Reason);

/// <summary>One of the nearly best solutions by chance, so that what makes pairs succeed can be told from what the scores assume.</summary>
/// <param name="Tolerance">How much of the total score may be lost, not below 0.</param>
/// <param name="Seed">0 to 2^53 − 1; null takes one from the run's id.</param>
[GenerateSerializer, Immutable, Alias("binome.random_plan")]
public sealed record RandomPlan(double Tolerance, long? Seed);

/// <summary>By what a run matched, whatever the programme's settings are now.</summary>
[GenerateSerializer, Immutable, Alias("binome.matching_terms")]
public sealed record MatchingTerms(
    MatchingObjective Objective,
    ImmutableArray<Criterion> Criteria,
    PairingRules Rules,
    double MinimumScore,
    bool ReportingLineEnforced
);

[GenerateSerializer, Alias("binome.manual_change_kind")]
public enum ManualChangeKind
{
    /// <summary>A pair that a person set.</summary>
    Locked,

    /// <summary>A pair that a person forbade.</summary>
    Excluded,
}

/// <summary>What a person set against the optimum: named, reasoned and priced.</summary>
/// <param name="Price">What this change alone costs the cohort; null until the run is solved.</param>
[GenerateSerializer, Immutable, Alias("binome.manual_change")]
public sealed record ManualChange(
    ManualChangeKind Kind,
    string MentorId,
    string MenteeId,
    string Reason,
    ActingMember DecidedBy,
    MatchingPrice? Price
);

/// <summary>What the cohort loses, in this order of importance; below zero it gains.</summary>
/// <param name="Pairs">Pairs fewer.</param>
/// <param name="Priorities">Priorities fewer served: of people who were left over before.</param>
/// <param name="Score">Less total score.</param>
/// <param name="IsExact">True when the cohort was solved again for it; false when the loss is at least this.</param>
[GenerateSerializer, Immutable, Alias("binome.matching_price")]
public sealed record MatchingPrice(int Pairs, long Priorities, double Score, bool IsExact);

/// <param name="OptimumScore">The best total score, which is proven; what was chosen is at most the tolerance below.</param>
[GenerateSerializer, Immutable, Alias("binome.random_choice")]
public sealed record RandomChoice(double Tolerance, long Seed, double OptimumScore);
