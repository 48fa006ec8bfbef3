using Orleans;
using Orleans.Runtime;

namespace Binome.Storage.Tests;

public sealed record TestState : LedgerState
{
    public int Number { get; init; }
    public string? Text { get; init; }
}

/// <summary>A grain's side of storage: its state in memory, as an activation holds it.</summary>
public sealed class TestGrain(StorageFixture storage, string tenant, string id, string kind)
{
    private readonly GrainId grainId = GrainId.Create(kind, GrainKey.Of(tenant, id));
    private readonly GrainState<TestState> stored = new(new TestState());

    public string Id => id;
    public string? ETag => stored.ETag;
    public bool Exists => stored.RecordExists;
    public TestState State => stored.State!;

    public async Task<TestGrain> Read()
    {
        await storage.Ledger.ReadStateAsync(kind, grainId, stored);
        return this;
    }

    /// <summary>Writes the number with the effects; answers the conflict.</summary>
    public Task<LedgerConflict?> Write(int number, Effects? effects = null) =>
        Write(new TestState { Number = number }, effects);

    public async Task<LedgerConflict?> Write(TestState next, Effects? effects = null)
    {
        next.Pending = effects;
        stored.State = next;
        await storage.Ledger.WriteStateAsync(kind, grainId, stored);
        return effects?.Conflict;
    }

    public async Task Clear(Effects? effects = null)
    {
        stored.State!.Pending = effects;
        await storage.Ledger.ClearStateAsync(kind, grainId, stored);
    }

    /// <summary>This grain's next state as part of another one's commit.</summary>
    public GrainWrite Further(int number, Effects? effects = null) =>
        new(kind, id, stored.ETag, new TestState { Number = number, Pending = effects });

    /// <summary>What a fresh activation would find.</summary>
    public Task<TestGrain> Fresh() => new TestGrain(storage, tenant, id, kind).Read();
}
