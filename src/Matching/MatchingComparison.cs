namespace Binome.Matching;

/// <summary>A pair in both of two solutions, with its score in each.</summary>
public sealed record KeptPair(string MentorId, string MenteeId, int ScoreBefore, int ScoreAfter);

/// <summary>
/// Two solutions side by side: who changes, and what it costs. The two may come from different weights, locks or rules; scores are each solution's own, so
/// totals compare only when the criteria are the same.
/// </summary>
/// <param name="Kept">Pairs in both, by mentor id then mentee id.</param>
/// <param name="Lost">Pairs only in the first.</param>
/// <param name="Gained">Pairs only in the second.</param>
/// <param name="NoLongerMatched">People left over only in the second; mentors, then mentees.</param>
/// <param name="NewlyMatched">People left over only in the first.</param>
/// <param name="PairsChange">Pairs more in the second.</param>
/// <param name="PointsChange">Points more in the second.</param>
public sealed record MatchingComparison(
    IReadOnlyList<KeptPair> Kept,
    IReadOnlyList<ProposedPair> Lost,
    IReadOnlyList<ProposedPair> Gained,
    IReadOnlyList<UnmatchedPerson> NoLongerMatched,
    IReadOnlyList<UnmatchedPerson> NewlyMatched,
    int PairsChange,
    long PointsChange
)
{
    /// <summary>Compares two solutions over the same people.</summary>
    public static MatchingComparison Between(MatchingSolution before, MatchingSolution after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var scoresAfter = after.Pairs.ToDictionary(KeyOf, pair => pair.ScorePoints);
        var wereThere = before.Pairs.Select(KeyOf).ToHashSet();
        var leftBefore = before.Unmatched.Select(person => (person.Side, person.PersonId)).ToHashSet();
        var leftAfter = after.Unmatched.Select(person => (person.Side, person.PersonId)).ToHashSet();
        return new MatchingComparison(
            [
                .. before
                    .Pairs.Where(pair => scoresAfter.ContainsKey(KeyOf(pair)))
                    .Select(pair => new KeptPair(
                        pair.MentorId,
                        pair.MenteeId,
                        pair.ScorePoints,
                        scoresAfter[KeyOf(pair)]
                    )),
            ],
            [.. before.Pairs.Where(pair => !scoresAfter.ContainsKey(KeyOf(pair)))],
            [.. after.Pairs.Where(pair => !wereThere.Contains(KeyOf(pair)))],
            [.. after.Unmatched.Where(person => !leftBefore.Contains((person.Side, person.PersonId)))],
            [.. before.Unmatched.Where(person => !leftAfter.Contains((person.Side, person.PersonId)))],
            after.Pairs.Count - before.Pairs.Count,
            after.TotalPoints - before.TotalPoints
        );
    }

    private static PairKey KeyOf(ProposedPair pair) => new(pair.MentorId, pair.MenteeId);
}
