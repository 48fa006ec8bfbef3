namespace Binome.Matching.Solving;

/// <summary>
/// Turns "most pairs, then score" and "score, then most pairs" into one sum to maximise: factor × score + bonus for each pair. The larger of the two
/// outweighs all the other can bring over the whole cohort, so the lexicographic order is exact.
/// </summary>
internal readonly record struct PairValue(long Factor, long Bonus)
{
    internal static PairValue For(MatchingObjective objective, int pairsMax) =>
        objective == MatchingObjective.MostPairsFirst
            ? new PairValue(1, ((long)pairsMax * Points.Scale) + 1)
            : new PairValue(pairsMax + 1L, 1);

    internal long Of(int score) => (Factor * score) + Bonus;
}
