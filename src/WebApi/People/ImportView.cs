using Binome.Contracts.People;

namespace Binome.WebApi.People;

/// <summary>An import and how far it is. done = created + updated + unchanged + rejected.</summary>
/// <param name="Created">People created by it, so the instant it began is <paramref name="CreatedAt"/> here.</param>
/// <param name="Mode">A full file holds everybody; whoever is not in it has left.</param>
/// <param name="Leavers">Those who are not in a full file; 0 until they are counted.</param>
/// <param name="Left">How many of them have left by it so far.</param>
/// <param name="Failure">Why the whole import failed; null otherwise.</param>
internal sealed record ImportView(
    string Id,
    JobStatus Status,
    int Total,
    int Done,
    int Created,
    int Updated,
    int Unchanged,
    int Rejected,
    int Warnings,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    CodeView? Failure,
    ImportMode Mode,
    int Leavers,
    int Left
)
{
    public string Object { get; } = "import";

    public static ImportView Of(ImportRow row, Language language) =>
        new(
            row.Id,
            row.Status,
            row.Total,
            row.Done,
            row.Created,
            row.Updated,
            row.Unchanged,
            row.Rejected,
            row.Warnings,
            row.CreatedAt,
            row.CompletedAt,
            CodeView.Of(row.FailureCode, language),
            row.Mode,
            row.Leavers,
            row.Left
        );
}

/// <summary>What is wrong with one row of a file.</summary>
/// <param name="Line">The line of the file on which the row starts; the header is line 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ImportProblemView(
    string Id,
    string Import,
    int Line,
    string? Column,
    string Code,
    ProblemSeverity Severity,
    string? Value,
    string Message
)
{
    public string Object { get; } = "import_problem";

    public static ImportProblemView Of(ImportProblemRow row, Language language) =>
        new(
            row.Id,
            row.ImportId,
            row.Line,
            row.Column,
            row.Code,
            row.Severity,
            row.Value,
            ErrorCatalogue.Of(row.Code).In(language, [])
        );
}
