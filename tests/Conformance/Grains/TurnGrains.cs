namespace Binome.Conformance.Grains;

/// <summary>Calls that wait at gates, to see which of them run side by side.</summary>
public interface ITurns : IGrainWithStringKey
{
    Task<Guid> Activation();

    /// <summary>Reads, waits a moment, writes: loses counts as soon as two turns overlap.</summary>
    Task<int> Increment();

    Task WaitAt(string gate);

    [ReadOnly]
    Task ReadAt(string gate);

    [AlwaysInterleave]
    Task<string> Peek();

    [OneWay]
    Task Fire(string gate, bool fail);

    /// <summary>Calls another grain of this kind, which calls back when asked to.</summary>
    Task<string> CallThrough(string other, bool allowReentrancy);

    Task<string> CallBack(string to);

    ValueTask<int> Twice(int number);

    ValueTask Nothing();

    Task<int> Cancellable(string gate, CancellationToken cancellationToken);

    Task Throw(string message);
}

public interface ITurnGrain : ITurns;

/// <summary>The same, on a reentrant class.</summary>
public interface IReentrantGrain : ITurns;

internal abstract class TurnGrainBase(Probe probe) : Grain
{
    private readonly Guid activation = Guid.NewGuid();
    private int count;

    private string Key => this.GetPrimaryKeyString();

    public Task<Guid> Activation() => Task.FromResult(activation);

    public async Task<int> Increment()
    {
        var seen = count;
        await Task.Yield();
        await Task.Delay(1);
        count = seen + 1;
        return count;
    }

    public async Task WaitAt(string gate)
    {
        probe.Note(Key, $"{gate} in");
        await probe.WaitAt(gate);
        probe.Note(Key, $"{gate} out");
    }

    public Task ReadAt(string gate) => WaitAt(gate);

    public Task<string> Peek() => Task.FromResult("peeked");

    public Task Fire(string gate, bool fail)
    {
        probe.Signal(gate);
        return fail ? throw new InvalidOperationException("Nobody hears this.") : Task.CompletedTask;
    }

    public async Task<string> CallThrough(string other, bool allowReentrancy)
    {
        if (!allowReentrancy)
            return await GrainFactory.GetGrain<ITurnGrain>(other).CallBack(Key);
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<ITurnGrain>(other).CallBack(Key);
    }

    public async Task<string> CallBack(string to)
    {
        probe.Signal($"{Key} called");
        return $"{await GrainFactory.GetGrain<ITurnGrain>(to).Twice(21)}";
    }

    public ValueTask<int> Twice(int number) => new(number * 2);

    public ValueTask Nothing() => default;

    public async Task<int> Cancellable(string gate, CancellationToken cancellationToken)
    {
        probe.Signal(gate);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            probe.Signal(gate + " cancelled");
            throw;
        }
        return 0;
    }

    public Task Throw(string message) => throw new InvalidOperationException(message);
}

internal sealed class TurnGrain(Probe probe) : TurnGrainBase(probe), ITurnGrain;

[Reentrant]
internal sealed class ReentrantGrain(Probe probe) : TurnGrainBase(probe), IReentrantGrain;

/// <summary>A pool of at most two workers per key.</summary>
public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> WaitAt(string gate);
}

[StatelessWorker(2)]
internal sealed class WorkerGrain(Probe probe) : Grain, IWorkerGrain
{
    private readonly Guid worker = Guid.NewGuid();

    public async Task<Guid> WaitAt(string gate)
    {
        await probe.WaitAt(gate);
        return worker;
    }
}
