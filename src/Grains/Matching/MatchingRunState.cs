using Binome.Contracts.Matching;

namespace Binome.Grains.Matching;

internal sealed record MatchingRunState : LedgerState
{
    public MatchingRunRow? Run { get; init; }

    /// <summary>Counts up whenever the computation is taken up again; the result of an older attempt is not looked at.</summary>
    public int Attempt { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }

    public bool Ended => Run is null or { Status: MatchingRunStatus.Proposed or MatchingRunStatus.Failed };
}
