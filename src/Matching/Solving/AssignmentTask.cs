using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>
/// What the solver is asked: links of highest total value, value = score × 2^Shift, at most one for each (row, column), no more than the seats of either.
/// A floor is the price below which a seat is better left empty; floors are zero or negative, and carry what a pair is worth beside its score.
/// </summary>
internal sealed record AssignmentTask(
    ScoreMatrix Matrix,
    int[] RowSeats,
    int[] ColumnSeats,
    long[] RowFloors,
    long[] ColumnFloors,
    int Shift,
    int MinimumScore
)
{
    internal static (AssignmentTask Task, PairValue Value) For(
        CompiledProblem problem,
        ScoreMatrix matrix,
        int scoreMax = Points.Scale
    )
    {
        var (rows, columns) = matrix.MentorsAreRows
            ? (problem.Mentors, problem.Mentees)
            : (problem.Mentees, problem.Mentors);
        var (rowSeats, columnSeats) = (SeatsOf(rows), SeatsOf(columns));
        var value = PairValue.For(
            problem.Problem.Rules.Objective,
            Math.Min(rowSeats.Sum(), columnSeats.Sum()),
            scoreMax
        );
        var task = new AssignmentTask(
            matrix,
            rowSeats,
            columnSeats,
            [.. rows.Select(seat => -value.Bonus - (value.Priority * seat.Priority))],
            [.. columns.Select(seat => -value.Priority * seat.Priority)],
            value.Shift,
            problem.MinimumScorePoints
        );
        return (task, value);
    }

    private static int[] SeatsOf(Seat[] side) => [.. side.Select(seat => seat.Remaining)];
}
