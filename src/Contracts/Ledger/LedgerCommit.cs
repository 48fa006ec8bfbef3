using Orleans.Runtime;

namespace Binome.Contracts.Ledger;

/// <summary>The one way a grain writes: the new state with its effects, in one commit.</summary>
public static class LedgerCommit
{
    /// <summary>
    /// Commits, or answers the conflict and leaves the state as it was. A storage failure throws and the runtime drops
    /// the activation, so that memory never holds what was not stored.
    /// </summary>
    public static async Task<LedgerConflict?> Commit<TState>(
        this IPersistentState<TState> stored,
        TState next,
        Effects effects
    )
        where TState : LedgerState
    {
        var before = stored.State;
        next.Pending = effects;
        stored.State = next;
        await stored.WriteStateAsync();
        next.Pending = null;
        if (effects.Conflict is null)
            return null;
        stored.State = before;
        return effects.Conflict;
    }

    /// <summary>The version that the last commit or read left: 0 before the first.</summary>
    public static long Version<TState>(this IPersistentState<TState> stored) =>
        stored.RecordExists ? long.Parse(stored.Etag!, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
