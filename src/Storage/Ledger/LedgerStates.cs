using System.Globalization;
using Binome.Storage.Reads;

namespace Binome.Storage.Ledger;

/// <summary>States in bulk, for jobs.</summary>
internal sealed class LedgerStates(StateReads reads) : ILedgerStates
{
    public async Task<ImmutableArray<StoredState<TState>>> Many<TState>(
        string tenant,
        string grainKind,
        ImmutableArray<string> ids
    )
        where TState : LedgerState
    {
        var records = await reads.Many(tenant, grainKind, ids);
        return
        [
            .. records.Select(record => new StoredState<TState>(
                record.Id,
                record.Version.ToString(CultureInfo.InvariantCulture),
                StateJson.Read<TState>(record)
            )),
        ];
    }
}
