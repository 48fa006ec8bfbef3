using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Solving;

namespace Binome.Matching.Scoring;

/// <summary>
/// Checks and scores every pair, a row at a time, rows by threads. The side with fewer seats lies along the rows, because the assignment places rows.
/// Cell by cell it gives what <see cref="EligibilityRules"/> and the pair scorer give.
/// </summary>
internal sealed class MatrixScorer
{
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
        var done = 0;
        Parallel.For(
            0,
            matrix.Rows,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => (Totals: new int[matrix.Columns], Scratch: new int[matrix.Columns]),
            (row, _, buffers) =>
            {
                Fill(row, buffers.Totals, buffers.Scratch);
                progress.Report(MatchingPhase.Scoring, Interlocked.Increment(ref done) / (double)matrix.Rows);
                return buffers;
            },
            _ => { }
        );
    }

    private void Fill(int row, int[] totals, int[] scratch)
    {
        Array.Clear(totals);
        foreach (var term in terms)
            term.AddTo(row, totals, scratch);
        WriteMeans(totals, matrix.Row(row));
        rules.Apply(row, matrix.Row(row));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteMeans(ReadOnlySpan<int> totals, Span<short> cells)
    {
        var column = 0;
        for (; column <= totals.Length - (2 * Vector512<int>.Count); column += 2 * Vector512<int>.Count)
        {
            var first = Mean(totals.Slice(column, Vector512<int>.Count));
            var second = Mean(totals.Slice(column + Vector512<int>.Count, Vector512<int>.Count));
            Vector512.Narrow(first, second).CopyTo(cells[column..]);
        }
        for (; column < totals.Length; column++)
            cells[column] = (short)Points.DivideRounded(totals[column], totalWeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Mean(ReadOnlySpan<int> totals) =>
        RoundedDivision.Divide(Vector512.Create(totals), totalWeight);
}
