using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Binome.Matching.Compiling;
using Binome.Matching.Criteria;

namespace Binome.Matching.Scoring;

/// <summary>
/// Coverage of what a row wants, where many columns share a skill with it: a byte for each skill and column holds the level, and sixty-four columns are
/// looked up at a time. Rows that want more than <see cref="SkillsMax"/> are left to others.
/// </summary>
internal sealed class SkillLevels
{
    /// <summary>The sixtieths of so many skills fit a byte.</summary>
    internal const int SkillsMax = 4;
    private const int Columns = 64;
    private const int CellsMax = 16 * 1024 * 1024;

    // Fewer, and to visit each holder costs less.
    private const int PairsPerHolderMax = 16;

    private readonly AlignedNumbers<byte> levels;
    private readonly int skills;
    private readonly int stride;
    private readonly Vector512<int> weight;
    private readonly Vector512<byte>[] shares;

    private SkillLevels(SkillSet[] columns, int skills, int weight)
    {
        this.skills = skills;
        this.weight = Vector512.Create(weight);
        stride = (columns.Length + Columns - 1) / Columns * Columns;
        levels = new AlignedNumbers<byte>(skills * stride);
        var all = levels.Span;
        for (var column = 0; column < columns.Length; column++)
        for (var at = 0; at < columns[column].Skills.Length; at++)
            all[(columns[column].Skills[at] * stride) + column] = (byte)columns[column].Levels[at];
        shares = [.. Enumerable.Range(0, SkillColumns.LevelCount).Select(Shares)];
    }

    /// <summary>Null where it is not worth its making.</summary>
    internal static SkillLevels? Of(SkillSet[] rows, SkillSet[] columns, int weight)
    {
        if (!Avx512BW.IsSupported)
            return null;
        var skills = columns.Max(set => set.IsEmpty ? 0 : set.Skills[^1] + 1);
        if ((long)skills * columns.Length > CellsMax)
            return null;
        var holders = new int[skills];
        foreach (var skill in columns.SelectMany(set => set.Skills))
            holders[skill]++;
        var visits = rows.SelectMany(set => set.Skills).Sum(skill => skill < skills ? (long)holders[skill] : 0);
        return visits * PairsPerHolderMax < (long)rows.Length * columns.Length
            ? null
            : new SkillLevels(columns, skills, weight);
    }

    /// <summary>Adds weight × points to whole blocks of columns, and answers how many columns those are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Add(SkillSet mine, int band, Span<int> totals)
    {
        Span<int> starts = stackalloc int[SkillsMax];
        Span<Vector512<byte>> tables = stackalloc Vector512<byte>[SkillsMax];
        var count = 0;
        for (var at = 0; at < mine.Skills.Length; at++)
            if (mine.Skills[at] < skills)
                (starts[count], tables[count++]) = ((mine.Skills[at] * stride) + band, shares[mine.Levels[at]]);
        // Points are multiples of 1 ÷ (3 × size), and far from where floating point could be wrong.
        var size = (float)mine.Skills.Length;
        var rate = Vector512.Create(Points.Scale / (SkillsCriterion.LevelDenominator * size));
        var half = Vector512.Create(0.5f + (0.25f / (3 * size)));
        ref var first = ref MemoryMarshal.GetReference(levels.Span);
        ref var total = ref MemoryMarshal.GetReference(totals);
        var column = 0;
        for (; column <= totals.Length - Columns; column += Columns)
        {
            var common = Vector512<byte>.Zero;
            for (var skill = 0; skill < count; skill++)
                common += Avx512BW.Shuffle(
                    tables[skill],
                    Vector512.LoadUnsafe(ref first, (nuint)(starts[skill] + column))
                );
            var (lower, upper) = (common.GetLower(), common.GetUpper());
            Add(lower.GetLower(), rate, half, ref Unsafe.Add(ref total, column));
            Add(lower.GetUpper(), rate, half, ref Unsafe.Add(ref total, column + 16));
            Add(upper.GetLower(), rate, half, ref Unsafe.Add(ref total, column + 32));
            Add(upper.GetUpper(), rate, half, ref Unsafe.Add(ref total, column + 48));
        }
        return column;
    }

    /// <summary>Sixtieths of what the row wants that a column offers.</summary>
    internal int CommonOf(SkillSet mine, int column)
    {
        var common = 0;
        for (var at = 0; at < mine.Skills.Length; at++)
            if (mine.Skills[at] < skills && levels.Span[(mine.Skills[at] * stride) + column] is > 0 and var offered)
                common += SkillsCriterion.Share(offered, mine.Levels[at]);
        return common;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector128<byte> common, Vector512<float> rate, Vector512<float> half, ref int totals)
    {
        var sixtieths = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(common));
        var points = Vector512.ConvertToInt32Native(Vector512.FusedMultiplyAdd(sixtieths, rate, half));
        (Vector512.LoadUnsafe(ref totals) + ShortProduct.Of(points, weight)).StoreUnsafe(ref totals);
    }

    // What each level of a column gives a row that wants this one; the same sixteen bytes four times.
    private static Vector512<byte> Shares(int wanted)
    {
        Span<byte> table = stackalloc byte[Vector128<byte>.Count];
        table.Clear();
        for (var offered = 1; wanted > 0 && offered < SkillColumns.LevelCount; offered++)
            table[offered] = (byte)SkillsCriterion.Share(offered, wanted);
        var once = Vector128.Create<byte>(table);
        var twice = Vector256.Create(once, once);
        return Vector512.Create(twice, twice);
    }
}
