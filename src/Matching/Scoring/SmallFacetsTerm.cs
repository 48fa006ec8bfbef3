using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Binome.Matching.Scoring;

/// <summary>
/// Criteria of up to sixteen different values in one pass: four bits for each person and criterion, a vector for each table. Two criteria whose values go
/// together into sixteen are one.
/// </summary>
internal sealed class SmallFacetsTerm : ScoreTerm
{
    internal const int TermsMax = 8;
    private const int Lanes = TableLookup.Lanes;
    private const int CodeBits = 4;

    private readonly Group[] groups;
    private readonly AlignedNumbers<uint> codes;

    internal SmallFacetsTerm(FacetTerm[] terms)
    {
        groups = Merged([.. terms.Select(Group.Of)]);
        codes = new AlignedNumbers<uint>(terms[0].ColumnCodes.Length);
        var all = codes.Span;
        for (var group = 0; group < groups.Length; group++)
        for (var column = 0; column < all.Length; column++)
            all[column] |= (uint)groups[group].ColumnCodes[column] << (CodeBits * group);
    }

    internal override void AddTo(int row, int band, Span<int> totals, Span<int> scratch)
    {
        var done = 0;
        if (Avx512F.IsSupported)
        {
            done = totals.Length / Lanes * Lanes;
            Span<Vector512<int>> tables = stackalloc Vector512<int>[TermsMax];
            for (var group = 0; group < groups.Length; group++)
                tables[group] = groups[group].TableFor(row);
            AddBlocks(tables[..groups.Length], codes.Span[band..], totals[..done]);
        }
        foreach (var group in groups)
        {
            var table = group.TableFor(row);
            for (var column = done; column < totals.Length; column++)
                totals[column] += table[group.ColumnCodes[band + column]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlocks(ReadOnlySpan<Vector512<int>> tables, ReadOnlySpan<uint> codes, Span<int> totals)
    {
        for (var column = 0; column < totals.Length; column += Lanes)
        {
            var target = totals.Slice(column, Lanes);
            var sum = Vector512.Create<int>(target);
            var code = Vector512.Create(codes.Slice(column, Lanes));
            foreach (var table in tables)
            {
                // Only the lowest four bits of a code are looked at.
                sum += Avx512F.PermuteVar16x32(table, code.AsInt32());
                code >>>= CodeBits;
            }
            sum.CopyTo(target);
        }
    }

    // The two of the fewest values first, as long as they go together.
    private static Group[] Merged(List<Group> groups)
    {
        while (groups.Count > 1)
        {
            groups.Sort((one, other) => one.ColumnCount.CompareTo(other.ColumnCount));
            if (!groups[0].FitsWith(groups[1]))
                break;
            groups = [groups[0].With(groups[1]), .. groups.Skip(2)];
        }
        return [.. groups];
    }

    /// <summary>One criterion, or several at once: a table for each value of a row, over the values of columns.</summary>
    private sealed record Group(int[] RowCodes, Vector512<int>[] Tables, int[] ColumnCodes, int ColumnCount)
    {
        private const int TablesMax = 1_024;

        internal static Group Of(FacetTerm term) =>
            new(
                term.RowCodes,
                [.. term.Tables.Select(table => TableLookup.Load(table))],
                term.ColumnCodes,
                term.Tables[0].Length
            );

        internal Vector512<int> TableFor(int row) => Tables[RowCodes[row]];

        internal bool FitsWith(Group other) =>
            ColumnCount * other.ColumnCount <= Lanes && (long)Tables.Length * other.Tables.Length <= TablesMax;

        internal Group With(Group other) =>
            new(
                [.. RowCodes.Zip(other.RowCodes, (mine, theirs) => (mine * other.Tables.Length) + theirs)],
                [.. Tables.SelectMany(mine => other.Tables.Select(theirs => Sums(mine, theirs, other.ColumnCount)))],
                [.. ColumnCodes.Zip(other.ColumnCodes, (mine, theirs) => (mine * other.ColumnCount) + theirs)],
                ColumnCount * other.ColumnCount
            );

        private static Vector512<int> Sums(Vector512<int> mine, Vector512<int> theirs, int count)
        {
            Span<int> sums = stackalloc int[Lanes];
            for (var code = 0; code < Lanes; code++)
                sums[code] = mine[code / count] + theirs[code % count];
            return Vector512.Create<int>(sums);
        }
    }
}
