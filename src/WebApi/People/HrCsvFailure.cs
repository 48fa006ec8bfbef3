namespace Binome.WebApi.People;

/// <summary>
/// The file as a whole cannot be imported. Nothing about a single row is reported this way: see <see cref="HrCsvProblem"/>.
/// Thrown by <see cref="HrCsv.Open"/>, or while the lines are read. Arguments never hold a cell's content.
/// </summary>
internal sealed class HrCsvFailure(string code, params string[] arguments) : Exception(code)
{
    /// <summary>No byte, or nothing but blank lines. No arguments.</summary>
    public const string Empty = "import.empty";

    /// <summary>Binary content, or no header line within <see cref="HrCsv.HeaderCharactersMax"/>. No arguments.</summary>
    public const string NotCsv = "import.not_csv";

    /// <summary>Bytes that are no text in the file's encoding. Arguments: encoding, line.</summary>
    public const string Encoding = "import.encoding";

    /// <summary>Required columns the header does not name. Arguments: the columns.</summary>
    public const string ColumnsMissing = "import.columns_missing";

    /// <summary>Recognised columns the header names more than once. Arguments: the columns.</summary>
    public const string ColumnsDuplicate = "import.columns_duplicate";

    /// <summary>A quote opened in the last row is never closed. Arguments: the line on which that row starts.</summary>
    public const string QuoteUnclosed = "import.quote_unclosed";

    /// <summary>A row of more than <see cref="HrCsv.RecordBytesMax"/>, mostly a quote that is never closed. Arguments: line, limit.</summary>
    public const string RecordTooLong = "import.record_too_long";

    /// <summary>More rows than <see cref="HrCsv.RowsMax"/>. Arguments: limit.</summary>
    public const string TooManyRows = "import.too_many_rows";

    /// <summary>More bytes than <see cref="HrCsv.BytesMax"/>. Arguments: limit.</summary>
    public const string TooLarge = "import.too_large";

    public string Code { get; } = code;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}
