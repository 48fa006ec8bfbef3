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
    internal int[] NumbersOf(IEnumerable<string> names) =>
        [.. names.Order(StringComparer.Ordinal).Select(NumberOf).Where(number => number != Missing).Distinct().Order()];

    /// <summary>Labels in ordinal order, ready for a sentence.</summary>
    internal string Join(IEnumerable<int> wanted) =>
        string.Join(", ", wanted.Select(number => labels[number]).Order(StringComparer.Ordinal));
}
