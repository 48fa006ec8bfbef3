namespace Binome.Matching.Solving;

/// <summary>
/// The exact optimum of a capacitated assignment with at most one link for each (row, column): rows are placed seat by seat along shortest augmenting
/// paths, with prices on both sides kept dual feasible (Hungarian method in the form of Jonker and Volgenant, extended to capacities as in the
/// transportation problem). Each row may also stay unplaced at no value. O(seats × rows × columns) at worst, O(rows + columns) memory beside the matrix.
/// </summary>
/// <remarks>
/// Between two seats these hold: a link not made has value ≤ row price + column price; a link made has value ≥ that sum; prices are ≥ 0; a column with a
/// seat left has price 0, and so has a row that was left short. They are the optimality conditions of the rows placed so far.
/// </remarks>
internal sealed class Assignment
{
    private readonly ScoreMatrix matrix;
    private readonly int[] rowSeats;
    private readonly int[] columnSeats;
    private readonly PairValue value;
    private readonly int minimumScore;
    private readonly List<int>[] columnsOfRow;
    private readonly List<int>[] rowsOfColumn;
    private readonly long[] rowPrices;
    private readonly long[] columnPrices;
    private readonly ShortestPath path;

    internal Assignment(ScoreMatrix matrix, int[] rowSeats, int[] columnSeats, PairValue value, int minimumScore)
    {
        this.matrix = matrix;
        this.rowSeats = rowSeats;
        this.columnSeats = columnSeats;
        this.value = value;
        this.minimumScore = minimumScore;
        columnsOfRow = EmptyLists(matrix.Rows);
        rowsOfColumn = EmptyLists(matrix.Columns);
        rowPrices = new long[matrix.Rows];
        columnPrices = new long[matrix.Columns];
        path = new ShortestPath(this);
    }

    internal ScoreMatrix Matrix => matrix;
    internal PairValue Value => value;
    internal int MinimumScore => minimumScore;
    internal IReadOnlyList<List<int>> ColumnsOfRow => columnsOfRow;
    internal IReadOnlyList<List<int>> RowsOfColumn => rowsOfColumn;
    internal long[] RowPrices => rowPrices;
    internal long[] ColumnPrices => columnPrices;

    internal bool HasFreeSeat(int column) => rowsOfColumn[column].Count < columnSeats[column];

    internal void Solve(PhaseProgress progress, CancellationToken cancellation)
    {
        for (var row = 0; row < matrix.Rows; row++)
        {
            rowPrices[row] = HighestMargin(row);
            for (var seat = 0; seat < rowSeats[row]; seat++)
            {
                path.Find(row, cancellation);
                path.MovePrices();
                Augment(row);
                // A row whose own seat stays empty has price 0: its other seats could gain nothing either.
                if (path.EndsUnplacedAt == row)
                    break;
            }
            progress.Report(row + 1, matrix.Rows);
        }
    }

    private long HighestMargin(int row)
    {
        var highest = 0L;
        var scores = matrix.Row(row);
        for (var column = 0; column < scores.Length; column++)
            if (scores[column] >= minimumScore)
                highest = Math.Max(highest, value.Of(scores[column]) - columnPrices[column]);
        return highest;
    }

    // Walks back from the end of the path to its first row: each row on it gives up the link it was reached by and takes the next one.
    private void Augment(int firstRow)
    {
        var row = path.EndsUnplacedAt;
        if (row == ShortestPath.None)
        {
            row = path.RowBefore(path.EndsAtColumn);
            Link(row, path.EndsAtColumn);
        }
        while (row != firstRow)
        {
            var column = path.ColumnBefore(row);
            Unlink(row, column);
            row = path.RowBefore(column);
            Link(row, column);
        }
    }

    private void Link(int row, int column)
    {
        columnsOfRow[row].Add(column);
        rowsOfColumn[column].Add(row);
    }

    private void Unlink(int row, int column)
    {
        columnsOfRow[row].Remove(column);
        rowsOfColumn[column].Remove(row);
    }

    private static List<int>[] EmptyLists(int count)
    {
        var lists = new List<int>[count];
        for (var index = 0; index < count; index++)
            lists[index] = [];
        return lists;
    }
}
