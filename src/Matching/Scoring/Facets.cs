using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;

namespace Binome.Matching.Scoring;

/// <summary>People of one side by what a criterion or rule reads of them: a number for each person, and one person to stand for each number.</summary>
internal sealed class Facets
{
    private Facets(int[] codes, Profile[] examples)
    {
        Codes = codes;
        Examples = examples;
    }

    internal int[] Codes { get; }
    internal Profile[] Examples { get; }
    internal int Count => Examples.Length;

    internal static Facets Of(Profile[] people, Func<Profile, int[]> facetOf)
    {
        var numbers = new Dictionary<int[], int>(SameNumbers.Instance);
        var examples = new List<Profile>();
        var codes = new int[people.Length];
        for (var index = 0; index < people.Length; index++)
        {
            var facet = facetOf(people[index]);
            if (!numbers.TryGetValue(facet, out codes[index]))
            {
                codes[index] = examples.Count;
                numbers.Add(facet, examples.Count);
                examples.Add(people[index]);
            }
        }
        return new Facets(codes, [.. examples]);
    }

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        internal static readonly SameNumbers Instance = new();

        public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(int[] numbers)
        {
            var hash = new HashCode();
            foreach (var number in numbers)
                hash.Add(number);
            return hash.ToHashCode();
        }
    }
}

/// <summary>Looks numbers up in small tables, sixteen at a time.</summary>
internal static class TableLookup
{
    internal const int Lanes = 16;
    private const int TablesMax = 4;

    /// <summary>Entries that one pass of vectors can hold; larger tables are read one number at a time.</summary>
    internal const int SmallTableMax = Lanes * TablesMax;

    /// <summary>totals[i] += table[codes[i]].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(ReadOnlySpan<int> table, ReadOnlySpan<int> codes, Span<int> totals)
    {
        var done = 0;
        if (table.Length <= SmallTableMax && Vector512.IsHardwareAccelerated)
            for (var start = 0; start < table.Length; start += Lanes)
                done = AddPart(Load(table[start..]), start, codes, totals);
        // The codes are places in the table by construction; one check less for each pair.
        ref var first = ref MemoryMarshal.GetReference(table);
        for (var index = done; index < codes.Length; index++)
            totals[index] += Unsafe.Add(ref first, codes[index]);
    }

    // Shuffle gives zero for numbers outside its sixteen entries, so the parts of a table simply add up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddPart(Vector512<int> part, int start, ReadOnlySpan<int> codes, Span<int> totals)
    {
        var first = Vector512.Create(start);
        var index = 0;
        for (; index <= codes.Length - Lanes; index += Lanes)
        {
            var code = Vector512.Create(codes.Slice(index, Lanes)) - first;
            var sum = Vector512.Create<int>(totals.Slice(index, Lanes)) + Vector512.Shuffle(part, code);
            sum.CopyTo(totals[index..]);
        }
        return index;
    }

    /// <summary>Up to sixteen entries, zeros after.</summary>
    internal static Vector512<int> Load(ReadOnlySpan<int> table)
    {
        Span<int> padded = stackalloc int[Lanes];
        table[..Math.Min(Lanes, table.Length)].CopyTo(padded);
        return Vector512.Create<int>(padded);
    }
}
