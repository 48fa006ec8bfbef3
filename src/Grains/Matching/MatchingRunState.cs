using Binome.Contracts.Matching;

namespace Binome.Grains.Matching;

internal sealed record MatchingRunState : LedgerState
{
    public MatchingRunRow? Run { get; init; }

    /// <summary>Counts up whenever the computation is taken up again. A result lives and dies with the activation that began it.</summary>
    public int Attempt { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }

    public bool Ended => Run is null or { Status: MatchingRunStatus.Proposed or MatchingRunStatus.Failed };
}
