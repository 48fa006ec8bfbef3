using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;

namespace Binome.Contracts.Exports;

/// <summary>What can be exported.</summary>
[GenerateSerializer, Alias("binome.export_resource")]
public enum ExportResource
{
    /// <summary>People, with the columns of an HR file.</summary>
    Participants,
    Pairs,
    Sessions,

    /// <summary>The log as far as it is kept.</summary>
    Events,
}

/// <summary>How a file is written, always in UTF-8.</summary>
[GenerateSerializer, Alias("binome.export_format")]
public enum ExportFormat
{
    /// <summary>With a header, and with cells that a spreadsheet would run as formulas made harmless.</summary>
    Csv,

    /// <summary>JSON lines: an object a line, in the form of the API.</summary>
    Jsonl,
}

/// <summary>What goes into an export.</summary>
/// <param name="ProgrammeId">Only what belongs to this programme; null for everything. Events have none.</param>
/// <param name="CreatedFrom">Only events of this instant or later; null from the first that is kept.</param>
/// <param name="CreatedUntil">Only events before this instant; null up to the last.</param>
[GenerateSerializer, Immutable, Alias("binome.export_content")]
public sealed record ExportContent(
    ExportResource Resource,
    string? ProgrammeId = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedUntil = null
);

/// <summary>An export and how far it is.</summary>
/// <param name="Total">Rows when it began; more may come while it runs.</param>
/// <param name="Pieces">The file's pieces so far, numbered from 0.</param>
/// <param name="ExpiresAt">When its file goes; null while it has none.</param>
[GenerateSerializer, Immutable, Alias("binome.export_row")]
public sealed record ExportRow(
    string Id,
    ExportContent Content,
    ExportFormat Format,
    JobStatus Status,
    int Total,
    int Done,
    int Pieces,
    long Bytes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? ExpiresAt,
    string? FailureCode
) : IRow;

/// <summary>Rows of one kind as they are stored, oldest first.</summary>
/// <param name="LastId">Of the last row that was looked at, of events their number; null when there was none.</param>
public sealed record ExportedRows(ImmutableArray<byte[]> Bodies, string? LastId);

/// <summary>Reads over exports and over what goes into them, always of one tenant.</summary>
public interface IExportRows
{
    Task<Stored<ExportRow>?> Find(string tenant, string id);

    /// <param name="within">Only those of these programmes, when it is not over all.</param>
    Task<Slice<ExportRow>> List(string tenant, ProgrammeReach within, PageOf page);

    /// <summary>Exports that are not over.</summary>
    Task<int> CountRunning(string tenant);

    /// <summary>Rows that an export would hold now, at most <see cref="Limits.ExportRowsMax"/> and one.</summary>
    Task<int> Count(string tenant, ExportContent content);

    /// <summary>The next rows after an id, at most <see cref="Limits.ExportPieceRows"/>.</summary>
    Task<ExportedRows> Next(string tenant, ExportContent content, string? after);
}

/// <summary>Where the file of an export lies, piece by piece. Durable once the call returns.</summary>
public interface IExportFiles
{
    Task Put(string tenant, string exportId, int piece, byte[] body);

    /// <summary>A piece; null when it is not there.</summary>
    Task<byte[]?> Get(string tenant, string exportId, int piece);

    /// <summary>Drops the pieces that were written before that instant, over all tenants.</summary>
    Task DropOlderThan(DateTimeOffset instant);
}

/// <summary>Writes rows as a file of the API shows them.</summary>
public interface IExportSheets
{
    /// <summary>The rows of one piece; the first one begins with what a file of this format begins with.</summary>
    byte[] Write(ExportResource resource, ExportFormat format, bool isFirst, ImmutableArray<byte[]> rows);
}
