namespace Binome.Matching;

/// <summary>The optimum for a <see cref="MatchingProblem"/>: the same problem always gives the same solution.</summary>
/// <param name="Pairs">The proposed pairs, by mentor id then mentee id.</param>
/// <param name="TotalPoints">Sum of their scores.</param>
/// <param name="Unmatched">Everyone with a seat to fill who got nobody: mentors by id, then mentees by id.</param>
/// <param name="Counts">Sizes of the problem and of the answer.</param>
/// <param name="Prices">The certificate that no better solution exists.</param>
public sealed record MatchingSolution(
    IReadOnlyList<ProposedPair> Pairs,
    long TotalPoints,
    IReadOnlyList<UnmatchedPerson> Unmatched,
    MatchingCounts Counts,
    DualPrices Prices
);

/// <summary>A pair the engine proposes; a person decides.</summary>
/// <param name="MentorId">The mentor's person id.</param>
/// <param name="MenteeId">The mentee's person id.</param>
/// <param name="ScorePoints">Weighted mean of the criteria, 0 to 10,000.</param>
/// <param name="Contributions">One for each criterion that counts, in display order; their points add up to the score.</param>
public sealed record ProposedPair(
    string MentorId,
    string MenteeId,
    int ScorePoints,
    IReadOnlyList<CriterionContribution> Contributions
)
{
    /// <summary>True for a pair that stood before: it was not chosen, so it has no part in the certificate.</summary>
    public bool IsLocked { get; init; }
}

/// <summary>What one criterion brings to a pair's score.</summary>
/// <param name="Code">One of <see cref="CriterionCodes"/>.</param>
/// <param name="Weight">Its weight, 1 to 100.</param>
/// <param name="Direction">What it rewards.</param>
/// <param name="UnitPoints">How well the pair does on it, 0 to 10,000; <see cref="Points.Neutral"/> without data.</param>
/// <param name="ContributionPoints">Its share of the score: UnitPoints × Weight ÷ sum of weights, rounded so that the shares add up exactly.</param>
/// <param name="Reason">Why, ready to be put into words.</param>
public sealed record CriterionContribution(
    string Code,
    int Weight,
    CriterionDirection Direction,
    int UnitPoints,
    int ContributionPoints,
    MatchingReason Reason
)
{
    /// <summary>True when data was missing and the neutral value was used.</summary>
    public bool IsNeutral => Reason.Code == ReasonCodes.MissingData;
}

/// <summary>A reason as data; the words are the reader's language's business.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>.</param>
/// <param name="Parameters">Values to put into the sentence, in invariant format; the names are listed with each code.</param>
public sealed record MatchingReason(string Code, IReadOnlyDictionary<string, string> Parameters);

/// <summary>Which side of a pair.</summary>
public enum MatchingSide
{
    Mentor,
    Mentee,
}

/// <summary>Someone with a seat to fill who got nobody.</summary>
/// <param name="Side">The side of the seat.</param>
/// <param name="PersonId">The person.</param>
/// <param name="ReasonCode">One of <see cref="UnmatchedReasons"/>.</param>
/// <param name="DominatingRule">For no_eligible_counterpart: the hard rule that forbids most counterparts; null when the other side is empty.</param>
/// <param name="BestScorePoints">The best score among counterparts no hard rule forbids; null when there is none.</param>
public sealed record UnmatchedPerson(
    MatchingSide Side,
    string PersonId,
    string ReasonCode,
    string? DominatingRule,
    int? BestScorePoints
);

/// <summary>Sizes of a problem and of its solution.</summary>
/// <param name="Mentors">People on the mentors' side with a seat to fill beside their locked pairs.</param>
/// <param name="Mentees">People on the mentees' side with a seat to fill.</param>
/// <param name="MentorSeats">Their seats.</param>
/// <param name="MenteeSeats">Their seats.</param>
/// <param name="EligiblePairs">Couples no hard rule forbids.</param>
/// <param name="AcceptablePairs">Eligible couples that also reach the minimum score.</param>
/// <param name="ForbiddenPairsByRule">Couples forbidden, by the first rule they break; every rule is present.</param>
/// <param name="MatchedMentors">Mentors with at least one proposed pair.</param>
/// <param name="MatchedMentees">Mentees with at least one proposed pair.</param>
public sealed record MatchingCounts(
    int Mentors,
    int Mentees,
    int MentorSeats,
    int MenteeSeats,
    long EligiblePairs,
    long AcceptablePairs,
    IReadOnlyDictionary<string, long> ForbiddenPairsByRule,
    int MatchedMentors,
    int MatchedMentees
);

/// <summary>
/// A linear-programming certificate. With value(pair) = ScoreFactor × score + PairBonus + PriorityFactor × (priority of the mentor + of the mentee), prices
/// are never negative; an acceptable couple left out is worth at most mentor price + mentee price, a chosen one at least that; someone with a seat left has
/// price 0. Then the solution is optimal (duality for the capacitated assignment problem with unit edges). <see cref="MatchingCertificate"/> checks it.
/// </summary>
/// <param name="ScoreFactor">Weight of a score point in the value of a pair.</param>
/// <param name="PairBonus">Value of a pair for being a pair.</param>
/// <param name="Mentors">A price for each mentor with seats beside locked pairs, by id.</param>
/// <param name="Mentees">A price for each mentee with seats beside locked pairs, by id.</param>
/// <param name="PriorityFactor">Weight of one priority in the value of a pair.</param>
public sealed record DualPrices(
    long ScoreFactor,
    long PairBonus,
    IReadOnlyList<SeatPrice> Mentors,
    IReadOnlyList<SeatPrice> Mentees,
    long PriorityFactor = 0
);

/// <summary>What one more seat of this person would be worth to the cohort.</summary>
public sealed record SeatPrice(string PersonId, long Price);
