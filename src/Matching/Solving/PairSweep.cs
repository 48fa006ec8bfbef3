namespace Binome.Matching.Solving;

/// <summary>
/// Looks at every pair of the matrix, rows by threads. What a row finds depends on its block of rows and the prices only, so the answer never depends on
/// the threads.
/// </summary>
internal sealed class PairSweep(AssignmentTask task, SolverTuning tuning)
{
    private const int RowsPerBlock = 32;
    private const int SamplesMax = 128;
    private const int TriesMax = 24;
    private const int SpreadMax = 2;

    private readonly ScoreMatrix matrix = task.Matrix;

    /// <summary>What the last look for violations has proven; null before the first.</summary>
    internal ProvenPrices? Proven { get; set; }

    /// <summary>For each row, or only for some, the columns where it gains most at these prices.</summary>
    internal int[]?[] Nearest(SeatSide rows, SeatSide columns, CancellationToken cancellation, int[]? only = null)
    {
        var found = new int[]?[matrix.Rows];
        var prices = Padded(columns.Prices);
        if (only is not null)
        {
            var (gap, buffer) = (0L, new int[matrix.Stride]);
            foreach (var row in only)
                if (rows.SeatsOf(row) > 0)
                    found[row] = NearestOf(row, prices, tuning.NearestPerSeat * rows.SeatsOf(row), ref gap, buffer);
            return found;
        }
        ForBlocks(
            (first, end, buffer) =>
            {
                var gap = 0L;
                for (var row = first; row < end; row++)
                {
                    var wanted = tuning.NearestPerSeat * rows.SeatsOf(row);
                    if (wanted > 0)
                        found[row] = NearestOf(row, prices, wanted, ref gap, buffer);
                }
            },
            cancellation
        );
        return found;
    }

    /// <summary>Pairs worth more than both prices, the worst for each row; null when there are none and the prices are proven.</summary>
    internal int[]?[]? Violations(SeatSide rows, SeatSide columns, CancellationToken cancellation)
    {
        var found = new int[]?[matrix.Rows];
        var prices = Padded(columns.Prices);
        var fallen = Proven?.Fallen(columns, matrix.Columns / tuning.ColumnsPerPick);
        var isProven = true;
        ForBlocks(
            (first, end, buffer) =>
            {
                for (var row = first; row < end; row++)
                {
                    if (rows.SeatsOf(row) == 0)
                        continue;
                    var count =
                        fallen is not null && Proven!.HoldsFor(row, rows.Prices[row])
                            ? Pick(row, prices, rows.Prices[row], fallen, buffer)
                            : Collect(row, prices, rows.Prices[row], buffer);
                    count = WithoutPartners(buffer.AsSpan(0, count), rows.PartnersOf(row));
                    if (count == 0)
                        continue;
                    found[row] = KeepBest(row, prices, buffer.AsSpan(0, count), tuning.ViolationsPerRow);
                    Volatile.Write(ref isProven, false);
                }
            },
            cancellation
        );
        Proven = ProvenPrices.After(rows, columns, found);
        return isProven ? null : found;
    }

    // The gap below the best margin that yields enough columns is much the same from row to row, so the last row's is tried first.
    private int[]? NearestOf(int row, long[] prices, int wanted, ref long gap, int[] buffer)
    {
        var best = RowScan.HighestMargin(matrix.PaddedRow(row), prices, task.Shift, task.MinimumScore);
        if (best == RowScan.NoMargin)
            return null;
        var count = 0;
        var most = wanted * SpreadMax;
        if (matrix.Columns <= most)
            count = Collect(row, prices, RowScan.NoMargin, buffer);
        else
            for (var attempt = 0; attempt < TriesMax; attempt++)
            {
                count = Collect(row, prices, best - 1 - gap, buffer);
                if (count > most && gap > 0)
                    gap /= 2;
                else if (count < wanted / SpreadMax)
                    gap = (gap * 2) + 64;
                else
                    break;
            }
        // Without a gap all are equally good: any will do, so each row takes others.
        return gap == 0 && count > most
            ? Spread(row, buffer.AsSpan(0, count), most)
            : KeepBest(row, prices, buffer.AsSpan(0, count), most);
    }

    private int Collect(int row, long[] prices, long limit, Span<int> buffer) =>
        RowScan.CollectAbove(matrix.PaddedRow(row), prices, (task.Shift, task.MinimumScore), limit, buffer);

    // As Collect, among the columns whose price has fallen and those that were linked to the row.
    private int Pick(int row, long[] prices, long limit, int[] fallen, Span<int> buffer)
    {
        var cells = matrix.Row(row);
        var count = 0;
        foreach (var column in fallen)
            if (IsAbove(cells[column], prices[column], limit))
                buffer[count++] = column;
        var picked = count;
        foreach (var column in Proven!.LinksOf(row))
            if (IsAbove(cells[column], prices[column], limit) && !buffer[..picked].Contains(column))
                buffer[count++] = column;
        if (count > picked)
            buffer[..count].Sort();
        return count;
    }

    private bool IsAbove(short score, long price, long limit) =>
        score >= task.MinimumScore && ((long)score << task.Shift) - price > limit;

    // Exact up to a few times the number wanted; above, a sample of the margins tells where to cut, and ties spread over the columns by row.
    private int[] KeepBest(int row, long[] prices, Span<int> columns, int wanted)
    {
        if (columns.Length <= wanted)
            return columns.ToArray();
        var cells = matrix.Row(row);
        var step = Math.Max(1, columns.Length / SamplesMax);
        var samples = new long[columns.Length / step];
        for (var at = 0; at < samples.Length; at++)
            samples[at] = prices[columns[at * step]] - ((long)cells[columns[at * step]] << task.Shift);
        Array.Sort(samples);
        var cut = samples[(int)((long)samples.Length * wanted / columns.Length)];
        var kept = new List<int>(wanted);
        var start = (int)((long)row * columns.Length / matrix.Rows);
        for (var at = 0; at < columns.Length && kept.Count < wanted; at++)
        {
            var column = columns[(start + at) % columns.Length];
            if (prices[column] - ((long)cells[column] << task.Shift) <= cut)
                kept.Add(column);
        }
        kept.Sort();
        return [.. kept];
    }

    private int[] Spread(int row, ReadOnlySpan<int> columns, int wanted)
    {
        var start = (int)((long)row * columns.Length / matrix.Rows);
        var kept = new int[wanted];
        for (var at = 0; at < wanted; at++)
            kept[at] = columns[(start + (int)((long)at * columns.Length / wanted)) % columns.Length];
        Array.Sort(kept);
        return kept;
    }

    private static int WithoutPartners(Span<int> columns, ReadOnlySpan<int> partners)
    {
        var kept = 0;
        foreach (var column in columns)
            if (!partners.Contains(column))
                columns[kept++] = column;
        return kept;
    }

    private long[] Padded(long[] prices)
    {
        var padded = new long[matrix.Stride];
        prices.CopyTo(padded, 0);
        return padded;
    }

    // Each thread has a buffer as wide as a row.
    private void ForBlocks(Action<int, int, int[]> work, CancellationToken cancellation) =>
        Parallel.For(
            0,
            (matrix.Rows + RowsPerBlock - 1) / RowsPerBlock,
            new ParallelOptions { MaxDegreeOfParallelism = tuning.Threads, CancellationToken = cancellation },
            () => new int[matrix.Stride],
            (block, _, buffer) =>
            {
                work(block * RowsPerBlock, Math.Min(matrix.Rows, (block + 1) * RowsPerBlock), buffer);
                return buffer;
            },
            _ => { }
        );
}
