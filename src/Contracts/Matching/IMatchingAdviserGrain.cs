using Binome.Contracts.People;

namespace Binome.Contracts.Matching;

/// <summary>
/// Answers questions about a run that has come to proposals, from its stored proof: nothing that changed since plays a part. It keeps the solved cohort at
/// hand for a while, so the first question takes as long as the run did. Key: tenant and run id.
/// </summary>
[Alias("binome.matching_adviser")]
public interface IMatchingAdviserGrain : IGrainWithStringKey
{
    /// <summary>Why two people are not a pair, and what it would cost the cohort if they were.</summary>
    /// <param name="isExact">True to solve again with the pair; false for what it costs at least, at once.</param>
    /// <returns>Fails with <c>matching.without_proof</c> or <c>matching.not_enrolled</c>.</returns>
    [Alias("why_not")]
    Task<Outcome<NonPairAnswer>> WhyNot(string mentorId, string menteeId, bool isExact);

    /// <summary>For people left over, the smallest change that would place each; those who have somebody are left out.</summary>
    /// <param name="people">At most <see cref="Limits.PageMax"/>.</param>
    /// <returns>Fails with <c>matching.without_proof</c> or <c>matching.not_enrolled</c>.</returns>
    [Alias("advise")]
    Task<Outcome<ImmutableArray<PlacementAdvice>>> Advise(ImmutableArray<UnmatchedPlace> people);

    /// <summary>This run beside another of the same programme: who changes, and what it costs.</summary>
    /// <returns>Fails with <c>matching.without_proof</c> or <c>matching.two_programmes</c>.</returns>
    [Alias("compare")]
    Task<Outcome<RunComparison>> Compare(string otherRunId);

    /// <summary>Checks the certificate anew, without the solver's search, when no run is being solved in the process.</summary>
    /// <param name="cancellation">Stops the check, or the wait for it.</param>
    /// <returns>Fails with <c>matching.without_proof</c>.</returns>
    [Alias("verify")]
    Task<Outcome<CertificateAnswer>> Verify(CancellationToken cancellation);
}

/// <summary>A place of somebody on one side of the cohort.</summary>
[GenerateSerializer, Immutable, Alias("binome.unmatched_place")]
public sealed record UnmatchedPlace(string ParticipantId, PairRole Role);

/// <param name="Reason">are_paired, rule_forbids, below_minimum_score or costs_the_cohort.</param>
/// <param name="Rules">The hard rules the two break, in checking order.</param>
/// <param name="Score">0–1: what the pair scores, or would without the rules.</param>
/// <param name="Price">What the cohort would lose; null when they are a pair or may not be.</param>
[GenerateSerializer, Immutable, Alias("binome.non_pair_answer")]
public sealed record NonPairAnswer(
    string MentorId,
    string MenteeId,
    string Reason,
    ImmutableArray<string> Rules,
    double Score,
    ImmutableArray<ProposalReason> Reasons,
    MatchingPrice? Price
);

/// <param name="Change">relax_rule, relax_rules, lower_minimum, add_seat or find_somebody.</param>
/// <param name="CounterpartId">With whom; null when there is nobody.</param>
/// <param name="Rules">The rules to set aside.</param>
/// <param name="Score">0–1: what the pair would score; null when there is nobody.</param>
/// <param name="MissingScore">By how much it would have to score better to be among the best; null when that alone would not do.</param>
[GenerateSerializer, Immutable, Alias("binome.placement_advice")]
public sealed record PlacementAdvice(
    string ParticipantId,
    PairRole Role,
    string Change,
    string? CounterpartId,
    ImmutableArray<string> Rules,
    double? Score,
    double? MissingScore
);

/// <param name="ScoreBefore">In the first run; null when the pair is not in it.</param>
/// <param name="ScoreAfter">In the second run; null when the pair is not in it.</param>
[GenerateSerializer, Immutable, Alias("binome.compared_pair")]
public sealed record ComparedPair(string MentorId, string MenteeId, double? ScoreBefore, double? ScoreAfter);

/// <summary>Two runs side by side. Lists name at most <see cref="Limits.ComparisonItemsMax"/>; counts are of all.</summary>
/// <param name="SameScale">True when both used the same criteria, so that scores compare.</param>
/// <param name="PairsChange">Pairs more in the second.</param>
/// <param name="ScoreChange">Total score more in the second.</param>
/// <param name="Lost">Pairs only in the first.</param>
/// <param name="Gained">Pairs only in the second.</param>
/// <param name="NoLongerPlaced">People left over only in the second.</param>
/// <param name="NewlyPlaced">People left over only in the first.</param>
[GenerateSerializer, Immutable, Alias("binome.run_comparison")]
public sealed record RunComparison(
    string BeforeRunId,
    string AfterRunId,
    bool SameScale,
    int Kept,
    int PairsChange,
    double ScoreChange,
    int LostCount,
    int GainedCount,
    ImmutableArray<ComparedPair> Lost,
    ImmutableArray<ComparedPair> Gained,
    ImmutableArray<UnmatchedPlace> NoLongerPlaced,
    ImmutableArray<UnmatchedPlace> NewlyPlaced
);

/// <param name="Holds">True when the pairs are allowed and no allowed set of pairs is better.</param>
/// <param name="PairsLookedAt">Mentors × mentees: every one was looked at.</param>
/// <param name="Score">The total score that is proven to be the best.</param>
/// <param name="Value">What the pairs are worth together, a whole number that may exceed 64 bits.</param>
/// <param name="Bound">What no allowed set of pairs can exceed.</param>
/// <param name="Faults">What is wrong; empty when it holds.</param>
[GenerateSerializer, Immutable, Alias("binome.certificate_answer")]
public sealed record CertificateAnswer(
    bool Holds,
    long PairsLookedAt,
    int Pairs,
    double Score,
    string Value,
    string Bound,
    ImmutableArray<CertificateFaultAnswer> Faults
);

/// <param name="Subject">The participant's id, or mentor and mentee with a space between; empty when it is the whole.</param>
[GenerateSerializer, Immutable, Alias("binome.certificate_fault")]
public sealed record CertificateFaultAnswer(string Code, string Subject);
