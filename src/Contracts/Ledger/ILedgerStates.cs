namespace Binome.Contracts.Ledger;

/// <summary>A stored state and its ETag.</summary>
public sealed record StoredState<TState>(string Id, string ETag, TState State);

/// <summary>Reads the states of many grains without activating them, for jobs that write them back as <see cref="GrainWrite"/>.</summary>
public interface ILedgerStates
{
    /// <summary>States by grain id, in no order; unknown ids are left out.</summary>
    Task<ImmutableArray<StoredState<TState>>> Many<TState>(string tenant, string grainKind, ImmutableArray<string> ids)
        where TState : LedgerState;
}
