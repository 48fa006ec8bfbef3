using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>Scores the cells of one person anew, pair by pair.</summary>
internal sealed class PairCells(CompiledProblem problem, ScoreMatrix matrix)
{
    private readonly HashSet<(int, int)> locked = [.. problem.Locked];

    internal void RescoreRow(int row)
    {
        for (var column = 0; column < matrix.Columns; column++)
            Rescore(row, column);
    }

    internal void RescoreColumn(int column)
    {
        for (var row = 0; row < matrix.Rows; row++)
            Rescore(row, column);
    }

    private void Rescore(int row, int column)
    {
        var (mentor, mentee) = matrix.MentorsAreRows ? (row, column) : (column, row);
        if (locked.Contains((mentor, mentee)))
            return;
        var broken = problem.Eligibility.FirstBroken(mentor, mentee);
        matrix.Row(row)[column] = (short)(
            broken == EligibilityRules.None ? problem.Score(mentor, mentee) : -1 - broken
        );
    }
}
