namespace Binome.Matching.Solving;

/// <summary>
/// Dijkstra from one row over reduced costs (price + price − value ≥ 0, none negative): forward over links not made, back over links made. It ends at a
/// column with a free seat or at a row that is best left unplaced. Columns are scanned as an array: the graph is dense.
/// </summary>
internal sealed class ShortestPath(Assignment assignment)
{
    internal const int None = -1;
    private const long Unreached = long.MaxValue;

    private readonly long[] columnDistances = new long[assignment.Matrix.Columns];
    private readonly int[] columnOrigins = new int[assignment.Matrix.Columns];
    private readonly bool[] columnSettled = new bool[assignment.Matrix.Columns];
    private readonly long[] rowDistances = new long[assignment.Matrix.Rows];
    private readonly int[] rowOrigins = new int[assignment.Matrix.Rows];
    private readonly bool[] rowReached = new bool[assignment.Matrix.Rows];
    private readonly List<int> openRows = [];
    private readonly List<int> settledRows = [];
    private readonly List<int> settledColumns = [];

    private long unplacedDistance;
    private long length;

    /// <summary>The row that gives a seat up, or None when the path ends at a column.</summary>
    internal int EndsUnplacedAt { get; private set; }

    /// <summary>The column that fills a free seat; only when EndsUnplacedAt is None.</summary>
    internal int EndsAtColumn { get; private set; }

    internal int RowBefore(int column) => columnOrigins[column];

    internal int ColumnBefore(int row) => rowOrigins[row];

    internal void Find(int firstRow, CancellationToken cancellation)
    {
        Reset();
        Reach(firstRow, 0, None);
        while (true)
        {
            var row = NearestOpenRow();
            var column = NearestColumn();
            var rowDistance = row == None ? Unreached : rowDistances[row];
            var columnDistance = column == None ? Unreached : columnDistances[column];
            if (Math.Min(rowDistance, columnDistance) >= unplacedDistance)
            {
                length = unplacedDistance;
                return;
            }
            if (rowDistance <= columnDistance)
            {
                cancellation.ThrowIfCancellationRequested();
                SettleRow(row);
            }
            else if (assignment.HasFreeSeat(column))
            {
                (EndsUnplacedAt, EndsAtColumn, length) = (None, column, columnDistance);
                return;
            }
            else
                SettleColumn(column);
        }
    }

    /// <summary>Lowers the prices of settled rows and raises those of settled columns, so that the path found costs nothing any more.</summary>
    internal void MovePrices()
    {
        foreach (var row in settledRows)
            assignment.RowPrices[row] -= length - rowDistances[row];
        foreach (var column in settledColumns)
            assignment.ColumnPrices[column] += length - columnDistances[column];
    }

    private void Reset()
    {
        Array.Fill(columnDistances, Unreached);
        Array.Clear(columnSettled);
        Array.Clear(rowReached);
        openRows.Clear();
        settledRows.Clear();
        settledColumns.Clear();
        unplacedDistance = Unreached;
        EndsUnplacedAt = None;
        EndsAtColumn = None;
    }

    private void Reach(int row, long distance, int origin)
    {
        if (rowReached[row] && rowDistances[row] <= distance)
            return;
        if (!rowReached[row])
            openRows.Add(row);
        rowReached[row] = true;
        rowDistances[row] = distance;
        rowOrigins[row] = origin;
    }

    private int NearestOpenRow()
    {
        var nearest = None;
        foreach (var row in openRows)
            if (nearest == None || rowDistances[row] < rowDistances[nearest])
                nearest = row;
        return nearest;
    }

    // Among equally near columns the first with a free seat wins: it ends the search at once, and the lowest id is served first.
    private int NearestColumn()
    {
        var nearest = None;
        var distance = Unreached;
        var isFree = true;
        for (var column = 0; column < columnDistances.Length; column++)
        {
            if (columnDistances[column] > distance || columnSettled[column])
                continue;
            if (columnDistances[column] == distance && (isFree || !assignment.HasFreeSeat(column)))
                continue;
            nearest = column;
            distance = columnDistances[column];
            isFree = assignment.HasFreeSeat(column);
        }
        return nearest;
    }

    private void SettleRow(int row)
    {
        openRows.Remove(row);
        settledRows.Add(row);
        var distance = rowDistances[row];
        if (distance + assignment.RowPrices[row] < unplacedDistance)
            (EndsUnplacedAt, unplacedDistance) = (row, distance + assignment.RowPrices[row]);

        // The row's own links lead only backwards; hiding them for this pass keeps the inner loop to one test.
        var linked = assignment.ColumnsOfRow[row];
        Span<bool> wasSettled = stackalloc bool[linked.Count];
        for (var link = 0; link < linked.Count; link++)
            (wasSettled[link], columnSettled[linked[link]]) = (columnSettled[linked[link]], true);
        Relax(row, distance + assignment.RowPrices[row]);
        for (var link = 0; link < linked.Count; link++)
            columnSettled[linked[link]] = wasSettled[link];
    }

    private void Relax(int row, long start)
    {
        var scores = assignment.Matrix.Row(row);
        var prices = assignment.ColumnPrices;
        var (factor, bonus) = assignment.Value;
        var minimum = assignment.MinimumScore;
        for (var column = 0; column < scores.Length; column++)
        {
            int score = scores[column];
            if (score < minimum || columnSettled[column])
                continue;
            var distance = start + prices[column] - ((factor * score) + bonus);
            if (distance >= columnDistances[column])
                continue;
            columnDistances[column] = distance;
            columnOrigins[column] = row;
        }
    }

    private void SettleColumn(int column)
    {
        columnSettled[column] = true;
        settledColumns.Add(column);
        var distance = columnDistances[column] - assignment.ColumnPrices[column];
        foreach (var row in assignment.RowsOfColumn[column])
        {
            var value = assignment.Value.Of(assignment.Matrix.Row(row)[column]);
            Reach(row, distance - assignment.RowPrices[row] + value, column);
        }
    }
}
