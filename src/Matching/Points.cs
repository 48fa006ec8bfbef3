namespace Binome.Matching;

/// <summary>The whole-number scale of every score: 0 is the worst, 10,000 the best, so sums are exact and equal on every machine.</summary>
public static class Points
{
    /// <summary>The score of a perfect fit. Divide by it to get a number in [0,1].</summary>
    public const int Scale = 10_000;

    /// <summary>What a criterion scores when either side gave no data: one half, neither for nor against the pair.</summary>
    public const int Neutral = Scale / 2;

    /// <summary>Points as a number in [0,1], for display only.</summary>
    public static double ToUnit(int points) => points / (double)Scale;

    /// <summary>part ÷ whole in points.</summary>
    internal static int Ratio(long part, long whole) => (int)DivideRounded(part * Scale, whole);

    /// <summary>Quotient of two non-negative numbers, halves rounded up.</summary>
    internal static long DivideRounded(long dividend, long divisor) => ((dividend * 2) + divisor) / (divisor * 2);
}
