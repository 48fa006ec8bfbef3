using Binome.Contracts.Exports;
using Binome.Contracts.People;

namespace Binome.WebApi.Exports;

/// <summary>An export and how far it is.</summary>
/// <param name="Programme">Only what belongs to this programme.</param>
/// <param name="Total">Rows when it began; more may come while it runs.</param>
/// <param name="Done">Rows in the file so far.</param>
/// <param name="Bytes">The length of the file so far.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="ExpiresAt">When its file goes.</param>
/// <param name="File">Where the file is read once it is complete.</param>
/// <param name="Failure">Why it failed; null otherwise.</param>
internal sealed record ExportView(
    string Id,
    ExportResource Resource,
    ExportFormat Format,
    string? Programme,
    JobStatus Status,
    int Total,
    int Done,
    long Bytes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? ExpiresAt,
    string? File,
    CodeView? Failure
)
{
    public string Object { get; } = "export";

    public static ExportView Of(ExportRow row, Language language) =>
        new(
            row.Id,
            row.Resource,
            row.Format,
            row.ProgrammeId,
            row.Status,
            row.Total,
            row.Done,
            row.Bytes,
            row.CreatedAt,
            row.CompletedAt,
            row.ExpiresAt,
            row.Status == JobStatus.Completed ? $"/v1/exports/{row.Id}/file" : null,
            CodeView.Of(row.FailureCode, language)
        );
}

/// <param name="Resource">participants, pairs, sessions or events.</param>
/// <param name="Format">csv (the default) or jsonl.</param>
/// <param name="Programme">Only what belongs to this programme; left out, everything. Events are written whole.</param>
internal sealed record ExportBody(ExportResource Resource, ExportFormat? Format = null, string? Programme = null);
