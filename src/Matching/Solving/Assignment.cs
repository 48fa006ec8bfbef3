namespace Binome.Matching.Solving;

/// <summary>
/// The exact optimum of a capacitated assignment. It is solved over a few candidate pairs, then one look at all pairs proves the prices or finds pairs
/// that break them; those become candidates, and so on until none does (column generation). The last look is the proof. Every round adds a pair or widens
/// the limit, so it ends; O(rows + columns + candidates) memory beside the matrix.
/// </summary>
internal sealed class Assignment
{
    private readonly AssignmentTask task;
    private readonly SolverTuning tuning;
    private readonly PairSweep sweep;
    private CandidatePairs? pairs;

    internal Assignment(AssignmentTask task, SolverTuning tuning)
        : this(
            task,
            tuning,
            new SeatSide(task.RowSeats, task.RowFloors),
            new SeatSide(task.ColumnSeats, task.ColumnFloors)
        ) { }

    private Assignment(
        AssignmentTask task,
        SolverTuning tuning,
        SeatSide rows,
        SeatSide columns,
        ProvenPrices? proven = null
    )
    {
        this.task = task;
        this.tuning = tuning;
        sweep = new PairSweep(task, tuning) { Proven = proven };
        (Rows, Columns) = (rows, columns);
    }

    internal AssignmentTask Task => task;
    internal SeatSide Rows { get; }
    internal SeatSide Columns { get; }

    /// <summary>How often all pairs were looked at.</summary>
    internal int Rounds { get; private set; }

    internal void Solve(Action<double> progress, CancellationToken cancellation)
    {
        PriceEstimate.Set(task, Columns, tuning, cancellation);
        var nearest = sweep.Nearest(Rows, Columns, cancellation);
        pairs = CandidatePairs.Of(nearest, task.Matrix);
        new Bidding(task, pairs, Rows, Columns, tuning).ApproachPrices(cancellation);
        Settle(nearest, progress, cancellation);
    }

    /// <summary>
    /// The optimum after cells of a few rows and columns, or seats of theirs, have changed: the others keep their links and prices, and only what the change
    /// disturbs moves. What was proven of pairs that did not change is not proven again while their prices hold. This assignment stays as it is.
    /// </summary>
    internal Assignment After(AssignmentTask changed, int[] rows, int[] columns, CancellationToken cancellation)
    {
        var (rowSide, columnSide) = (Rows.With(task.RowSeats), Columns.With(task.ColumnSeats));
        foreach (var row in rows)
            Free(rowSide, columnSide, row);
        foreach (var column in columns)
            Free(columnSide, rowSide, column);
        return new Assignment(
            changed,
            tuning,
            rowSide.With(changed.RowSeats),
            columnSide.With(changed.ColumnSeats),
            sweep.Proven?.Without(rows, columns)
        )
        {
            pairs = pairs,
        }.Resettled(rows, columns, cancellation);
    }

    private static void Free(SeatSide side, SeatSide others, int index)
    {
        foreach (var partner in side.PartnersOf(index).ToArray())
        {
            side.Unseat(index, partner);
            others.Unseat(partner, index);
        }
    }

    private Assignment Resettled(int[] rows, int[] columns, CancellationToken cancellation)
    {
        foreach (var row in rows)
            Rows.Prices[row] = Rows.Floors[row];
        // Nobody can sit where there is no seat any more, whatever they would pay.
        foreach (var column in columns)
            Columns.Prices[column] = Columns.SeatsOf(column) == 0 ? SeatSide.AnyPrice : PriceOf(column);
        var nearest = sweep.Nearest(Rows, Columns, cancellation, rows);
        foreach (var column in columns)
            if (Columns.SeatsOf(column) > 0)
                AddColumn(column, nearest);
        pairs = pairs!.Renewed(rows, columns, nearest, task.Matrix);
        Settle(nearest, _ => { }, cancellation);
        return this;
    }

    // What the dearest of its rows would give for it.
    private long PriceOf(int column)
    {
        var price = Columns.Floors[column];
        for (var row = 0; row < task.Matrix.Rows; row++)
            if (Rows.SeatsOf(row) > 0 && task.Matrix[row, column] >= task.MinimumScore)
                price = Math.Max(price, task.Matrix.ValueOf(row, column, task.Shift) - Rows.Prices[row]);
        return price;
    }

    // The rows nearest to giving the column's price; those of rows that change too are among theirs or found later.
    private void AddColumn(int column, int[]?[] additions)
    {
        var margins = new List<(long Gap, int Row)>();
        for (var row = 0; row < task.Matrix.Rows; row++)
            if (task.Matrix[row, column] >= task.MinimumScore && Rows.SeatsOf(row) > 0)
                margins.Add((Rows.Prices[row] - Margin(row, column), row));
        margins.Sort();
        foreach (var (_, row) in margins.Take(tuning.NearestPerSeat * Math.Max(1, Columns.SeatsOf(column))))
            if (additions[row]?.Contains(column) != true)
                additions[row] = [.. additions[row] ?? [], column];
    }

    /// <summary>From any prices and links that the candidates agree with (see <see cref="AugmentingSearch"/>) to the optimum.</summary>
    private void Settle(int[]?[] additions, Action<double> progress, CancellationToken cancellation)
    {
        var limit = (long)tuning.FirstLimitPoints << task.Shift;
        while (true)
        {
            Loosen(additions);
            new Bidding(task, pairs!, Rows, Columns, tuning).PlaceQuickly(cancellation);
            var wanting =
                Search(fromRows: true, limit, Rounds == 0 ? progress : null, cancellation)
                + Search(fromRows: false, limit, null, cancellation);
            Rounds++;
            var violations = sweep.Violations(Rows, Columns, cancellation);
            if (violations is null && wanting == 0)
                return;
            if (wanting > 0)
                limit = violations is null ? long.MaxValue : Math.Min(limit * 2, long.MaxValue / 4);
            additions = violations ?? new int[]?[task.Matrix.Rows];
            pairs = pairs!.With(additions, task.Matrix);
        }
    }

    private int Search(bool fromRows, long limit, Action<double>? progress, CancellationToken cancellation) =>
        new AugmentingSearch(task, pairs!, (Rows, Columns), fromRows).FillAll(limit, progress, cancellation);

    // A row whose new candidates are worth more than its price pays the best of them, and gives up the links that are worth less.
    private void Loosen(int[]?[] additions)
    {
        for (var row = 0; row < additions.Length; row++)
        {
            if (additions[row] is not { } columns)
                continue;
            foreach (var column in columns)
                Rows.Prices[row] = Math.Max(Rows.Prices[row], Margin(row, column));
            foreach (var column in Rows.PartnersOf(row).ToArray())
                if (Margin(row, column) < Rows.Prices[row])
                {
                    Rows.Unseat(row, column);
                    Columns.Unseat(column, row);
                }
        }
    }

    private long Margin(int row, int column) => task.Matrix.ValueOf(row, column, task.Shift) - Columns.Prices[column];
}
