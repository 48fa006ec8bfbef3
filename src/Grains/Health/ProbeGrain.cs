using Binome.Contracts.Health;
using Orleans.Placement;

namespace Binome.Grains.Health;

internal sealed record ProbeState : LedgerState
{
    public long Writes { get; init; }
}

// On the asking node: its readiness must not hang on another one.
[PreferLocalPlacement]
internal sealed class ProbeGrain(
    [PersistentState(GrainKinds.Probe, GrainKinds.Storage)] IPersistentState<ProbeState> probe
) : Grain, IProbeGrain
{
    public async Task<long> Write()
    {
        await probe.Commit(probe.State with { Writes = probe.State.Writes + 1 }, new Effects());
        return probe.State.Writes;
    }
}
