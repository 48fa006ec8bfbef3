namespace Binome.Matching.Solving;

/// <summary>What somebody without a pair has on the other side.</summary>
internal sealed class CounterpartsLeft
{
    private readonly int[] forbidden = new int[HardRules.All.Count];
    private int best = -1;
    private bool any;

    /// <summary>The best score among those no rule forbids; null when there is none.</summary>
    internal int? Best => best < 0 ? null : best;

    /// <summary>The rule that forbids most; null when the other side is empty.</summary>
    internal string? DominatingRule => any ? HardRules.All[Array.IndexOf(forbidden, forbidden.Max())] : null;

    internal static CounterpartsLeft[] OfRows(ScoreMatrix matrix, int[] rows)
    {
        var found = New(rows.Length);
        for (var at = 0; at < rows.Length; at++)
            foreach (var cell in matrix.Row(rows[at]))
                found[at].Add(cell);
        return found;
    }

    /// <summary>Row by row, so that memory is read in its order.</summary>
    internal static CounterpartsLeft[] OfColumns(ScoreMatrix matrix, int[] columns)
    {
        var found = New(columns.Length);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var cells = matrix.Row(row);
            for (var at = 0; at < columns.Length; at++)
                found[at].Add(cells[columns[at]]);
        }
        return found;
    }

    private void Add(short cell)
    {
        any = true;
        if (ScoreMatrix.IsForbidden(cell))
            forbidden[ScoreMatrix.RuleOf(cell)]++;
        else
            best = Math.Max(best, cell);
    }

    private static CounterpartsLeft[] New(int count)
    {
        var found = new CounterpartsLeft[count];
        for (var at = 0; at < count; at++)
            found[at] = new CounterpartsLeft();
        return found;
    }
}
