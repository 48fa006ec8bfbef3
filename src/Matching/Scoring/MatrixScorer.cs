using Binome.Matching.Compiling;
using Binome.Matching.Solving;

namespace Binome.Matching.Scoring;

/// <summary>
/// Checks and scores every pair, blocks of rows by threads. The side with fewer seats lies along the rows, because the assignment places rows.
/// </summary>
internal static class MatrixScorer
{
    internal static ScoreMatrix Build(
        CompiledProblem problem,
        int threads,
        ProgressReporter progress,
        CancellationToken cancellation
    )
    {
        var mentorsAreRows = problem.Mentors.Sum(seat => seat.Remaining) < problem.Mentees.Sum(seat => seat.Remaining);
        var sides = Sides.Of(problem, mentorsAreRows);
        var matrix = new ScoreMatrix(sides.Rows.Length, sides.Columns.Length, mentorsAreRows);
        FillAll(matrix, new RowScorer(problem, sides), threads, progress, cancellation);
        foreach (var (mentor, mentee) in problem.Locked)
            matrix.Row(mentorsAreRows ? mentor : mentee)[mentorsAreRows ? mentee : mentor] = ScoreMatrix.Locked;
        return matrix;
    }

    private static void FillAll(
        ScoreMatrix matrix,
        RowScorer scorer,
        int threads,
        ProgressReporter progress,
        CancellationToken cancellation
    )
    {
        var blocks = RowScorer.BlocksOf(matrix.Rows);
        var done = 0;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => new ScoringBench(),
            (block, _, bench) =>
            {
                var first = block * RowScorer.RowsPerBlock;
                var rows = Math.Min(RowScorer.RowsPerBlock, matrix.Rows - first);
                scorer.Fill(first, matrix.PaddedRows(first, rows), matrix.Stride, bench);
                progress.Report(MatchingPhase.Scoring, Interlocked.Increment(ref done) / (double)blocks);
                return bench;
            },
            _ => { }
        );
    }
}
