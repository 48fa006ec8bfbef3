namespace Binome.WebApi.People;

/// <summary>
/// How a cell is quoted, by its raw bytes. A quote inside an unquoted cell (<c>5" pipe</c>) is just a character; in a
/// quoted cell, text after the closing quote leaves open where the cell was meant to end.
/// </summary>
internal static class HrCsvQuotes
{
    private const byte Quote = (byte)'"';

    public static bool AreSound(ReadOnlySpan<byte> cell) => Closing(cell.Trim(" \t"u8)) is null or 0;

    public static bool AreUnclosed(ReadOnlySpan<byte> cell) => Closing(cell.Trim(" \t"u8)) < 0;

    // The number of bytes after the closing quote, -1 when there is none, null when the cell is not quoted.
    private static int? Closing(ReadOnlySpan<byte> cell)
    {
        if (!cell.StartsWith(Quote))
            return null;
        var rest = cell[1..];
        while (true)
        {
            var quote = rest.IndexOf(Quote);
            if (quote < 0)
                return -1;
            rest = rest[(quote + 1)..];
            if (!rest.StartsWith(Quote))
                return rest.Length;
            rest = rest[1..];
        }
    }
}
