namespace Binome.Matching.Solving;

/// <summary>
/// Prices to start from: a quarter of the people of each side is solved first, by the same way, and what its rows would pay prices every column. Good
/// prices make the first candidates the right ones; they need not be right, since all pairs are looked at in the end.
/// </summary>
internal static class PriceEstimate
{
    private const int Step = 4;

    internal static void Set(AssignmentTask task, SeatSide columns, SolverTuning tuning, CancellationToken cancellation)
    {
        if (Math.Min(task.Matrix.Rows, task.Matrix.Columns) < tuning.EstimateFrom)
            return;
        var sample = SampleOf(task);
        var assignment = new Assignment(sample, tuning);
        assignment.Solve(_ => { }, cancellation);
        for (var row = 0; row < sample.Matrix.Rows; row++)
            if (sample.RowSeats[row] > 0)
                RowScan.RaisePrices(
                    task.Matrix.PaddedRow(row * Step),
                    columns.Prices,
                    task,
                    assignment.Rows.Prices[row]
                );
    }

    private static AssignmentTask SampleOf(AssignmentTask task)
    {
        var rows = (task.Matrix.Rows + Step - 1) / Step;
        var columns = (task.Matrix.Columns + Step - 1) / Step;
        var matrix = new ScoreMatrix(rows, columns, task.Matrix.MentorsAreRows);
        for (var row = 0; row < rows; row++)
        {
            var cells = task.Matrix.Row(row * Step);
            var sampled = matrix.Row(row);
            for (var column = 0; column < columns; column++)
                sampled[column] = cells[column * Step];
        }
        return task with
        {
            Matrix = matrix,
            RowSeats = Every(task.RowSeats),
            ColumnSeats = Every(task.ColumnSeats),
            RowFloors = Every(task.RowFloors),
            ColumnFloors = Every(task.ColumnFloors),
        };
    }

    private static T[] Every<T>(T[] items) => [.. items.Where((_, index) => index % Step == 0)];
}
