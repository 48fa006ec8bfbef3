namespace Binome.Matching;

/// <summary>Why two people are not a pair.</summary>
public static class NonPairReasons
{
    /// <summary>They are.</summary>
    public const string ArePaired = "are_paired";

    /// <summary>A hard rule forbids it; which ones is in the assessment.</summary>
    public const string RuleForbids = "rule_forbids";

    /// <summary>Their score is below the minimum of the programme; the price tells what forcing them would cost beside.</summary>
    public const string BelowMinimumScore = "below_minimum_score";

    /// <summary>The cohort as a whole would lose; the price tells how much.</summary>
    public const string CostsTheCohort = "costs_the_cohort";
}

/// <summary>Why two people are not a pair.</summary>
/// <param name="Assessment">What rules and criteria say of the two.</param>
/// <param name="ReasonCode">One of <see cref="NonPairReasons"/>.</param>
/// <param name="Price">What the cohort would lose if they were; null when they are or may not be.</param>
public sealed record NonPairExplanation(PairAssessment Assessment, string ReasonCode, PairPrice? Price);

/// <summary>What the cohort loses by a pair that is forced. Numbers below zero are gains: one more pair may cost points.</summary>
/// <param name="Pairs">Pairs fewer.</param>
/// <param name="Priorities">Priorities fewer served.</param>
/// <param name="Points">Points fewer in the total score.</param>
/// <param name="IsExact">True when the cohort was solved again with the pair; false when the loss is at least this, in this order of importance.</param>
public sealed record PairPrice(int Pairs, long Priorities, long Points, bool IsExact);

/// <summary>The kinds of change that place somebody who was left over.</summary>
public static class HelpfulChanges
{
    /// <summary>One rule set aside for one counterpart.</summary>
    public const string RelaxRule = "relax_rule";

    /// <summary>Several rules set aside for one counterpart.</summary>
    public const string RelaxRules = "relax_rules";

    /// <summary>A lower minimum score.</summary>
    public const string LowerMinimum = "lower_minimum";

    /// <summary>One more seat for one counterpart; nobody else moves.</summary>
    public const string AddSeat = "add_seat";

    /// <summary>There is nobody on the other side.</summary>
    public const string FindSomebody = "find_somebody";
}

/// <summary>Why somebody was left over, and the smallest change that would place them.</summary>
/// <param name="Person">Who, and the binding reason.</param>
/// <param name="ChangeCode">One of <see cref="HelpfulChanges"/>.</param>
/// <param name="CounterpartId">With whom; null when there is nobody.</param>
/// <param name="Rules">The rules to set aside, in checking order.</param>
/// <param name="ScorePoints">What the pair would score, or would be asked to; null when there is nobody.</param>
/// <param name="MissingPoints">
/// By how many points the pair with that counterpart would have to score better to be among the best (or, below the minimum, to reach it); null when points
/// alone would not do: no counterpart, fewer pairs in all, or somebody who waits longer.
/// </param>
public sealed record UnmatchedAdvice(
    UnmatchedPerson Person,
    string ChangeCode,
    string? CounterpartId,
    IReadOnlyList<string> Rules,
    int? ScorePoints,
    long? MissingPoints
);

/// <summary>A solution chosen at random among those nearly as good as the best.</summary>
/// <param name="Pairs">The pairs, by mentor id then mentee id; the scores are the true ones.</param>
/// <param name="TotalPoints">Sum of their scores: at least BestPoints − TolerancePoints.</param>
/// <param name="BestPoints">The optimum, proven by its own certificate.</param>
/// <param name="TolerancePoints">What might be lost.</param>
/// <param name="Seed">The seed that gives this choice again.</param>
public sealed record RandomizedChoice(
    IReadOnlyList<ProposedPair> Pairs,
    long TotalPoints,
    long BestPoints,
    long TolerancePoints,
    ulong Seed
);
