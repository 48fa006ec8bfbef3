using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>A gap of many different sizes: the same formula as the criterion's, sixteen columns at a time.</summary>
internal sealed class GapTerm : ScoreTerm
{
    private readonly GapCriterion criterion;
    private readonly bool mentorsAreRows;
    private readonly int[] rowMeasures;
    private readonly int[] columnMeasures;

    internal GapTerm(GapCriterion criterion, Sides sides)
    {
        this.criterion = criterion;
        mentorsAreRows = sides.MentorsAreRows;
        rowMeasures = [.. sides.Rows.Select(person => criterion.MeasureOf(person) ?? GapCriterion.NoMeasure)];
        columnMeasures = [.. sides.Columns.Select(person => criterion.MeasureOf(person) ?? GapCriterion.NoMeasure)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AddTo(int row, Span<int> totals, Span<int> scratch)
    {
        var mine = rowMeasures[row];
        var column = 0;
        if (mine != GapCriterion.NoMeasure)
        {
            var formula = new GapFormula(criterion, mentorsAreRows);
            for (; column <= totals.Length - Vector512<int>.Count; column += Vector512<int>.Count)
            {
                var theirs = Vector512.Create(columnMeasures.AsSpan(column, Vector512<int>.Count));
                var sum = Vector512.Create<int>(totals.Slice(column, Vector512<int>.Count));
                (sum + formula.PointsOf(mine, theirs)).CopyTo(totals[column..]);
            }
        }
        for (; column < totals.Length; column++)
            totals[column] += PointsOf(mine, columnMeasures[column]);
    }

    private int PointsOf(int mine, int theirs)
    {
        if (mine == GapCriterion.NoMeasure || theirs == GapCriterion.NoMeasure)
            return criterion.Setting.Weight * Points.Neutral;
        return criterion.Setting.Weight * criterion.PointsOfGap(mentorsAreRows ? mine - theirs : theirs - mine);
    }
}

/// <summary>The formula of a gap, its numbers in vectors. Differing gaps are the mirror: Offset + Sign × points serves both.</summary>
internal readonly ref struct GapFormula(GapCriterion criterion, bool mentorsAreRows)
{
    private readonly Vector512<int> centre = Vector512.Create(mentorsAreRows ? criterion.Centre : -criterion.Centre);
    private readonly Vector512<int> ideal = Vector512.Create(criterion.Ideal);
    private readonly Vector512<int> widest = Vector512.Create(criterion.Widest);
    private readonly int divisor = criterion.Widest;
    private readonly Vector512<int> offset = Vector512.Create(
        criterion.Setting.Direction == CriterionDirection.Different ? criterion.Setting.Weight * Points.Scale : 0
    );
    private readonly Vector512<int> factor = Vector512.Create(
        criterion.Setting.Direction == CriterionDirection.Different
            ? -criterion.Setting.Weight
            : criterion.Setting.Weight
    );
    private readonly Vector512<int> neutral = Vector512.Create(criterion.Setting.Weight * Points.Neutral);

    // The other side's gap is this one's with the sign turned, and so is its centre; sizes stay.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<int> PointsOf(int mine, Vector512<int> theirs)
    {
        var gap = Vector512.Create(mine) - theirs;
        var distance = Vector512.Abs(Vector512.Abs(gap - centre) - ideal);
        var near = widest - Vector512.Min(distance, widest);
        var points = offset + (RoundedDivision.Divide(near * Points.Scale, divisor) * factor);
        var missing = Vector512.Equals(theirs, Vector512.Create(GapCriterion.NoMeasure));
        return Vector512.ConditionalSelect(missing, neutral, points);
    }
}

/// <summary>Quotients of whole numbers, halves rounded up, sixteen at a time and exact.</summary>
internal static class RoundedDivision
{
    /// <summary>For dividends from 0 below 2^30 and divisors below 2^29: a guess in floating point, at most one off, and put right in whole numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<int> Divide(Vector512<int> dividend, int divisor)
    {
        var doubled = (dividend << 1) + Vector512.Create(divisor);
        var whole = Vector512.Create(2 * divisor);
        var guess = Vector512.ConvertToInt32Native(Vector512.ConvertToSingle(doubled) * (1f / (2 * divisor)));
        var rest = doubled - (guess * whole);
        // Comparisons give −1 where true.
        guess += Vector512.LessThan(rest, Vector512<int>.Zero);
        return guess - Vector512.GreaterThanOrEqual(rest, whole);
    }
}
