using System.Numerics;
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
    private readonly AlignedNumbers<int> columnMeasures;
    private readonly int reduction;

    internal GapTerm(GapCriterion criterion, Sides sides)
    {
        this.criterion = criterion;
        mentorsAreRows = sides.MentorsAreRows;
        rowMeasures = [.. sides.Rows.Select(person => criterion.MeasureOf(person) ?? GapCriterion.NoMeasure)];
        columnMeasures = new AlignedNumbers<int>([
            .. sides.Columns.Select(person => criterion.MeasureOf(person) ?? GapCriterion.NoMeasure),
        ]);
        reduction = (int)BigInteger.GreatestCommonDivisor(Points.Scale, criterion.Widest);
    }

    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch)
    {
        var mine = rowMeasures[row];
        var measures = columnMeasures.Span.Slice(band, totals.Length);
        var done = mine == GapCriterion.NoMeasure ? 0 : AddBlocks(mine, measures, totals);
        for (var column = done; column < totals.Length; column++)
            totals[column] += PointsOf(mine, measures[column]);
    }

    // Differing gaps are the mirror: offset + factor × points serves both. The other side's gap is this one's with the sign turned, and so is its centre.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddBlocks(int mine, ReadOnlySpan<int> measures, Span<int> totals)
    {
        var weight = criterion.Setting.Weight;
        var isMirrored = criterion.Setting.Direction == CriterionDirection.Different;
        var fromCentre = Vector512.Create(mine - (mentorsAreRows ? criterion.Centre : -criterion.Centre));
        var ideal = Vector512.Create(criterion.Ideal);
        var widest = Vector512.Create(criterion.Widest);
        var scale = Vector512.Create(Points.Scale / reduction);
        var division = new RoundedDivision(criterion.Widest / reduction);
        var offset = Vector512.Create(isMirrored ? weight * Points.Scale : 0);
        var factor = Vector512.Create(isMirrored ? -weight : weight);
        var (unknown, neutral) = (Vector512.Create(GapCriterion.NoMeasure), Vector512.Create(weight * Points.Neutral));
        var column = 0;
        for (; column <= totals.Length - Vector512<int>.Count; column += Vector512<int>.Count)
        {
            var theirs = Vector512.Create(measures.Slice(column, Vector512<int>.Count));
            var distance = Vector512.Abs(Vector512.Abs(fromCentre - theirs) - ideal);
            var near = widest - Vector512.Min(distance, widest);
            var points = offset + (ShortProduct.Of(division.Divide(ShortProduct.Of(near, scale)), factor));
            points = Vector512.ConditionalSelect(Vector512.Equals(theirs, unknown), neutral, points);
            (Vector512.Create<int>(totals.Slice(column, Vector512<int>.Count)) + points).CopyTo(totals[column..]);
        }
        return column;
    }

    private int PointsOf(int mine, int theirs)
    {
        if (mine == GapCriterion.NoMeasure || theirs == GapCriterion.NoMeasure)
            return criterion.Setting.Weight * Points.Neutral;
        return criterion.Setting.Weight * criterion.PointsOfGap(mentorsAreRows ? mine - theirs : theirs - mine);
    }
}
