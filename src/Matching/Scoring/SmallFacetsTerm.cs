using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Binome.Matching.Scoring;

/// <summary>All criteria of up to sixteen different values in one pass: a byte for each person and criterion, a vector for each table.</summary>
internal sealed class SmallFacetsTerm : ScoreTerm
{
    private const int Lanes = TableLookup.Lanes;

    private readonly FacetTerm[] terms;
    private readonly byte[] codes;
    private readonly int blocks;

    internal SmallFacetsTerm(FacetTerm[] terms)
    {
        this.terms = terms;
        var columns = terms[0].ColumnCodes.Length;
        blocks = columns / Lanes;
        // Block by block, and within a block criterion by criterion: the order in which they are read.
        codes = new byte[blocks * terms.Length * Lanes];
        for (var term = 0; term < terms.Length; term++)
        for (var column = 0; column < blocks * Lanes; column++)
            codes[(((column / Lanes * terms.Length) + term) * Lanes) + (column % Lanes)] = (byte)
                terms[term].ColumnCodes[column];
    }

    internal override void AddTo(int row, Span<int> totals, Span<int> scratch)
    {
        var done = 0;
        if (Avx512F.IsSupported)
        {
            Span<Vector512<int>> tables = stackalloc Vector512<int>[MatchingLimits.CriteriaMax];
            for (var term = 0; term < terms.Length; term++)
                tables[term] = TableLookup.Load(terms[term].TableFor(row));
            AddBlocks(tables[..terms.Length], totals);
            done = blocks * Lanes;
        }
        foreach (var term in terms)
        {
            var table = term.TableFor(row);
            for (var column = done; column < totals.Length; column++)
                totals[column] += table[term.ColumnCodes[column]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlocks(ReadOnlySpan<Vector512<int>> tables, Span<int> totals)
    {
        var rest = codes.AsSpan();
        for (var block = 0; block < blocks; block++)
        {
            var target = totals.Slice(block * Lanes, Lanes);
            var sum = Vector512.Create<int>(target);
            for (var term = 0; term < tables.Length; term++)
            {
                var code = Avx512F.ConvertToVector512Int32(Vector128.Create<byte>(rest.Slice(term * Lanes, Lanes)));
                sum += Avx512F.PermuteVar16x32(tables[term], code);
            }
            sum.CopyTo(target);
            rest = rest[(tables.Length * Lanes)..];
        }
    }
}
