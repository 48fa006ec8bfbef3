using System.Globalization;
using Binome.Contracts.Integrations;
using Binome.Storage.Reads;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Storage.Ledger;

/// <summary>
/// Grain storage that commits a state together with its effects. Every failure leaves as
/// <see cref="InconsistentStateException"/>, the one exception on which the runtime drops the activation, so that memory
/// never keeps what was not stored.
/// </summary>
internal sealed class LedgerStorage(ILedgerStore store, StateReads reads, EventSignal signal) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var address = AddressOf(stateName, grainId);
        try
        {
            var record = await reads.Find(address);
            grainState.RecordExists = record?.Body is not null;
            grainState.ETag = record is null ? null : ETagOf(record.Version);
            grainState.State = record?.Body is null ? Activator.CreateInstance<T>() : StateJson.Read<T>(record);
        }
        catch (Exception failure)
        {
            throw new InconsistentStateException($"{address} can't be read: {failure.Message}", failure);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Commit(AddressOf(stateName, grainId), grainState, grainState.State);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var nothingThere = grainState.ETag is null && (grainState.State as ILedgered)?.Pending is null;
        return nothingThere ? Task.CompletedTask : Commit(AddressOf(stateName, grainId), grainState, null);
    }

    private async Task Commit<T>(StateAddress address, IGrainState<T> grainState, object? next)
    {
        var ledgered = grainState.State as ILedgered;
        var effects = ledgered?.Pending;
        LedgerResult result;
        try
        {
            result = await store.Commit(LedgerChanges.Of(address, grainState.ETag, next, effects));
        }
        catch (Exception failure)
        {
            throw new InconsistentStateException(
                $"{address} was not stored: {failure.Message}",
                null,
                grainState.ETag,
                failure
            );
        }
        switch (result.Verdict)
        {
            case LedgerVerdict.OtherVersion:
                var stored = result.Version is { } version ? ETagOf(version) : null;
                throw new InconsistentStateException($"{address} has moved on.", stored, grainState.ETag);
            case LedgerVerdict.Conflict:
                effects!.Conflict = result.Conflict;
                return;
            default:
                var isInLog = effects is not null && HasEvents(effects);
                Settle(grainState, ledgered, ETagOf(result.Version!.Value), exists: next is not null);
                if (isInLog)
                    signal.Raise(address.Tenant);
                return;
        }
    }

    private static bool HasEvents(Effects effects) =>
        effects.Events.Count > 0 || effects.Writes.Any(write => write.State.Pending?.Events.Count > 0);

    private static void Settle<T>(IGrainState<T> grainState, ILedgered? ledgered, string etag, bool exists)
    {
        if (ledgered?.Pending is { } effects)
        {
            foreach (var write in effects.Writes)
                write.State.Pending = null;
            ledgered.Pending = null;
        }
        grainState.ETag = etag;
        grainState.RecordExists = exists;
        if (!exists)
            grainState.State = Activator.CreateInstance<T>();
    }

    private static StateAddress AddressOf(string stateName, GrainId grainId)
    {
        var (tenant, id) = GrainKey.Parse(grainId.Key.ToString()!);
        return new StateAddress(tenant, stateName, id);
    }

    private static string ETagOf(long version) => version.ToString(CultureInfo.InvariantCulture);
}
