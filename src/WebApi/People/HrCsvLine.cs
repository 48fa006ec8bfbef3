namespace Binome.WebApi.People;

/// <summary>One row of the file.</summary>
/// <param name="Line">Physical line on which the row starts; the file's first line is 1.</param>
/// <param name="Cells">
/// In the order of <see cref="HrCsvHeader.Columns"/>: trimmed, null when blank. Empty when there is a problem.
/// </param>
/// <param name="Problem">Why the row cannot be read, or null.</param>
internal sealed record HrCsvLine(int Line, string?[] Cells, HrCsvProblem? Problem = null);

/// <summary>What keeps one row from being read; the rows after it are not affected.</summary>
/// <param name="Code">One of the codes below.</param>
/// <param name="Column">The column concerned, or null when it is the whole row.</param>
/// <param name="Found">The number of cells or characters found; 0 where nothing is counted.</param>
/// <param name="Expected">The number expected, or the limit; 0 where nothing is counted.</param>
internal sealed record HrCsvProblem(string Code, string? Column = null, int Found = 0, int Expected = 0)
{
    /// <summary>The row has more or fewer cells than the header.</summary>
    public const string CellCount = "row.cell_count";

    /// <summary>A cell is longer than <see cref="HrCsv.CellCharactersMax"/>.</summary>
    public const string CellTooLong = "row.cell_too_long";

    /// <summary>A cell opens with a quote and goes on after the closing one.</summary>
    public const string Quotes = "row.quotes";

    /// <summary>A line of JSON is no object with the members of a participant.</summary>
    public const string Json = "row.json_invalid";
}
