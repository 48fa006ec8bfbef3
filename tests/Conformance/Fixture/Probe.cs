using System.Collections.Concurrent;

namespace Binome.Conformance.Fixture;

/// <summary>Lets a test hold grains at gates and read, in order, what they did.</summary>
public sealed class Probe
{
    // Far above what anything here takes: reaching it means a test hangs.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<(string Key, string What)> notes = new();
    private readonly ConcurrentDictionary<string, Gate> gates = new();

    public void Note(string key, string what) => notes.Enqueue((key, what));

    public string[] Notes(string key) => [.. notes.Where(note => note.Key == key).Select(note => note.What)];

    /// <summary>Called by a grain: says that it is here and waits until the test opens the gate.</summary>
    public Task WaitAt(string gate)
    {
        At(gate).Reached.TrySetResult();
        return At(gate).Opened.Task;
    }

    /// <summary>Called by a grain: says that it is here and goes on.</summary>
    public void Signal(string gate) => At(gate).Reached.TrySetResult();

    /// <summary>Called by a test: waits until a grain is at the gate.</summary>
    public Task Reached(string gate) => At(gate).Reached.Task.WaitAsync(patience);

    public void Open(string gate) => At(gate).Opened.TrySetResult();

    private Gate At(string name) => gates.GetOrAdd(name, _ => new Gate());

    private sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
