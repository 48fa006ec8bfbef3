using Binome.Contracts.Pairs;

namespace Binome.Grains.Pairs;

/// <summary>What a pair still has before it. Items that are finished or dropped are rows only.</summary>
internal sealed record AgendaState : LedgerState
{
    /// <summary>Suggested and open items in the order they came.</summary>
    public ImmutableArray<AgendaItemRow> Items { get; init; } = [];

    /// <summary>All that were ever set.</summary>
    public ImmutableArray<ObjectiveRow> Objectives { get; init; } = [];

    /// <summary>The items added by the last commands, so that a repeated one adds nothing.</summary>
    public ImmutableArray<string> AddedLast { get; init; } = [];
}
