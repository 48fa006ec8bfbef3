using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Binome.Contracts.People;
using Binome.Grains.People;
using Binome.WebApi.Errors;
using Binome.WebApi.Http;
using Binome.WebApi.People;

namespace Binome.Silo.Cli.Offline;

/// <summary>The rows of a CSV file that lies on disk.</summary>
internal static class InputFile
{
    /// <exception cref="HrCsvFailure">The file as a whole can't be read as CSV.</exception>
    /// <exception cref="MatchInputException">There is no such file, or it may not be read.</exception>
    public static async IAsyncEnumerable<(ImmutableArray<string> Columns, ImportLine Line)> Lines(
        string path,
        HrCsvColumns wanted,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var file = Open(path);
        using var csv = await HrCsv.Open(file, wanted, cancellation);
        ImmutableArray<string> columns = [.. csv.Header.Columns];
        await foreach (var line in csv.Lines())
            yield return (columns, new ImportLine(line.Line, [.. line.Cells], line.Problem?.Code));
    }

    public static FileProblem Problem(string path, int line, RowProblem problem) =>
        new(Path.GetFileName(path), line, problem.Column, problem.Code, problem.Value);

    /// <summary>In one line what is wrong with a file, and what to do.</summary>
    public static string Message(string path, HrCsvFailure failure, Language language)
    {
        var arguments = failure.Code is HrCsvFailure.ColumnsMissing or HrCsvFailure.ColumnsDuplicate
            ? [string.Join(", ", failure.Arguments)]
            : failure.Arguments;
        return $"{Path.GetFileName(path)}: {ErrorCatalogue.Of(failure.Code).In(language, [.. arguments])}";
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new MatchInputException(missing.Message);
        }
    }
}
