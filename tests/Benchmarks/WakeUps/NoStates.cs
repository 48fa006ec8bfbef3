using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Benchmarks.WakeUps;

/// <summary>
/// Storage in which nothing is stored, so that the grains that are woken have nothing to do. A grain comes into memory when it
/// is called, and asks for its state first: that is when its wake-up fired. The instant it was due stands in its id.
/// </summary>
internal sealed class NoStates(int firesMax) : IGrainStorage
{
    private readonly double[] late = new double[firesMax];
    private long firstAt;
    private long lastAt;
    private int fires;

    public int Fires => Math.Min(Volatile.Read(ref fires), late.Length);

    /// <summary>From the first to the last.</summary>
    public TimeSpan Lasted => TimeSpan.FromTicks(lastAt - firstAt);

    public DateTimeOffset FirstAt => new(firstAt, TimeSpan.Zero);

    /// <summary>Milliseconds after the due instant, the fires before <paramref name="skipped"/> left out; ascending.</summary>
    public double[] LateMilliseconds(int skipped) => [.. late.AsSpan(0, Fires)[skipped..].ToArray().Order()];

    public static string IdOf(long dueAt, int number) => $"pair_{dueAt}_{number}";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var parts = grainId.Key.ToString()!.Split('_');
        if (parts is not [.., var dueAt, _] || !long.TryParse(dueAt, CultureInfo.InvariantCulture, out var due))
            return Task.CompletedTask;
        var now = TimeProvider.System.GetUtcNow();
        Interlocked.CompareExchange(ref firstAt, now.Ticks, 0);
        Volatile.Write(ref lastAt, now.Ticks);
        var fire = Interlocked.Increment(ref fires) - 1;
        if (fire < late.Length)
            late[fire] = (now - DateTimeOffset.FromUnixTimeMilliseconds(due)).TotalMilliseconds;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new InvalidOperationException("A wake-up without anything to do wrote a state.");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new InvalidOperationException("A wake-up without anything to do cleared a state.");
}
