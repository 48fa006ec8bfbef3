namespace Binome.Matching.Compiling;

/// <summary>Gives equal labels (case and outer spaces apart) one small number, so that the pair loop compares integers.</summary>
internal sealed class LabelIndex
{
    internal const int Missing = -1;

    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> labels = [];

    internal int Count => labels.Count;

    internal string this[int number] => labels[number];

    internal int NumberOf(string? label)
    {
        if (string.IsNullOrWhiteSpace(label))
            return Missing;
        var trimmed = label.Trim();
        if (numbers.TryGetValue(trimmed, out var known))
            return known;
        numbers.Add(trimmed, labels.Count);
        labels.Add(trimmed);
        return labels.Count - 1;
    }

    /// <summary>The distinct numbers of the labels, ascending. The labels are read in ordinal order, so that numbering ignores list order.</summary>
    internal int[] NumbersOf(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return [];
        if (names.Count == 1)
            return NumberOf(names[0]) is var only && only == Missing ? [] : [only];
        string[] sorted = [.. names];
        Array.Sort(sorted, StringComparer.Ordinal);
        var numbers = new int[sorted.Length];
        for (var at = 0; at < sorted.Length; at++)
            numbers[at] = NumberOf(sorted[at]);
        Array.Sort(numbers);
        return Distinct(numbers);
    }

    // Ascending, so that missing ones come first.
    private static int[] Distinct(int[] ascending)
    {
        var count = 0;
        for (var at = 0; at < ascending.Length; at++)
            if (ascending[at] != Missing && (count == 0 || ascending[count - 1] != ascending[at]))
                ascending[count++] = ascending[at];
        return ascending[..count];
    }

    /// <summary>Labels in ordinal order, ready for a sentence.</summary>
    internal string Join(IEnumerable<int> wanted) =>
        string.Join(", ", wanted.Select(number => labels[number]).Order(StringComparer.Ordinal));
}
