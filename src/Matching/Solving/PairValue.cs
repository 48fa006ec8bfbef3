using System.Numerics;

namespace Binome.Matching.Solving;

/// <summary>
/// Turns "most pairs, then those who wait, then score" and "those who wait, then score, then most pairs" into one sum to maximise:
/// score × 2^Shift + Bonus for each pair + Priority × the priorities of its two people. Each part outweighs all that the next can bring over the whole
/// cohort, so the order is exact; with the limits of the engine the sums stay far within 64 bits.
/// </summary>
internal readonly record struct PairValue(int Shift, long Bonus, long Priority)
{
    internal long Factor => 1L << Shift;

    internal static PairValue For(MatchingObjective objective, int pairsMax, int scoreMax = Points.Scale)
    {
        // Twice what would do, so that a difference of two sums can be told apart into its parts again.
        const long Margin = 2;
        const long PrioritiesMax = 2L * MatchingLimits.PriorityMax;
        if (objective == MatchingObjective.MostPairsFirst)
        {
            var priority = (Margin * pairsMax * scoreMax) + 1;
            return new PairValue(0, (Margin * pairsMax * ((PrioritiesMax * priority) + scoreMax)) + 1, priority);
        }
        // A power of two above the number of pairs, so that a vector multiplies by shifting.
        var shift = BitOperations.Log2((uint)pairsMax) + 2;
        return new PairValue(shift, 1, (Margin * pairsMax * (((long)scoreMax << shift) + 1)) + 1);
    }

    /// <summary>A difference of two sums as pairs, priorities and points: the heaviest part first, each to the nearest.</summary>
    internal (int Pairs, long Priorities, long Points) Split(long difference)
    {
        if (Bonus > Priority)
        {
            var pairs = Nearest(difference, Bonus);
            var waiting = Nearest(difference - (pairs * Bonus), Priority);
            return ((int)pairs, waiting, difference - (pairs * Bonus) - (waiting * Priority));
        }
        var priorities = Nearest(difference, Priority);
        var points = Nearest(difference - (priorities * Priority), Factor);
        return ((int)(difference - (priorities * Priority) - (points * Factor)), priorities, points);
    }

    private static long Nearest(long dividend, long divisor) => (long)Math.Round((decimal)dividend / divisor);
}
