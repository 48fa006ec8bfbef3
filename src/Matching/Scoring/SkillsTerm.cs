using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>
/// Skills: most pairs share none, so each skill knows the columns that have it, and a row only visits those of its own skills. What a pair has in common
/// is collected first (sixtieths of coverage, or shared skills) and turned into points by a table for each size of the whole.
/// </summary>
internal sealed class SkillsTerm : ScoreTerm
{
    private const int LevelCount = MatchingLimits.LevelMax + 1;

    private readonly SkillSet[] rows;
    private readonly int[] columnSizes;
    private readonly int[] baseline;
    private readonly int neutral;
    private readonly Dictionary<int, (int[] Columns, byte[] Levels)> columnsBySkill;
    private readonly int[][] gains;
    private readonly int[] shares;
    private readonly bool isCoverage;
    private readonly bool mentorsAreRows;

    internal SkillsTerm(SkillsCriterion criterion, Sides sides)
    {
        isCoverage = criterion.IsCoverage;
        mentorsAreRows = sides.MentorsAreRows;
        rows = [.. sides.Rows.Select(person => criterion.SetOf(person, sides.RowSide))];
        SkillSet[] columns = [.. sides.Columns.Select(person => criterion.SetOf(person, sides.ColumnSide))];
        columnSizes = [.. columns.Select(set => set.Skills.Length)];
        columnsBySkill = Invert(columns);
        shares = Shares();
        neutral = criterion.Setting.Weight * Points.Neutral;
        var nothing = criterion.Setting.Weight * criterion.PointsOfCommon(0, 1);
        baseline = [.. columns.Select(set => set.IsEmpty ? neutral : nothing)];
        gains = Gains(criterion);
    }

    internal override void AddTo(int row, Span<int> totals, Span<int> scratch)
    {
        var mine = rows[row];
        AddBaseline(mine.IsEmpty, totals);
        for (var skill = 0; skill < mine.Skills.Length; skill++)
            if (columnsBySkill.TryGetValue(mine.Skills[skill], out var having))
                Collect(having, shares.AsSpan(mine.Levels[skill] * LevelCount, LevelCount), scratch);
        foreach (var skill in mine.Skills)
            if (columnsBySkill.TryGetValue(skill, out var having))
                Give(having.Columns, mine.Skills.Length, totals, scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBaseline(bool isNeutral, Span<int> totals)
    {
        var all = Vector512.Create(neutral);
        var column = 0;
        for (; column <= totals.Length - Vector512<int>.Count; column += Vector512<int>.Count)
        {
            var mine = isNeutral ? all : Vector512.Create(baseline.AsSpan(column, Vector512<int>.Count));
            (Vector512.Create<int>(totals.Slice(column, Vector512<int>.Count)) + mine).CopyTo(totals[column..]);
        }
        for (; column < totals.Length; column++)
            totals[column] += isNeutral ? neutral : baseline[column];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect((int[] Columns, byte[] Levels) having, ReadOnlySpan<int> shares, Span<int> scratch)
    {
        var levels = having.Levels;
        for (var at = 0; at < levels.Length; at++)
            scratch[having.Columns[at]] += shares[levels[at]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Give(int[] columns, int size, Span<int> totals, Span<int> scratch)
    {
        if (isCoverage && !mentorsAreRows)
        {
            var mine = gains[size];
            foreach (var column in columns)
            {
                totals[column] += mine[scratch[column]];
                scratch[column] = 0;
            }
            return;
        }
        var own = isCoverage ? 0 : size;
        foreach (var column in columns)
        {
            totals[column] += gains[own + columnSizes[column]][scratch[column]];
            scratch[column] = 0;
        }
    }

    // What two levels add to the common part; by the row's level, then the column's.
    private int[] Shares()
    {
        var table = new int[LevelCount * LevelCount];
        for (var mine = 1; mine < LevelCount; mine++)
        for (var theirs = 1; theirs < LevelCount; theirs++)
            table[(mine * LevelCount) + theirs] =
                !isCoverage ? 1
                : mentorsAreRows ? SkillsCriterion.Share(mine, theirs)
                : SkillsCriterion.Share(theirs, mine);
        return table;
    }

    // For each size of the whole and each common part: the weighted points above those for nothing in common.
    private int[][] Gains(SkillsCriterion criterion)
    {
        var sizeMax = 2 * MatchingLimits.SkillsPerPersonMax;
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

    private static Dictionary<int, (int[] Columns, byte[] Levels)> Invert(SkillSet[] columns) =>
        columns
            .SelectMany((set, column) => set.Skills.Select((skill, at) => (skill, column, level: (byte)set.Levels[at])))
            .GroupBy(entry => entry.skill)
            .ToDictionary(
                group => group.Key,
                group => (group.Select(entry => entry.column).ToArray(), group.Select(entry => entry.level).ToArray())
            );
}
