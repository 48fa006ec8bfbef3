using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>Checks and scores every pair. The side with fewer seats lies along the rows, because the assignment places rows.</summary>
internal static class ScoreMatrixBuilder
{
    internal static ScoreMatrix Build(
        CompiledProblem problem,
        int threads,
        ProgressReporter progress,
        CancellationToken cancellation
    )
    {
        var mentorsAreRows = problem.Mentors.Sum(seat => seat.Remaining) < problem.Mentees.Sum(seat => seat.Remaining);
        var (rows, columns) = mentorsAreRows
            ? (problem.Mentors.Length, problem.Mentees.Length)
            : (problem.Mentees.Length, problem.Mentors.Length);
        var matrix = new ScoreMatrix(rows, columns, mentorsAreRows);
        var done = 0;
        Parallel.For(
            0,
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            row =>
            {
                Fill(problem, matrix, row);
                progress.Report(MatchingPhase.Scoring, Interlocked.Increment(ref done) / (double)rows);
            }
        );
        foreach (var (mentor, mentee) in problem.Locked)
            matrix.Row(mentorsAreRows ? mentor : mentee)[mentorsAreRows ? mentee : mentor] = ScoreMatrix.Locked;
        return matrix;
    }

    private static void Fill(CompiledProblem problem, ScoreMatrix matrix, int row)
    {
        var cells = matrix.Row(row);
        for (var column = 0; column < cells.Length; column++)
        {
            var (mentor, mentee) = matrix.MentorsAreRows ? (row, column) : (column, row);
            var broken = problem.Eligibility.FirstBroken(mentor, mentee);
            cells[column] = (short)(broken == EligibilityRules.None ? problem.Score(mentor, mentee) : -1 - broken);
        }
    }
}
