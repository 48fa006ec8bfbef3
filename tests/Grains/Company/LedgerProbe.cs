using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Grains.Tests.Company;

/// <summary>Stands before the real ledger: lets a test act just before a commit, or lets the process die there.</summary>
internal sealed class LedgerProbe
{
    private int writesLeft = int.MaxValue;

    /// <summary>Called before each commit with the kind of grain and its effects.</summary>
    public Func<string, Effects?, Task>? BeforeWrite { get; set; }

    /// <summary>True once a write was refused because the process is "dead".</summary>
    public bool Died { get; private set; }

    /// <summary>After so many more commits nothing is stored any more, as if the process had been killed.</summary>
    public void DieAfter(int writes) => writesLeft = writes;

    public IGrainStorage Before(IGrainStorage ledger) => new Storage(this, ledger);

    private async Task Arrive(string kind, object? state)
    {
        if (Interlocked.Decrement(ref writesLeft) < 0)
        {
            Died = true;
            throw new InconsistentStateException($"{kind} was not stored: the process is dead.");
        }
        if (BeforeWrite is not { } hook)
            return;
        // The test acts from outside, not as the grain whose commit it interrupts.
        RequestContext.Clear();
        await hook(kind, (state as ILedgered)?.Pending);
    }

    private sealed class Storage(LedgerProbe probe, IGrainStorage ledger) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            ledger.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await probe.Arrive(stateName, grainState.State);
            await ledger.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            ledger.ClearStateAsync(stateName, grainId, grainState);
    }
}
