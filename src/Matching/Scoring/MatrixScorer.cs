using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Solving;

namespace Binome.Matching.Scoring;

/// <summary>
/// Checks and scores every pair, blocks of rows by threads. A block goes through the columns band by band, so that what is read of a band's columns stays in
/// the nearest cache for all its rows. The side with fewer seats lies along the rows, because the assignment places rows. Cell by cell it gives what <see cref="EligibilityRules"/> and the pair scorer give.
/// </summary>
internal sealed class MatrixScorer
{
    private const int RowsPerBlock = 32;

    private readonly ScoreTerm[] terms;
    private readonly RuleSweep rules;
    private readonly int totalWeight;
    private readonly ScoreMatrix matrix;

    private MatrixScorer(CompiledProblem problem, Sides sides)
    {
        matrix = new ScoreMatrix(sides.Rows.Length, sides.Columns.Length, sides.MentorsAreRows);
        terms = ScoreTerm.All(problem.Scorer.Criteria, sides);
        totalWeight = problem.Scorer.TotalWeight;
        rules = new RuleSweep(problem, sides);
    }

    internal static ScoreMatrix Build(
        CompiledProblem problem,
        int threads,
        ProgressReporter progress,
        CancellationToken cancellation
    )
    {
        var mentorsAreRows = problem.Mentors.Sum(seat => seat.Remaining) < problem.Mentees.Sum(seat => seat.Remaining);
        var scorer = new MatrixScorer(problem, SidesOf(problem, mentorsAreRows));
        scorer.FillAll(threads, progress, cancellation);
        foreach (var (mentor, mentee) in problem.Locked)
            scorer.matrix.Row(mentorsAreRows ? mentor : mentee)[mentorsAreRows ? mentee : mentor] = ScoreMatrix.Locked;
        return scorer.matrix;
    }

    private static Sides SidesOf(CompiledProblem problem, bool mentorsAreRows)
    {
        Profile[] mentors = [.. problem.Mentors.Select(seat => seat.Person)];
        Profile[] mentees = [.. problem.Mentees.Select(seat => seat.Person)];
        return mentorsAreRows ? new Sides(mentors, mentees, true) : new Sides(mentees, mentors, false);
    }

    private void FillAll(int threads, ProgressReporter progress, CancellationToken cancellation)
    {
        var blocks = (matrix.Rows + RowsPerBlock - 1) / RowsPerBlock;
        var done = 0;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () =>
                (
                    Totals: new AlignedNumbers<int>(ScoreTerm.BandColumns),
                    Scratch: new AlignedNumbers<int>(ScoreTerm.BandColumns)
                ),
            (block, _, buffers) =>
            {
                FillBlock(block * RowsPerBlock, buffers.Totals.Span, buffers.Scratch.Span);
                progress.Report(MatchingPhase.Scoring, Interlocked.Increment(ref done) / (double)blocks);
                return buffers;
            },
            _ => { }
        );
    }

    private void FillBlock(int first, Span<int> totals, Span<int> scratch)
    {
        var end = Math.Min(matrix.Rows, first + RowsPerBlock);
        for (var band = 0; band < matrix.Columns; band += ScoreTerm.BandColumns)
        {
            var width = Math.Min(ScoreTerm.BandColumns, matrix.Columns - band);
            for (var row = first; row < end; row++)
                FillBand(row, band, totals[..width], scratch[..width]);
        }
        for (var row = first; row < end; row++)
            rules.Apply(row, matrix.Row(row));
    }

    private void FillBand(int row, int band, Span<int> totals, Span<int> scratch)
    {
        foreach (var term in terms)
            term.AddTo(row, band, totals, scratch);
        WriteMeans(totals, matrix.Row(row).Slice(band, totals.Length));
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
