using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Binome.Matching.Solving;

/// <summary>What somebody without a pair has on the other side: the best score among those no rule forbids, or the rule that forbids most.</summary>
internal static class CounterpartsLeft
{
    /// <summary>The best score of each row; null where every counterpart is forbidden.</summary>
    internal static int?[] BestOfRows(ScoreMatrix matrix, int[] rows) =>
        [.. rows.AsParallel().AsOrdered().Select(row => ScoreIn(BestCell(matrix.PaddedRow(row))))];

    /// <summary>The same for columns, by blocks of them: a block of one row is read at once.</summary>
    internal static int?[] BestOfColumns(ScoreMatrix matrix, int[] columns) =>
        [
            .. columns
                .GroupBy(column => column / ScoreMatrix.CellsPerBlock)
                .AsParallel()
                .AsOrdered()
                .SelectMany(block =>
                {
                    var best = BestCells(matrix, block.Key * ScoreMatrix.CellsPerBlock);
                    return block.Select(column => ScoreIn(best[column % ScoreMatrix.CellsPerBlock]));
                }),
        ];

    /// <summary>The rule that forbids most of somebody's counterparts; null when the other side is empty.</summary>
    internal static string? DominatingRule(IEnumerable<short> cells)
    {
        var forbidden = new int[HardRules.All.Count];
        var any = false;
        foreach (var cell in cells)
        {
            any = true;
            if (ScoreMatrix.IsForbidden(cell))
                forbidden[ScoreMatrix.RuleOf(cell)]++;
        }
        return any ? HardRules.All[Array.IndexOf(forbidden, forbidden.Max())] : null;
    }

    private static int? ScoreIn(short cell) => cell < 0 ? null : cell;

    // What pads a row is as low as a cell can be.
    private static short BestCell(ReadOnlySpan<short> cells)
    {
        var best = ScoreMatrix.Locked;
        foreach (var cell in cells)
            best = Math.Max(best, cell);
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<short> BestCells(ScoreMatrix matrix, int first)
    {
        var best = Vector512.Create(ScoreMatrix.Locked);
        for (var row = 0; row < matrix.Rows; row++)
            best = Vector512.Max(
                best,
                Vector512.Create<short>(matrix.PaddedRow(row).Slice(first, ScoreMatrix.CellsPerBlock))
            );
        return best;
    }
}
