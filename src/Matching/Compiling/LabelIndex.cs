namespace Binome.Matching.Compiling;

/// <summary>Gives equal labels (case and outer spaces apart) one small number, so that the pair loop compares integers.</summary>
internal sealed class LabelIndex
{
    internal const int Missing = -1;
    private const int Unseen = -2;

    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> labels = [];

    internal int Count => labels.Count;

    internal string this[int number] => labels[number];

    internal int NumberOf(string? label)
    {
        var known = Find(label);
        if (known != Unseen)
            return known;
        var trimmed = label!.Trim();
        numbers.Add(trimmed, labels.Count);
        labels.Add(trimmed);
        return labels.Count - 1;
    }

    /// <summary>The numbers of the items' labels, as they stand. New labels are numbered in ordinal order, so that numbering ignores list order.</summary>
    internal int[] NumbersOf<T>(IReadOnlyList<T> items, Func<T, string> labelOf)
    {
        var found = new int[items.Count];
        for (var at = 0; at < found.Length; at++)
            found[at] = Find(labelOf(items[at]));
        if (!found.Contains(Unseen))
            return found;
        foreach (var label in items.Select(labelOf).Order(StringComparer.Ordinal))
            NumberOf(label);
        return NumbersOf(items, labelOf);
    }

    /// <summary>The distinct numbers of the labels, ascending.</summary>
    internal int[] NumbersOf(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return [];
        var found = NumbersOf(names, name => name);
        Array.Sort(found);
        return Distinct(found);
    }

    private int Find(string? label) =>
        string.IsNullOrWhiteSpace(label) ? Missing : numbers.GetValueOrDefault(label.Trim(), Unseen);

    // Ascending, so that missing ones come first.
    private static int[] Distinct(int[] ascending)
    {
        var count = 0;
        for (var at = 0; at < ascending.Length; at++)
            if (ascending[at] != Missing && (count == 0 || ascending[count - 1] != ascending[at]))
                ascending[count++] = ascending[at];
        return count == ascending.Length ? ascending : ascending[..count];
    }

    /// <summary>Labels in ordinal order, ready for a sentence.</summary>
    internal string Join(IEnumerable<int> wanted) =>
        string.Join(", ", wanted.Select(number => labels[number]).Order(StringComparer.Ordinal));
}
