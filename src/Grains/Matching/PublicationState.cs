using Binome.Contracts.Matching;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Matching;

internal sealed record PublicationState : LedgerState
{
    public PublicationRow? Publication { get; init; }
    public ProgrammeSettings? Settings { get; init; }

    /// <summary>The last proposal done; what comes after it is still to do.</summary>
    public string? After { get; init; }
    public int Resumes { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }

    public bool Ended => Publication is null or { Status: JobStatus.Completed or JobStatus.Failed };
}
