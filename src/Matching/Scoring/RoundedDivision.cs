using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Binome.Matching.Scoring;

/// <summary>Quotients by one number, halves rounded up, sixteen at a time and exact.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct RoundedDivision(int divisor)
{
    // Quotients up to 10,000 are off by less than 1 ÷ 850 in floating point, and the values to tell apart lie 1 ÷ (2 × divisor) apart.
    private const int CertainDivisorMax = 200;

    private readonly bool isCertain = divisor <= CertainDivisorMax;
    private readonly Vector512<float> reciprocal = Vector512.Create(1f / divisor);
    private readonly Vector512<float> half = Vector512.Create(0.5f + (0.25f / divisor));
    private readonly Vector512<int> divisors = Vector512.Create(divisor);

    /// <summary>For dividends from 0 to 10,000 × divisor and divisors below 50,000: a guess in floating point, put right in whole numbers where it may be one off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<int> Divide(Vector512<int> dividend)
    {
        var guess = Vector512.ConvertToInt32Native(
            Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(dividend), reciprocal, half)
        );
        if (isCertain)
            return guess;
        var rest = ((dividend - (guess * divisors)) << 1) + divisors;
        // Comparisons give −1 where true.
        guess += Vector512.LessThan(rest, Vector512<int>.Zero);
        return guess - Vector512.GreaterThanOrEqual(rest, divisors << 1);
    }
}

/// <summary>Products of numbers from 0 to 32,767 with numbers of sixteen bits: a third of the work of whole ones.</summary>
internal static class ShortProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<int> Of(Vector512<int> left, Vector512<int> right) =>
        // The upper half of the left is zero, so that of the right does not count.
        Avx512BW.IsSupported
            ? Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16())
            : left * right;
}
