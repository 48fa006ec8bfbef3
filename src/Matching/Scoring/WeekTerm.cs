using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>Availability when everybody lives in one time zone: the common half-days are the common bits, and their number tells the points.</summary>
internal sealed class WeekTerm : ScoreTerm
{
    private const int Lanes = TableLookup.Lanes;
    private const int UnknownCount = 15;

    private readonly int[] rowWeeks;
    private readonly int[] columnWeeks;
    private readonly int[] points = new int[Lanes];

    internal WeekTerm(AvailabilityCriterion criterion, Sides sides)
    {
        rowWeeks = [.. sides.Rows.Select(person => person.WeekFacet[0])];
        columnWeeks = [.. sides.Columns.Select(person => person.WeekFacet[0])];
        for (var halfDays = 0; halfDays < UnknownCount; halfDays++)
            points[halfDays] = criterion.Setting.Weight * criterion.PointsOfHalfDays(halfDays);
        points[UnknownCount] = criterion.Setting.Weight * Points.Neutral;
    }

    /// <summary>Whether all who gave half-days share one offset, or none has one.</summary>
    internal static bool Fits(Sides sides) =>
        sides
            .Rows.Concat(sides.Columns)
            .Where(person => person.LocalWeek is not null)
            .Select(person => person.WeekFacet[1])
            .Distinct()
            .Count() < 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AddTo(int row, Span<int> totals, Span<int> scratch)
    {
        var mine = rowWeeks[row];
        var (week, table) = (Vector512.Create(mine), Vector512.Create(points));
        var column = 0;
        if (mine != 0 && Vector512.IsHardwareAccelerated)
            for (; column <= totals.Length - Lanes; column += Lanes)
            {
                var theirs = Vector512.Create(columnWeeks.AsSpan(column, Lanes));
                var count = PopCount(week & theirs);
                count = Vector512.ConditionalSelect(
                    Vector512.Equals(theirs, Vector512<int>.Zero),
                    Vector512.Create(UnknownCount),
                    count
                );
                (Vector512.Create<int>(totals.Slice(column, Lanes)) + Vector512.Shuffle(table, count)).CopyTo(
                    totals[column..]
                );
            }
        for (; column < totals.Length; column++)
            totals[column] += points[
                mine == 0 || columnWeeks[column] == 0
                    ? UnknownCount
                    : System.Numerics.BitOperations.PopCount((uint)(mine & columnWeeks[column]))
            ];
    }

    // Bits are added in pairs, in fours, in eights and at last the two bytes of the fourteen half-days.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> PopCount(Vector512<int> bits)
    {
        bits -= (bits >>> 1) & Vector512.Create(0x5555);
        bits = (bits & Vector512.Create(0x3333)) + ((bits >>> 2) & Vector512.Create(0x3333));
        bits = (bits + (bits >>> 4)) & Vector512.Create(0x0F0F);
        return (bits + (bits >>> 8)) & Vector512.Create(0x1F);
    }
}
