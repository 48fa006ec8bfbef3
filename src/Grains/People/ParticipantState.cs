using Binome.Contracts.People;

namespace Binome.Grains.People;

internal sealed record ParticipantState : LedgerState
{
    public Profile? Profile { get; init; }

    /// <summary>Seats in pairs, taken or held; at most both capacities together.</summary>
    public ImmutableArray<Seat> Seats { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the person left the company; null for those who are there.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>The same by the machine's clock, as accounts are disabled; a sandbox has one of its own.</summary>
    public DateTimeOffset? AccessEndedAt { get; init; }
}

/// <summary>A seat in a pair; one that is only held for a pair about to open is free again after <paramref name="HeldUntil"/>.</summary>
internal sealed record Seat(string PairId, PairRole Role, DateTimeOffset? HeldUntil);
