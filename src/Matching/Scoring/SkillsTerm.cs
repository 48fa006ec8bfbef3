using System.Runtime.CompilerServices;
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
        if (mine.IsEmpty)
        {
            for (var column = 0; column < totals.Length; column++)
                totals[column] += neutral;
            return;
        }
        for (var column = 0; column < totals.Length; column++)
            totals[column] += baseline[column];
        for (var skill = 0; skill < mine.Skills.Length; skill++)
            if (columnsBySkill.TryGetValue(mine.Skills[skill], out var having))
                Collect(having, shares.AsSpan(mine.Levels[skill] * LevelCount, LevelCount), scratch);
        foreach (var skill in mine.Skills)
            if (columnsBySkill.TryGetValue(skill, out var having))
                Give(having.Columns, mine.Skills.Length, totals, scratch);
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
        foreach (var column in columns)
        {
            var common = scratch[column];
            scratch[column] = 0;
            var whole =
                !isCoverage ? size + columnSizes[column]
                : mentorsAreRows ? columnSizes[column]
                : size;
            totals[column] += gains[whole][common];
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
