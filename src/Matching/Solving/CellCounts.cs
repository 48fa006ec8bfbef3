using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Binome.Matching.Solving;

/// <summary>Cells by what they say, thirty-two at a time.</summary>
internal sealed class CellCounts
{
    internal long Eligible { get; private set; }
    internal long Acceptable { get; private set; }
    internal long[] Forbidden { get; } = new long[HardRules.All.Count];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal CellCounts Add(ReadOnlySpan<short> cells, int minimum)
    {
        var least = Vector512.Create((short)minimum);
        var column = 0;
        for (; column <= cells.Length - Vector512<short>.Count; column += Vector512<short>.Count)
        {
            var block = Vector512.Create(cells.Slice(column, Vector512<short>.Count));
            var negative = block.ExtractMostSignificantBits();
            Eligible += Vector512<short>.Count - BitOperations.PopCount(negative);
            Acceptable += BitOperations.PopCount(
                Vector512.GreaterThanOrEqual(block, least).ExtractMostSignificantBits()
            );
            for (; negative != 0; negative &= negative - 1)
                AddForbidden(cells[column + BitOperations.TrailingZeroCount(negative)]);
        }
        for (; column < cells.Length; column++)
        {
            Eligible += cells[column] >= 0 ? 1 : 0;
            Acceptable += cells[column] >= minimum ? 1 : 0;
            if (cells[column] < 0)
                AddForbidden(cells[column]);
        }
        return this;
    }

    private void AddForbidden(short cell)
    {
        if (ScoreMatrix.IsForbidden(cell))
            Forbidden[ScoreMatrix.RuleOf(cell)]++;
    }
}
