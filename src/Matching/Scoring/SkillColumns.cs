using Binome.Matching.Compiling;

namespace Binome.Matching.Scoring;

/// <summary>Who has a skill, or none at all, band by band: for each a number that holds the place in the band and the level.</summary>
internal sealed class SkillColumns
{
    internal const int LevelCount = MatchingLimits.LevelMax + 1;
    private const int LevelBits = 3;

    private readonly int skills;
    private readonly int bands;
    private readonly int[] starts;
    private readonly ushort[] holders;

    internal SkillColumns(SkillSet[] columns)
    {
        skills = columns.Max(set => set.IsEmpty ? 0 : set.Skills[^1] + 1);
        bands = (columns.Length + ScoreTerm.BandColumns - 1) / ScoreTerm.BandColumns;
        // Who has none comes after the last skill, at level 0.
        starts = new int[((skills + 1) * bands) + 1];
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column].IsEmpty)
                starts[SlotOf(skills, column) + 1]++;
            foreach (var skill in columns[column].Skills)
                starts[SlotOf(skill, column) + 1]++;
        }
        for (var slot = 0; slot < starts.Length - 1; slot++)
            starts[slot + 1] += starts[slot];
        holders = new ushort[starts[^1]];
        Place(columns);
    }

    internal static int ColumnOf(ushort holder) => holder >> LevelBits;

    internal static int LevelOf(ushort holder) => holder & ((1 << LevelBits) - 1);

    internal ReadOnlySpan<ushort> WithoutSkills(int band) => In(skills, band);

    internal ReadOnlySpan<ushort> Of(int skill, int band) => skill < skills ? In(skill, band) : [];

    private ReadOnlySpan<ushort> In(int skill, int band)
    {
        var slot = SlotOf(skill, band);
        return holders.AsSpan(starts[slot], starts[slot + 1] - starts[slot]);
    }

    private void Place(SkillSet[] columns)
    {
        int[] next = [.. starts];
        for (var column = 0; column < columns.Length; column++)
        {
            var (numbers, levels) = columns[column];
            var place = column % ScoreTerm.BandColumns << LevelBits;
            if (numbers.Length == 0)
                holders[next[SlotOf(skills, column)]++] = (ushort)place;
            for (var at = 0; at < numbers.Length; at++)
                holders[next[SlotOf(numbers[at], column)]++] = (ushort)(place | levels[at]);
        }
    }

    private int SlotOf(int skill, int column) => (skill * bands) + (column / ScoreTerm.BandColumns);
}
