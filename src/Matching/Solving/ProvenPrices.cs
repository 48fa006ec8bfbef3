namespace Binome.Matching.Solving;

/// <summary>
/// What the last look at all pairs has proven, so that the next one need not look at everything again. A pair that was worth no more than its two prices is
/// so still while neither has fallen. Left to look at are rows whose price has fallen or whose pairs broke the prices, columns whose price has fallen, and pairs
/// that were linked then: a link may be worth more than its prices.
/// </summary>
internal sealed class ProvenPrices
{
    private const long Nothing = long.MaxValue;

    private readonly long[] rows;
    private readonly long[] columns;
    private readonly int[][] links;

    private ProvenPrices(long[] rows, long[] columns, int[][] links) =>
        (this.rows, this.columns, this.links) = (rows, columns, links);

    /// <summary>After a look at all pairs that found these to break the prices.</summary>
    internal static ProvenPrices After(SeatSide rows, SeatSide columns, int[]?[] violations)
    {
        var proven = new ProvenPrices([.. rows.Prices], [.. columns.Prices], new int[rows.Count][]);
        for (var row = 0; row < rows.Count; row++)
        {
            proven.links[row] = rows.PartnersOf(row).ToArray();
            if (violations[row] is not null || rows.SeatsOf(row) == 0)
                proven.rows[row] = Nothing;
        }
        return proven;
    }

    /// <summary>The same without what was proven of some rows and columns.</summary>
    internal ProvenPrices Without(int[] changedRows, int[] changedColumns)
    {
        var proven = new ProvenPrices([.. rows], [.. columns], links);
        foreach (var row in changedRows)
            proven.rows[row] = Nothing;
        foreach (var column in changedColumns)
            proven.columns[column] = Nothing;
        return proven;
    }

    /// <summary>The columns whose price has fallen, ascending; null when there are more than so many.</summary>
    internal int[]? Fallen(SeatSide columnSide, int most)
    {
        var fallen = new List<int>();
        for (var column = 0; column < columns.Length; column++)
            if (columnSide.Prices[column] < columns[column])
            {
                fallen.Add(column);
                if (fallen.Count > most)
                    return null;
            }
        return [.. fallen];
    }

    internal bool HoldsFor(int row, long price) => price >= rows[row];

    internal ReadOnlySpan<int> LinksOf(int row) => links[row];
}
