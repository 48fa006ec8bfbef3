using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Binome.Matching.Solving;

/// <summary>
/// The vector loops over one row of the matrix. The margin of a pair is its value less its column's price; whole numbers throughout, so every machine
/// finds the same. Rows and prices are padded to whole blocks.
/// </summary>
internal static class RowScan
{
    internal const long NoMargin = long.MinValue / 2;
    private const int Lanes = 8;

    /// <summary>The highest margin among acceptable pairs, or <see cref="NoMargin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static long HighestMargin(ReadOnlySpan<short> row, ReadOnlySpan<long> prices, int shift, int minimum)
    {
        var least = Vector512.Create((long)minimum);
        var none = Vector512.Create(NoMargin);
        var highest = none;
        for (var column = 0; column < row.Length; column += Lanes)
        {
            var score = Widen(row.Slice(column, Lanes));
            var margin = (score << shift) - Vector512.Create(prices.Slice(column, Lanes));
            var acceptable = Vector512.GreaterThanOrEqual(score, least);
            highest = Vector512.Max(highest, Vector512.ConditionalSelect(acceptable, margin, none));
        }
        var best = NoMargin;
        for (var lane = 0; lane < Lanes; lane++)
            best = Math.Max(best, highest[lane]);
        return best;
    }

    /// <summary>Writes the columns of acceptable pairs whose margin is above the limit, ascending; returns how many, or the size of the buffer when it is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int CollectAbove(
        ReadOnlySpan<short> row,
        ReadOnlySpan<long> prices,
        (int Shift, int Minimum) task,
        long limit,
        Span<int> found
    )
    {
        var least = Vector512.Create((long)task.Minimum);
        var bound = Vector512.Create(limit);
        var count = 0;
        for (var column = 0; column < row.Length; column += Lanes)
        {
            var score = Widen(row.Slice(column, Lanes));
            var margin = (score << task.Shift) - Vector512.Create(prices.Slice(column, Lanes));
            var hits = Vector512.GreaterThan(margin, bound) & Vector512.GreaterThanOrEqual(score, least);
            if (hits == Vector512<long>.Zero)
                continue;
            for (var bits = hits.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                if (count == found.Length)
                    return count;
                found[count++] = column + BitOperations.TrailingZeroCount(bits);
            }
        }
        return count;
    }

    /// <summary>Raises each column's price to what a row at this price would still give for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RaisePrices(ReadOnlySpan<short> row, Span<long> prices, AssignmentTask task, long rowPrice)
    {
        for (var column = 0; column < prices.Length; column++)
            if (row[column] >= task.MinimumScore)
                prices[column] = Math.Max(prices[column], ((long)row[column] << task.Shift) - rowPrice);
    }

    private static Vector512<long> Widen(ReadOnlySpan<short> cells)
    {
        var eight = Vector128.Create(cells);
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int64(eight);
        var (lower, upper) = Vector128.Widen(eight);
        var first = Vector128.Widen(lower);
        var second = Vector128.Widen(upper);
        return Vector512.Create(
            Vector256.Create(first.Lower, first.Upper),
            Vector256.Create(second.Lower, second.Upper)
        );
    }
}
