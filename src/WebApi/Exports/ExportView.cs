using Binome.Contracts.Exports;
using Binome.Contracts.People;

namespace Binome.WebApi.Exports;

/// <summary>An export and how far it is.</summary>
/// <param name="Programme">Only what belongs to this programme.</param>
/// <param name="Created">Only events of this time; null for all.</param>
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
    CreatedRange? Created,
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
            row.Content.Resource,
            row.Format,
            row.Content.ProgrammeId,
            CreatedRange.Of(row.Content),
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
/// <param name="Programme">Only what belongs to this programme; left out, everything. Not for events, which name the resource they happened to.</param>
/// <param name="Created">Only events of this time; left out, all that are kept. For events alone.</param>
internal sealed record ExportBody(
    ExportResource Resource,
    ExportFormat? Format = null,
    string? Programme = null,
    CreatedRange? Created = null
);

/// <summary>A time, as <c>created[gte]</c> and <c>created[lt]</c> of a list ask for it.</summary>
/// <param name="Gte">At this instant or later; left out, from the first.</param>
/// <param name="Lt">Before this instant; left out, up to the last.</param>
internal sealed record CreatedRange(DateTimeOffset? Gte = null, DateTimeOffset? Lt = null)
{
    public static CreatedRange? Of(ExportContent content) =>
        content is { CreatedFrom: null, CreatedUntil: null }
            ? null
            : new CreatedRange(content.CreatedFrom, content.CreatedUntil);
}
