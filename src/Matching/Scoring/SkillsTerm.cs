using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>
/// Skills: most pairs share none, so each skill knows the columns that have it, and a row only visits those of its own skills. Scratch holds what a pair is
/// known to have in common (sixtieths of coverage, or shared skills); a table for each size of the whole tells what more of it is worth.
/// </summary>
internal sealed class SkillsTerm : ScoreTerm
{
    private readonly SkillSet[] rows;
    private readonly int[] columnSizes;
    private readonly int neutral;
    private readonly int nothing;
    private readonly SkillColumns holders;
    private readonly int[][] gains;
    private readonly int[] shares;
    private readonly SkillLevels? levels;
    private readonly bool isCoverage;
    private readonly bool mentorsAreRows;

    internal SkillsTerm(SkillsCriterion criterion, Sides sides)
    {
        isCoverage = criterion.IsCoverage;
        mentorsAreRows = sides.MentorsAreRows;
        rows = [.. sides.Rows.Select(person => criterion.SetOf(person, sides.RowSide))];
        SkillSet[] columns = [.. sides.Columns.Select(person => criterion.SetOf(person, sides.ColumnSide))];
        columnSizes = [.. columns.Select(set => set.Skills.Length)];
        holders = new SkillColumns(columns);
        shares = Shares();
        neutral = criterion.Setting.Weight * Points.Neutral;
        nothing = criterion.Setting.Weight * criterion.PointsOfCommon(0, 1);
        gains = Gains(criterion, SizeMax(columns));
        if (isCoverage && !mentorsAreRows)
            levels = SkillLevels.Of(rows, columns, criterion.Setting.Weight);
    }

    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch)
    {
        var mine = rows[row];
        if (levels is not null && mine.Skills.Length is > 0 and <= SkillLevels.SkillsMax)
        {
            AddByLevels(mine, band, totals);
            return;
        }
        Begin(mine.IsEmpty ? neutral : nothing, totals, scratch);
        if (mine.IsEmpty)
            return;
        foreach (var column in holders.WithoutSkills(band))
            totals[SkillColumns.ColumnOf(column)] += neutral - nothing;
        for (var skill = 0; skill < mine.Skills.Length; skill++)
        {
            var having = holders.Of(mine.Skills[skill], band);
            var levels = shares.AsSpan(mine.Levels[skill] * SkillColumns.LevelCount, SkillColumns.LevelCount);
            if (isCoverage && !mentorsAreRows)
                Give(having, levels, gains[mine.Skills.Length], totals, scratch);
            else
                Give(having, levels, (band, isCoverage ? 0 : mine.Skills.Length), totals, scratch);
        }
    }

    private void AddByLevels(SkillSet mine, int band, Span<int> totals)
    {
        var done = levels!.Add(mine, band, totals);
        for (var column = done; column < totals.Length; column++)
            totals[column] += gains[mine.Skills.Length][levels.CommonOf(mine, band + column)];
        foreach (var column in holders.WithoutSkills(band))
            totals[SkillColumns.ColumnOf(column)] += neutral;
    }

    // Nothing in common is all that is known at first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Begin(int points, Span<int> totals, Span<int> scratch)
    {
        var all = Vector512.Create(points);
        var column = 0;
        for (; column <= totals.Length - Vector512<int>.Count; column += Vector512<int>.Count)
        {
            (Vector512.Create<int>(totals.Slice(column, Vector512<int>.Count)) + all).CopyTo(totals[column..]);
            Vector512<int>.Zero.CopyTo(scratch[column..]);
        }
        for (; column < totals.Length; column++)
        {
            totals[column] += points;
            scratch[column] = 0;
        }
    }

    // One size for all columns: the row's. Places, levels and sums are in bounds by construction; to check them would cost half of the loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Give(
        ReadOnlySpan<ushort> having,
        ReadOnlySpan<int> shares,
        ReadOnlySpan<int> gains,
        Span<int> totals,
        Span<int> scratch
    )
    {
        ref var share = ref MemoryMarshal.GetReference(shares);
        ref var gain = ref MemoryMarshal.GetReference(gains);
        ref var total = ref MemoryMarshal.GetReference(totals);
        ref var common = ref MemoryMarshal.GetReference(scratch);
        foreach (var holder in having)
        {
            // Unsigned, so that no number has to be extended.
            var column = (uint)SkillColumns.ColumnOf(holder);
            var before = Unsafe.Add(ref common, column);
            var after = before + Unsafe.Add(ref share, (uint)SkillColumns.LevelOf(holder));
            Unsafe.Add(ref common, column) = after;
            Unsafe.Add(ref total, column) += Unsafe.Add(ref gain, (uint)after) - Unsafe.Add(ref gain, (uint)before);
        }
    }

    // Sizes by column, beside the row's own part.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Give(
        ReadOnlySpan<ushort> having,
        ReadOnlySpan<int> shares,
        (int Band, int Own) at,
        Span<int> totals,
        Span<int> scratch
    )
    {
        foreach (var holder in having)
        {
            var column = SkillColumns.ColumnOf(holder);
            var gain = gains[at.Own + columnSizes[at.Band + column]];
            var before = scratch[column];
            var after = before + shares[SkillColumns.LevelOf(holder)];
            scratch[column] = after;
            totals[column] += gain[after] - gain[before];
        }
    }

    // What two levels add to the common part; by the row's level, then the column's.
    private int[] Shares()
    {
        var table = new int[SkillColumns.LevelCount * SkillColumns.LevelCount];
        for (var mine = 1; mine < SkillColumns.LevelCount; mine++)
        for (var theirs = 1; theirs < SkillColumns.LevelCount; theirs++)
            table[(mine * SkillColumns.LevelCount) + theirs] =
                !isCoverage ? 1
                : mentorsAreRows ? SkillsCriterion.Share(mine, theirs)
                : SkillsCriterion.Share(theirs, mine);
        return table;
    }

    // The whole is what the mentee wants, or what either offers.
    private int SizeMax(SkillSet[] columns)
    {
        var (row, column) = (rows.Max(set => set.Skills.Length), columns.Max(set => set.Skills.Length));
        return !isCoverage ? row + column
            : mentorsAreRows ? column
            : row;
    }

    // For each size of the whole and each common part: the weighted points above those for nothing in common.
    private int[][] Gains(SkillsCriterion criterion, int sizeMax)
    {
        var table = new int[sizeMax + 1][];
        for (var size = 0; size <= sizeMax; size++)
        {
            var commonMax = isCoverage ? size * SkillsCriterion.LevelDenominator : size / 2;
            table[size] = new int[commonMax + 1];
            for (var common = 1; common <= commonMax; common++)
                table[size][common] =
                    criterion.Setting.Weight
                    * (
                        criterion.PointsOfCommon(common, isCoverage ? size : size - common)
                        - criterion.PointsOfCommon(0, 1)
                    );
        }
        return table;
    }
}
