using Binome.Contracts.Matching;

namespace Binome.Grains.Matching;

internal sealed record MatchingRunState : LedgerState
{
    public MatchingRunRow? Run { get; init; }

    /// <summary>What was asked; what people set and forbade stands in the row as well, with its price.</summary>
    public MatchingPlan Plan { get; init; } = new();

    /// <summary>Counts up whenever the computation is taken up again. A result lives and dies with the activation that began it.</summary>
    public int Attempt { get; init; }
    public DateTimeOffset? ResumeAt { get; init; }

    public bool Ended => Run is null or { Status: not (MatchingRunStatus.Queued or MatchingRunStatus.Solving) };
}
