using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;

namespace Binome.Matching.Scoring;

/// <summary>
/// Checks and scores blocks of rows. A block goes through the columns band by band, so that what is read of a band's columns stays in the nearest cache for all
/// its rows. Cell by cell it gives what <see cref="EligibilityRules"/> and the pair scorer give: the score, or −1 − rule. Safe to share between threads.
/// </summary>
internal sealed class RowScorer(CompiledProblem problem, Sides sides)
{
    internal const int RowsPerBlock = 32;

    private readonly ScoreTerm[] terms = ScoreTerm.All(problem.Scorer.Criteria, sides);
    private readonly RuleSweep rules = new(problem, sides);
    private readonly int totalWeight = problem.Scorer.TotalWeight;
    private readonly int columns = sides.Columns.Length;

    internal static int BlocksOf(int rows) => (rows + RowsPerBlock - 1) / RowsPerBlock;

    /// <param name="first">The first row.</param>
    /// <param name="cells">The cells of as many rows as there are strides in it.</param>
    /// <param name="stride">Cells from one row to the next.</param>
    internal void Fill(int first, Span<short> cells, int stride, ScoringBench bench)
    {
        var rows = cells.Length / stride;
        for (var band = 0; band < columns; band += ScoreTerm.BandColumns)
        {
            var width = Math.Min(ScoreTerm.BandColumns, columns - band);
            for (var row = 0; row < rows; row++)
                FillBand(first + row, band, cells.Slice((row * stride) + band, width), bench);
        }
        for (var row = 0; row < rows; row++)
            rules.Apply(first + row, cells.Slice(row * stride, columns));
    }

    private void FillBand(int row, int band, Span<short> cells, ScoringBench bench)
    {
        var totals = bench.Totals.Span[..cells.Length];
        var scratch = bench.Scratch.Span[..cells.Length];
        foreach (var term in terms)
            term.AddTo(row, band, totals, scratch);
        WriteMeans(totals, cells);
    }

    // Leaves zeros for the next row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteMeans(Span<int> totals, Span<short> cells)
    {
        var mean = new RoundedDivision(totalWeight);
        var column = 0;
        for (; column <= totals.Length - (2 * Vector512<int>.Count); column += 2 * Vector512<int>.Count)
        {
            var lower = totals.Slice(column, Vector512<int>.Count);
            var upper = totals.Slice(column + Vector512<int>.Count, Vector512<int>.Count);
            Vector512
                .Narrow(mean.Divide(Vector512.Create<int>(lower)), mean.Divide(Vector512.Create<int>(upper)))
                .CopyTo(cells[column..]);
            Vector512<int>.Zero.CopyTo(lower);
            Vector512<int>.Zero.CopyTo(upper);
        }
        for (; column < totals.Length; column++)
        {
            cells[column] = (short)Points.DivideRounded(totals[column], totalWeight);
            totals[column] = 0;
        }
    }
}

/// <summary>What one thread needs beside the cells that it fills.</summary>
internal sealed class ScoringBench
{
    internal AlignedNumbers<int> Totals { get; } = new(ScoreTerm.BandColumns);
    internal AlignedNumbers<int> Scratch { get; } = new(ScoreTerm.BandColumns);
}
