namespace Binome.Matching.Solving;

/// <summary>
/// Turns "most pairs, then those who wait, then score" and "those who wait, then score, then most pairs" into one sum to maximise:
/// score × 2^Shift + Bonus for each pair + Priority × the priorities of its two people. Each part outweighs all that the next can bring over the whole
/// cohort, so the order is exact; with the limits of the engine the sums stay far within 64 bits.
/// </summary>
internal readonly record struct PairValue(int Shift, long Bonus, long Priority)
{
    internal long Factor => 1L << Shift;

    internal static PairValue For(MatchingObjective objective, int pairsMax)
    {
        const long PrioritiesMax = 2L * MatchingLimits.PriorityMax;
        if (objective == MatchingObjective.MostPairsFirst)
        {
            var priority = ((long)pairsMax * Points.Scale) + 1;
            return new PairValue(0, (pairsMax * ((PrioritiesMax * priority) + Points.Scale)) + 1, priority);
        }
        // A power of two above the number of pairs, so that a vector multiplies by shifting.
        var shift = System.Numerics.BitOperations.Log2((uint)pairsMax) + 1;
        return new PairValue(shift, 1, (pairsMax * (((long)Points.Scale << shift) + 1)) + 1);
    }

    internal long Of(int score, int priorities) => ((long)score << Shift) + Bonus + (Priority * priorities);
}
