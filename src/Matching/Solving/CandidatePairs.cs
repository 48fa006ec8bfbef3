namespace Binome.Matching.Solving;

/// <summary>Edges of one side in compressed rows: those of index i stand from Starts[i] to Starts[i + 1].</summary>
internal sealed record Adjacency(int[] Starts, int[] Others, short[] Scores);

/// <summary>The few pairs the solver looks at between two looks at all of them.</summary>
internal sealed class CandidatePairs
{
    private CandidatePairs(Adjacency byRow, Adjacency byColumn)
    {
        ByRow = byRow;
        ByColumn = byColumn;
    }

    internal Adjacency ByRow { get; }
    internal Adjacency ByColumn { get; }
    internal int Count => ByRow.Others.Length;

    /// <summary>The known pairs, if any, and further columns for each row (null for none); none may be known already.</summary>
    internal static CandidatePairs Merge(CandidatePairs? known, int[]?[] additions, ScoreMatrix matrix)
    {
        var starts = new int[matrix.Rows + 1];
        for (var row = 0; row < matrix.Rows; row++)
            starts[row + 1] = starts[row] + KnownOf(known, row).Length + (additions[row]?.Length ?? 0);
        var columns = new int[starts[^1]];
        var scores = new short[starts[^1]];
        for (var row = 0; row < matrix.Rows; row++)
        {
            var mine = columns.AsSpan(starts[row]..starts[row + 1]);
            var old = KnownOf(known, row);
            old.CopyTo(mine);
            additions[row].AsSpan().CopyTo(mine[old.Length..]);
            var cells = matrix.Row(row);
            for (var edge = 0; edge < mine.Length; edge++)
                scores[starts[row] + edge] = cells[mine[edge]];
        }
        var byRow = new Adjacency(starts, columns, scores);
        return new CandidatePairs(byRow, Transpose(byRow, matrix.Rows, matrix.Columns));
    }

    /// <summary>All but the candidates of some rows and of some columns.</summary>
    internal CandidatePairs Without(IReadOnlyList<int> rows, IReadOnlyList<int> columns, ScoreMatrix matrix)
    {
        var kept = new int[]?[matrix.Rows];
        var (isRow, isColumn) = (new bool[matrix.Rows], new bool[matrix.Columns]);
        foreach (var row in rows)
            isRow[row] = true;
        foreach (var column in columns)
            isColumn[column] = true;
        for (var row = 0; row < matrix.Rows; row++)
            if (!isRow[row])
                kept[row] = Kept(KnownOf(this, row), isColumn);
        return Merge(null, kept, matrix);
    }

    private static int[] Kept(ReadOnlySpan<int> mine, bool[] isGone)
    {
        var kept = new int[mine.Length];
        var count = 0;
        foreach (var column in mine)
            if (!isGone[column])
                kept[count++] = column;
        return kept[..count];
    }

    private static ReadOnlySpan<int> KnownOf(CandidatePairs? known, int row) =>
        known is null ? [] : known.ByRow.Others.AsSpan(known.ByRow.Starts[row]..known.ByRow.Starts[row + 1]);

    private static Adjacency Transpose(Adjacency byRow, int rows, int columns)
    {
        var starts = new int[columns + 1];
        foreach (var column in byRow.Others)
            starts[column + 1]++;
        for (var column = 0; column < columns; column++)
            starts[column + 1] += starts[column];
        var next = starts.AsSpan(0, columns).ToArray();
        var others = new int[byRow.Others.Length];
        var scores = new short[byRow.Others.Length];
        for (var row = 0; row < rows; row++)
        for (var edge = byRow.Starts[row]; edge < byRow.Starts[row + 1]; edge++)
        {
            var place = next[byRow.Others[edge]]++;
            others[place] = row;
            scores[place] = byRow.Scores[edge];
        }
        return new Adjacency(starts, others, scores);
    }
}
