using System.Numerics;
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

    private readonly ushort[] rowWeeks;
    private readonly AlignedNumbers<ushort> columnWeeks;
    private readonly int[] points = new int[Lanes];

    internal WeekTerm(AvailabilityCriterion criterion, Sides sides)
    {
        rowWeeks = [.. sides.Rows.Select(person => (ushort)person.WeekFacet[0])];
        columnWeeks = new AlignedNumbers<ushort>([.. sides.Columns.Select(person => (ushort)person.WeekFacet[0])]);
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
    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch)
    {
        var mine = rowWeeks[row];
        var weeks = columnWeeks.Span.Slice(band, totals.Length);
        var column = 0;
        if (mine != 0 && Vector512.IsHardwareAccelerated)
        {
            var (week, table) = (Vector512.Create(mine), Vector512.Create(points));
            for (; column <= totals.Length - (2 * Lanes); column += 2 * Lanes)
            {
                var theirs = Vector512.Create<ushort>(weeks.Slice(column, 2 * Lanes));
                var counts = Vector512.ConditionalSelect(
                    Vector512.Equals(theirs, Vector512<ushort>.Zero),
                    Vector512.Create((ushort)UnknownCount),
                    PopCount(week & theirs)
                );
                var (lower, upper) = Vector512.Widen(counts);
                Add(Vector512.Shuffle(table, lower.AsInt32()), totals[column..]);
                Add(Vector512.Shuffle(table, upper.AsInt32()), totals[(column + Lanes)..]);
            }
        }
        for (; column < totals.Length; column++)
            totals[column] += points[
                mine == 0 || weeks[column] == 0 ? UnknownCount : BitOperations.PopCount((uint)(mine & weeks[column]))
            ];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<int> points, Span<int> totals) =>
        (Vector512.Create<int>(totals[..Lanes]) + points).CopyTo(totals);

    // Bits are added in pairs, in fours, in eights and at last the two bytes of the fourteen half-days.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> PopCount(Vector512<ushort> bits)
    {
        bits -= (bits >>> 1) & Vector512.Create((ushort)0x5555);
        bits = (bits & Vector512.Create((ushort)0x3333)) + ((bits >>> 2) & Vector512.Create((ushort)0x3333));
        bits = (bits + (bits >>> 4)) & Vector512.Create((ushort)0x0F0F);
        return (bits + (bits >>> 8)) & Vector512.Create((ushort)0x1F);
    }
}
