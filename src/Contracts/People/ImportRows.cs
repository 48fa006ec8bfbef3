using Binome.Contracts.Ledger;

namespace Binome.Contracts.People;

[GenerateSerializer, Alias("binome.job_status")]
public enum JobStatus
{
    Queued,
    Running,
    Completed,
    Failed,

    /// <summary>It goes on when somebody confirms it, and fails when nobody does in time.</summary>
    AwaitingConfirmation,
}

/// <summary>What a file says of the people who are not in it.</summary>
[GenerateSerializer, Alias("binome.import_mode")]
public enum ImportMode
{
    /// <summary>Nothing: it holds those who are new or have changed.</summary>
    Delta,

    /// <summary>That they have left: it holds everybody.</summary>
    Full,
}

/// <summary>An import and how far it is. Done = created + updated + unchanged + rejected.</summary>
/// <param name="Warnings">Rows that went in but deserve a look.</param>
/// <param name="FailureCode">Why the whole import failed; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("binome.import_row")]
public sealed record ImportRow(
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
    string? FailureCode
) : IRow
{
    [Id(0)]
    public ImportMode Mode { get; init; }

    /// <summary>Those who are not in a full file; 0 until they are counted.</summary>
    [Id(1)]
    public int Leavers { get; init; }

    /// <summary>How many of them have left by it so far.</summary>
    [Id(2)]
    public int Left { get; init; }
}

[GenerateSerializer, Alias("binome.problem_severity")]
public enum ProblemSeverity
{
    /// <summary>The row did not go in.</summary>
    Rejected,

    /// <summary>The row went in.</summary>
    Warning,
}

/// <summary>What is wrong with one row of an import. Names its line, never repeats personal values beyond the cell at fault.</summary>
/// <param name="Line">The line of the file on which the row starts; the header is line 1.</param>
/// <param name="Column">The column at fault; null when it is the row as a whole.</param>
/// <param name="Code">A code such as <c>row.hire_date_invalid</c>; its texts are in the error catalogue.</param>
/// <param name="Value">The cell at fault, cut to 200 characters; null when it is empty or the row as a whole.</param>
[GenerateSerializer, Immutable, Alias("binome.import_problem_row")]
public sealed record ImportProblemRow(
    string Id,
    string ImportId,
    int Line,
    string? Column,
    string Code,
    string? Value,
    ProblemSeverity Severity
) : IRow;

/// <summary>One row of an uploaded file, as it was written.</summary>
/// <param name="Problem">A code when the row could not be split into the header's columns; null otherwise.</param>
/// <param name="Columns">What this row says something of, where every row names its own; null when the file has one header for all.</param>
public sealed record ImportLine(
    int Line,
    ImmutableArray<string?> Cells,
    string? Problem,
    ImmutableArray<string>? Columns = null
);

public interface IImportRows
{
    Task<Stored<ImportRow>?> Find(string tenant, string id);

    Task<Slice<ImportRow>> List(string tenant, PageOf page);

    /// <summary>Problems in the order of the file.</summary>
    Task<Slice<ImportProblemRow>> Problems(string tenant, string importId, ProblemSeverity? severity, PageOf page);
}

/// <summary>Where an uploaded file waits, chunk by chunk, until its import has taken it in. Durable once the call returns.</summary>
public interface IImportUploads
{
    Task Put(string tenant, string importId, int chunk, ImmutableArray<ImportLine> lines);

    /// <summary>A chunk; empty when it is not there.</summary>
    Task<ImmutableArray<ImportLine>> Get(string tenant, string importId, int chunk);

    /// <summary>Drops the file: it was taken in, or its upload failed.</summary>
    Task Drop(string tenant, string importId);

    /// <summary>Drops uploads whose import never started, older than that instant, over all tenants.</summary>
    Task DropOrphans(DateTimeOffset olderThan);

    /// <summary>Drops the reported rows of imports older than that instant, over all tenants: they may hold personal data.</summary>
    Task DropProblems(DateTimeOffset olderThan);
}
