using System.Diagnostics;

namespace Binome.Benchmarks.Actors;

/// <summary>What a call of a grain costs beside one of an actor written by hand, and what a grain that sits idle holds.</summary>
internal static class ActorReport
{
    private const int Actors = 1_000;
    private const int Callers = 64;
    private const int Rounds = 5;
    private const int IdleGrains = 200_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static async Task Run()
    {
        using var host = await ActorHost.Start();
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var grains = Enumerable
            .Range(0, Actors)
            .Select(number => factory.GetGrain<ICounterGrain>($"actor {number}"))
            .ToArray();
        var byHand = Enumerable.Range(0, Actors).Select(_ => new ChannelActor()).ToArray();
        await Calls(number => grains[number].Add(1), WarmUp);
        await Calls(number => byHand[number].Add(1), WarmUp);

        // One after the other, so that whatever else the machine does falls on both.
        var ours = new List<(double PerSecond, double Bytes)>();
        var theirs = new List<(double PerSecond, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Calls(number => grains[number].Add(1), Measured));
            theirs.Add(await Calls(number => byHand[number].Add(1), Measured));
        }
        var (grain, channel) = (
            Median(ours.Select(each => each.PerSecond)),
            Median(theirs.Select(each => each.PerSecond))
        );
        Console.WriteLine(
            $"Grain call: {grain / 1e6:0.00} M/s, Channel<T> with TaskCompletionSource {channel / 1e6:0.00} M/s, ratio {grain / channel:0.00} (asked ≥ 1, goal 4)"
        );
        Console.WriteLine(
            $"  allocated per call {Median(ours.Select(each => each.Bytes)):0} bytes (asked ≤ 256, goal 0), by hand {Median(theirs.Select(each => each.Bytes)):0}"
        );
        foreach (var actor in byHand)
            actor.Stop();
        await Idle(factory);
        await host.StopAsync();
    }

    private static async Task<(double PerSecond, double Bytes)> Calls(Func<int, Task<int>> call, TimeSpan time)
    {
        var isOver = false;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var since = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Caller(caller))).ToArray();
        await Task.Delay(time);
        Volatile.Write(ref isOver, true);
        var calls = (await Task.WhenAll(callers)).Sum();
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return (calls / seconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)calls);

        async Task<long> Caller(int caller)
        {
            var count = 0L;
            for (var actor = caller; !Volatile.Read(ref isOver); actor = (actor + Callers) % Actors, count++)
                await call(actor);
            return count;
        }
    }

    private static async Task Idle(IGrainFactory factory)
    {
        var keys = Enumerable.Range(0, IdleGrains).Select(number => $"idle {number}").ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var key in keys)
            await factory.GetGrain<ICounterGrain>(key).Add(1);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(keys);
        Console.WriteLine(
            $"Idle grain without a state: {(after - before) / (double)IdleGrains:0} bytes of heap (asked ≤ 600, goal 200)"
        );
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);
}
