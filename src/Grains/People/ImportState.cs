using Binome.Contracts.People;

namespace Binome.Grains.People;

internal sealed record ImportState : LedgerState
{
    public ImmutableArray<string> Columns { get; init; } = [];
    public int Chunks { get; init; }

    /// <summary>The next chunk to take in; all before it are committed.</summary>
    public int NextChunk { get; init; }

    /// <summary>How often it was taken up since it last got further.</summary>
    public int Resumes { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }
    public ImportRow? Import { get; init; }

    /// <summary>The leavers of a full file were counted, and confirmed where they had to be.</summary>
    public bool LeaversCounted { get; init; }

    public bool Waits => Import is { Status: JobStatus.AwaitingConfirmation };

    public bool Ended => Import is null or { Status: JobStatus.Completed or JobStatus.Failed };
}
