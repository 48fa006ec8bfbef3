namespace Binome.WebApi.People;

/// <summary>What the file's first line says.</summary>
/// <param name="Columns">The recognised columns in the file's order, by their canonical names (<c>employee_id</c>).</param>
/// <param name="IgnoredColumns">The other columns as the file names them, unnamed ones left out.</param>
/// <param name="Delimiter">Comma, semicolon or tab.</param>
/// <param name="Positions">For each of <paramref name="Columns"/>, its place among all cells of a row.</param>
/// <param name="CellCount">The cells every row has to have.</param>
internal sealed record HrCsvHeader(
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> IgnoredColumns,
    char Delimiter,
    IReadOnlyList<int> Positions,
    int CellCount
)
{
    private const string Delimiters = ",;\t";

    public static HrCsvHeader From(IReadOnlyList<string> cells, char delimiter, HrCsvColumns wanted)
    {
        var names = cells.Select(Canonical).ToList();
        var positions = Enumerable.Range(0, names.Count).Where(at => wanted.Contains(names[at])).ToList();
        var columns = positions.ConvertAll(at => names[at]);

        var missing = wanted.Required.Except(columns).ToArray();
        if (missing.Length > 0)
            throw new HrCsvFailure(HrCsvFailure.ColumnsMissing, missing);
        // A column nobody reads may stand there twice; one that is read would be ambiguous.
        var duplicates = columns
            .CountBy(column => column)
            .Where(count => count.Value > 1)
            .Select(count => count.Key)
            .ToArray();
        if (duplicates.Length > 0)
            throw new HrCsvFailure(HrCsvFailure.ColumnsDuplicate, duplicates);

        var ignored = cells.Where((cell, at) => !wanted.Contains(names[at]) && !string.IsNullOrWhiteSpace(cell));
        return new HrCsvHeader(columns, [.. ignored.Select(cell => cell.Trim())], delimiter, positions, cells.Count);
    }

    /// <summary>The delimiter the first line that is not blank has most of, outside quotes.</summary>
    public static char DelimiterOf(ReadOnlySpan<char> start, bool whole)
    {
        var text = start.TrimStart("\r\n \t");
        if (text.IsEmpty)
            throw new HrCsvFailure(whole ? HrCsvFailure.Empty : HrCsvFailure.NotCsv);

        Span<int> counts = stackalloc int[Delimiters.Length];
        var quoted = false;
        var previous = '\n';
        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\t' or '\r' or '\n'))
                throw new HrCsvFailure(HrCsvFailure.NotCsv);
            if (!quoted && character is '\r' or '\n')
                return MostOf(counts);
            // A quote opens only where a cell starts; right after a closing one it is a doubled quote.
            if (character == '"' && (quoted || previous is '"' or ' ' or '\n' || Delimiters.Contains(previous)))
                quoted = !quoted;
            else if (!quoted && Delimiters.IndexOf(character) is >= 0 and var at)
                counts[at]++;
            previous = character;
        }
        // When this is the whole file, it is a header without rows, or its quote is open and the reader will say so.
        return whole ? MostOf(counts) : throw new HrCsvFailure(HrCsvFailure.NotCsv);
    }

    private static char MostOf(ReadOnlySpan<int> counts)
    {
        var most = 0;
        for (var at = 1; at < counts.Length; at++)
            if (counts[at] > counts[most])
                most = at;
        return Delimiters[most];
    }

    private static string Canonical(string name) =>
        string.Join(
            '_',
            name.ToLowerInvariant().Split([' ', '-', '_', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
        );
}
