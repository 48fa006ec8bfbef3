using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>The price of a pair that is not in the optimum.</summary>
internal sealed class ForcedPair(Assignment optimum, PairValue value, CompiledProblem problem)
{
    private readonly AssignmentTask task = optimum.Task;
    private readonly ScoreMatrix matrix = optimum.Task.Matrix;

    /// <summary>Prices less worth: no solution with the pair loses less, because prices bound every solution (weak duality).</summary>
    internal PairPrice Bound(int row, int column)
    {
        var (pairs, priorities, points) = value.Split(
            optimum.Rows.Prices[row] + optimum.Columns.Prices[column] - matrix.ValueOf(row, column, task.Shift)
        );
        return new PairPrice(pairs, priorities, points, IsExact: false);
    }

    /// <summary>Solves again with a seat of both taken by the pair; what is left is placed from where it stands.</summary>
    internal PairPrice Solve(int row, int column, CancellationToken cancellation)
    {
        var cell = matrix[row, column];
        matrix.Row(row)[column] = ScoreMatrix.Locked;
        try
        {
            var changed = task with
            {
                RowSeats = OneLess(task.RowSeats, row),
                ColumnSeats = OneLess(task.ColumnSeats, column),
            };
            var forced = optimum.After(changed, [row], [column], cancellation);
            var (pairs, priorities, points) = Sum(optimum);
            var (others, theirPriorities, theirPoints) = Sum(forced);
            return new PairPrice(
                pairs - (others + 1),
                priorities - (theirPriorities + PrioritiesOf(row, column)),
                points - (theirPoints + cell),
                IsExact: true
            );
        }
        finally
        {
            matrix.Row(row)[column] = cell;
        }
    }

    private (int Pairs, long Priorities, long Points) Sum(Assignment assignment)
    {
        var (pairs, priorities, points) = (0, 0L, 0L);
        for (var row = 0; row < matrix.Rows; row++)
            foreach (var column in assignment.Rows.PartnersOf(row))
            {
                pairs++;
                priorities += PrioritiesOf(row, column);
                points += matrix[row, column];
            }
        return (pairs, priorities, points);
    }

    private int PrioritiesOf(int row, int column)
    {
        var (mentor, mentee) = matrix.MentorsAreRows ? (row, column) : (column, row);
        return problem.Mentors[mentor].Priority + problem.Mentees[mentee].Priority;
    }

    private static int[] OneLess(int[] seats, int index)
    {
        int[] fewer = [.. seats];
        fewer[index]--;
        return fewer;
    }
}
