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
    {
        this.task = task;
        this.tuning = tuning;
        sweep = new PairSweep(task, tuning);
        Rows = new SeatSide(task.RowSeats, task.RowFloors);
        Columns = new SeatSide(task.ColumnSeats, task.ColumnFloors);
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
        pairs = CandidatePairs.Merge(null, nearest, task.Matrix);
        new Bidding(task, pairs, Rows, Columns, tuning).ApproachPrices(cancellation);
        Settle(nearest, progress, cancellation);
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
            pairs = CandidatePairs.Merge(pairs, additions, task.Matrix);
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
