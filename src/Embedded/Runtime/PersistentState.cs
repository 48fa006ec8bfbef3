using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Embedded;

/// <summary>One state of one activation. Operations run one after another even when turns interleave.</summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<TState>
{
    private readonly GrainState<TState> held = new(CreateInitial());
    private Task last = Task.CompletedTask;

    public TState State
    {
        get => held.State!;
        set
        {
            RequireTurn();
            held.State = value;
        }
    }

    public string? Etag => held.ETag;

    public bool RecordExists => held.RecordExists;

    public Task ReadStateAsync() => Next(() => storage.ReadStateAsync(name, activation.GrainId, held));

    public Task WriteStateAsync() => Next(() => storage.WriteStateAsync(name, activation.GrainId, held));

    public Task ClearStateAsync() => Next(() => storage.ClearStateAsync(name, activation.GrainId, held));

    private Task Next(Func<Task> operation)
    {
        RequireTurn();
        return last = Run(last, operation);
    }

    private async Task Run(Task previous, Func<Task> operation)
    {
        if (!previous.IsCompleted)
            await previous.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            );
        try
        {
            await operation();
        }
        catch (Exception thrown) when (thrown is not OrleansException)
        {
            // As real Orleans does: whatever storage throws arrives as the runtime's own kind, with the cause inside.
            throw new OrleansException(
                $"Storage failed for \"{name}\" of {activation.GrainId}: {thrown.Message}",
                thrown
            );
        }
    }

    private void RequireTurn()
    {
        if (RuntimeContext.Current != activation)
            throw new InvalidOperationException($"The state of {activation.GrainId} was touched outside its turns.");
    }

    private static TState CreateInitial() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>()
            : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
