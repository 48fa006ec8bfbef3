using Binome.Contracts.Matching;
using Binome.Contracts.People;

namespace Binome.WebApi.Matching;

/// <summary>Why two people are not a pair.</summary>
/// <param name="Code">are_paired, rule_forbids, below_minimum_score or costs_the_cohort.</param>
/// <param name="Rules">The hard rules the two break.</param>
/// <param name="Score">0–1: what the pair scores, or would without the rules.</param>
/// <param name="Price">What the cohort would lose; null when they are a pair or may not be.</param>
internal sealed record NonPairView(
    string MatchingRun,
    string Mentor,
    string? MentorName,
    string Mentee,
    string? MenteeName,
    string Code,
    string Message,
    ImmutableArray<RuleView> Rules,
    double Score,
    ImmutableArray<ReasonView> Reasons,
    MatchingPrice? Price
)
{
    public string Object { get; } = "non_pair";

    public static NonPairView Of(string run, NonPairAnswer answer, NamesOfPage names, Language language) =>
        new(
            run,
            answer.MentorId,
            names.Of(answer.MentorId),
            answer.MenteeId,
            names.Of(answer.MenteeId),
            answer.Reason,
            AdviceCatalogue.NonPair(answer, language),
            [.. answer.Rules.Select(rule => RuleView.Of(rule, language))],
            answer.Score,
            [.. answer.Reasons.Select(reason => ReasonView.Of(reason, language))],
            answer.Price
        );
}

/// <summary>A hard rule by name.</summary>
internal sealed record RuleView(string Code, string Name)
{
    public static RuleView Of(string code, Language language) => new(code, AdviceCatalogue.Rule(code, language));
}

/// <summary>The smallest change that would place somebody who was left over.</summary>
/// <param name="Code">relax_rule, relax_rules, lower_minimum, add_seat or find_somebody.</param>
/// <param name="Score">0–1: what the pair with the counterpart would score.</param>
/// <param name="MissingScore">By how much it would have to score better to be among the best; null when that alone would not do.</param>
internal sealed record PlacementAdviceView(
    string MatchingRun,
    string Participant,
    string? ParticipantName,
    PairRole Role,
    string Code,
    string Message,
    string? Counterpart,
    string? CounterpartName,
    ImmutableArray<RuleView> Rules,
    double? Score,
    double? MissingScore
)
{
    public string Object { get; } = "placement_advice";

    public static PlacementAdviceView Of(string run, PlacementAdvice advice, NamesOfPage names, Language language)
    {
        var counterpart = advice.CounterpartId is { } id ? names.Of(id) ?? id : null;
        return new(
            run,
            advice.ParticipantId,
            names.Of(advice.ParticipantId),
            advice.Role,
            advice.Change,
            AdviceCatalogue.Advice(advice.Change, counterpart, advice.Rules, advice.Score, language),
            advice.CounterpartId,
            counterpart,
            [.. advice.Rules.Select(rule => RuleView.Of(rule, language))],
            advice.Score,
            advice.MissingScore
        );
    }
}

/// <summary>Two runs of a programme side by side. Lists name at most 1,000; counts are of all.</summary>
/// <param name="SameScale">True when both used the same criteria, so that scores compare.</param>
/// <param name="PairsChange">Pairs more in the run after.</param>
/// <param name="ScoreChange">Total score more in the run after.</param>
/// <param name="Lost">Pairs only in the run before.</param>
/// <param name="Gained">Pairs only in the run after.</param>
internal sealed record RunComparisonView(
    string Before,
    string After,
    bool SameScale,
    int Kept,
    int PairsChange,
    double ScoreChange,
    int LostCount,
    int GainedCount,
    ImmutableArray<ComparedPairView> Lost,
    ImmutableArray<ComparedPairView> Gained,
    ImmutableArray<ComparedPersonView> NoLongerPlaced,
    ImmutableArray<ComparedPersonView> NewlyPlaced
)
{
    public string Object { get; } = "matching_comparison";

    public static IEnumerable<string> PeopleOf(RunComparison comparison) =>
        comparison
            .Lost.Concat(comparison.Gained)
            .SelectMany(pair => (string[])[pair.MentorId, pair.MenteeId])
            .Concat(comparison.NoLongerPlaced.Concat(comparison.NewlyPlaced).Select(place => place.ParticipantId));

    public static RunComparisonView Of(RunComparison comparison, NamesOfPage names)
    {
        ImmutableArray<ComparedPairView> Pairs(ImmutableArray<ComparedPair> pairs) =>
            [.. pairs.Select(pair => ComparedPairView.Of(pair, names))];
        ImmutableArray<ComparedPersonView> People(ImmutableArray<UnmatchedPlace> places) =>
            [
                .. places.Select(place => new ComparedPersonView(
                    place.ParticipantId,
                    names.Of(place.ParticipantId),
                    place.Role
                )),
            ];
        return new(
            comparison.BeforeRunId,
            comparison.AfterRunId,
            comparison.SameScale,
            comparison.Kept,
            comparison.PairsChange,
            comparison.ScoreChange,
            comparison.LostCount,
            comparison.GainedCount,
            Pairs(comparison.Lost),
            Pairs(comparison.Gained),
            People(comparison.NoLongerPlaced),
            People(comparison.NewlyPlaced)
        );
    }
}

internal sealed record ComparedPairView(
    string Mentor,
    string? MentorName,
    string Mentee,
    string? MenteeName,
    double? ScoreBefore,
    double? ScoreAfter
)
{
    public static ComparedPairView Of(ComparedPair pair, NamesOfPage names) =>
        new(
            pair.MentorId,
            names.Of(pair.MentorId),
            pair.MenteeId,
            names.Of(pair.MenteeId),
            pair.ScoreBefore,
            pair.ScoreAfter
        );
}

internal sealed record ComparedPersonView(string Participant, string? ParticipantName, PairRole Role);

/// <summary>What checking a run's certificate anew came to.</summary>
/// <param name="Holds">True when the pairs are allowed and no allowed set of pairs is better.</param>
/// <param name="PairsLookedAt">Mentors × mentees: every one was looked at.</param>
/// <param name="Score">The total score that is proven to be the best.</param>
/// <param name="Value">What the pairs are worth together, a whole number that may exceed 64 bits.</param>
/// <param name="Bound">What no allowed set of pairs can exceed.</param>
/// <param name="Proof">Where the proof lies, for <c>binome matching verify</c>.</param>
internal sealed record CertificateView(
    string MatchingRun,
    bool Holds,
    long PairsLookedAt,
    int Pairs,
    double Score,
    string Value,
    string Bound,
    ImmutableArray<CertificateFaultAnswer> Faults,
    string Proof
)
{
    public string Object { get; } = "matching_certificate";

    public static CertificateView Of(string run, CertificateAnswer answer) =>
        new(
            run,
            answer.Holds,
            answer.PairsLookedAt,
            answer.Pairs,
            answer.Score,
            answer.Value,
            answer.Bound,
            answer.Faults,
            $"/v1/matching_runs/{run}/proof"
        );
}
