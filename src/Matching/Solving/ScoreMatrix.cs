using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>
/// A cell for each (mentor, mentee): the score, or −1 − rule for a pair a hard rule forbids. Sixteen bits a cell keep 5,000 × 5,000 within 50 MB.
/// The side with fewer seats lies along the rows, because the assignment places rows one by one.
/// </summary>
internal sealed class ScoreMatrix
{
    private readonly short[] cells;

    private ScoreMatrix(int mentors, int mentees, bool mentorsAreRows)
    {
        MentorsAreRows = mentorsAreRows;
        Rows = mentorsAreRows ? mentors : mentees;
        Columns = mentorsAreRows ? mentees : mentors;
        cells = new short[Rows * Columns];
    }

    internal bool MentorsAreRows { get; }
    internal int Rows { get; }
    internal int Columns { get; }

    internal static ScoreMatrix Build(CompiledProblem problem, PhaseProgress progress, CancellationToken cancellation)
    {
        var mentorsAreRows = problem.Mentors.Sum(seat => seat.Remaining) < problem.Mentees.Sum(seat => seat.Remaining);
        var matrix = new ScoreMatrix(problem.Mentors.Length, problem.Mentees.Length, mentorsAreRows);
        for (var mentee = 0; mentee < problem.Mentees.Length; mentee++)
        {
            cancellation.ThrowIfCancellationRequested();
            matrix.FillMentee(problem, mentee);
            progress.Report(mentee + 1, problem.Mentees.Length);
        }
        return matrix;
    }

    internal ReadOnlySpan<short> Row(int row) => cells.AsSpan(row * Columns, Columns);

    internal short Cell(int mentor, int mentee) => cells[PositionOf(mentor, mentee)];

    internal static bool IsForbidden(short cell) => cell < 0;

    internal static int RuleOf(short cell) => -1 - cell;

    private int PositionOf(int mentor, int mentee) =>
        MentorsAreRows ? (mentor * Columns) + mentee : (mentee * Columns) + mentor;

    private void FillMentee(CompiledProblem problem, int mentee)
    {
        var formerMentors = problem.Eligibility.FormerMentorsOf(problem.Mentees[mentee]);
        for (var mentor = 0; mentor < problem.Mentors.Length; mentor++)
        {
            var broken = problem.Eligibility.FirstBroken(
                problem.Mentors[mentor],
                problem.Mentees[mentee],
                formerMentors
            );
            cells[PositionOf(mentor, mentee)] = (short)(
                broken == EligibilityRules.None ? problem.Score(mentor, mentee) : -1 - broken
            );
        }
    }
}
