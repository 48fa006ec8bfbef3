namespace Binome.Matching.Solving;

/// <summary>Edges of one side in compressed rows: those of index i stand from Starts[i] to Starts[i + 1].</summary>
internal sealed record Adjacency(int[] Starts, int[] Others, short[] Scores)
{
    internal static Adjacency Empty(int count) => new(new int[count + 1], [], []);

    internal Range Of(int index) => Starts[index]..Starts[index + 1];
}

/// <summary>The few pairs the solver looks at between two looks at all of them.</summary>
internal sealed class CandidatePairs
{
    private CandidatePairs(Adjacency byRow, int columns)
    {
        ByRow = byRow;
        ByColumn = Transpose(byRow, columns);
    }

    internal Adjacency ByRow { get; }
    internal Adjacency ByColumn { get; }

    internal static CandidatePairs Of(int[]?[] candidates, ScoreMatrix matrix) =>
        Merge(Adjacency.Empty(matrix.Rows), candidates, matrix);

    /// <summary>These and further columns for each row (null for none); none may be known already.</summary>
    internal CandidatePairs With(int[]?[] additions, ScoreMatrix matrix) => Merge(ByRow, additions, matrix);

    /// <summary>As <see cref="With"/>, after everything known of some rows and columns is forgotten: their scores have changed.</summary>
    internal CandidatePairs Renewed(int[] rows, int[] columns, int[]?[] additions, ScoreMatrix matrix)
    {
        var (isRow, isColumn) = (new bool[matrix.Rows], new bool[matrix.Columns]);
        foreach (var row in rows)
            isRow[row] = true;
        foreach (var column in columns)
            isColumn[column] = true;
        var starts = new int[matrix.Rows + 1];
        var (others, scores) = (new int[ByRow.Others.Length], new short[ByRow.Others.Length]);
        var count = 0;
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var edge = ByRow.Starts[row]; !isRow[row] && edge < ByRow.Starts[row + 1]; edge++)
                if (!isColumn[ByRow.Others[edge]])
                    (others[count], scores[count++]) = (ByRow.Others[edge], ByRow.Scores[edge]);
            starts[row + 1] = count;
        }
        return Merge(new Adjacency(starts, others, scores), additions, matrix);
    }

    private static CandidatePairs Merge(Adjacency known, int[]?[] additions, ScoreMatrix matrix)
    {
        var starts = new int[matrix.Rows + 1];
        for (var row = 0; row < matrix.Rows; row++)
            starts[row + 1] = starts[row] + known.Starts[row + 1] - known.Starts[row] + (additions[row]?.Length ?? 0);
        var (columns, scores) = (new int[starts[^1]], new short[starts[^1]]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var next = starts[row];
            known.Others.AsSpan(known.Of(row)).CopyTo(columns.AsSpan(next));
            known.Scores.AsSpan(known.Of(row)).CopyTo(scores.AsSpan(next));
            next += known.Starts[row + 1] - known.Starts[row];
            var cells = matrix.Row(row);
            foreach (var column in additions[row].AsSpan())
                (columns[next], scores[next++]) = (column, cells[column]);
        }
        return new CandidatePairs(new Adjacency(starts, columns, scores), matrix.Columns);
    }

    private static Adjacency Transpose(Adjacency byRow, int columns)
    {
        var starts = new int[columns + 1];
        foreach (var column in byRow.Others)
            starts[column + 1]++;
        for (var column = 0; column < columns; column++)
            starts[column + 1] += starts[column];
        var next = starts.AsSpan(0, columns).ToArray();
        var (others, scores) = (new int[byRow.Others.Length], new short[byRow.Others.Length]);
        for (var row = 0; row < byRow.Starts.Length - 1; row++)
        for (var edge = byRow.Starts[row]; edge < byRow.Starts[row + 1]; edge++)
        {
            var place = next[byRow.Others[edge]]++;
            (others[place], scores[place]) = (row, byRow.Scores[edge]);
        }
        return new Adjacency(starts, others, scores);
    }
}
