namespace Binome.Conformance.Grains;

public sealed class NumberState
{
    public int Number { get; set; }
}

/// <summary>One number, stored.</summary>
public interface IStateGrain : IGrainWithStringKey
{
    Task<int> Get();

    Task Set(int number);

    Task Clear();

    /// <summary>Changes the value in memory and fails before it is written.</summary>
    Task SetAndThrow(int number);

    Task<bool> Exists();

    Task<Guid> Activation();

    Task<int> SeenOnActivation();

    Task<bool> ComesBackToItsTurn();
}

internal sealed class StateGrain([PersistentState("number", FaultyStorage.Name)] IPersistentState<NumberState> state)
    : Grain,
        IStateGrain
{
    private readonly Guid activation = Guid.NewGuid();
    private int seenOnActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        seenOnActivation = state.State.Number;
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(state.State.Number);

    public Task Set(int number)
    {
        state.State.Number = number;
        return state.WriteStateAsync();
    }

    public Task Clear() => state.ClearStateAsync();

    public Task SetAndThrow(int number)
    {
        state.State.Number = number;
        throw new InvalidOperationException("Not written.");
    }

    public Task<bool> Exists() => Task.FromResult(state.RecordExists);

    public Task<Guid> Activation() => Task.FromResult(activation);

    public Task<int> SeenOnActivation() => Task.FromResult(seenOnActivation);

    public async Task<bool> ComesBackToItsTurn()
    {
        var before = TaskScheduler.Current;
        await state.WriteStateAsync();
        return before != TaskScheduler.Default && TaskScheduler.Current == before;
    }
}
