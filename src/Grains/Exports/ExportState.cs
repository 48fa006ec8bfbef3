using Binome.Contracts.Exports;
using Binome.Contracts.People;

namespace Binome.Grains.Exports;

internal sealed record ExportState : LedgerState
{
    public ExportRow? Export { get; init; }

    /// <summary>The last row that is in the file.</summary>
    public string? After { get; init; }

    /// <summary>How often it was taken up since it last got further.</summary>
    public int Resumes { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }

    public bool Ended => Export is null or { Status: JobStatus.Completed or JobStatus.Failed };
}
