using System.Diagnostics;
using Binome.Contracts;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Silo.Hosting;

namespace Binome.Benchmarks;

/// <summary>Ten thousand pairs whose sessions fall due in one instant, each handled whole, while another organisation reads.</summary>
internal static class Burst
{
    private const int Pairs = 10_000;
    private const int ReadSeconds = 5;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(15);

    /// <summary>A Monday long ago, so that everything is due by now.</summary>
    private static readonly DateTimeOffset Begins = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly Rhythm OnTheDay = new()
    {
        RemindDaysBefore = [],
        FlagAfterDays = null,
        StuckAfterDays = null,
        CloseAfterDays = null,
    };

    public static async Task Run(string data)
    {
        Console.WriteLine($"Importing {2 * Pairs} people and opening {Pairs} pairs, all due in one instant…");
        var storage = new BenchStorage(data);
        var (otherKey, otherPair) = await Populate(storage);

        await using var server = await Server.Binome(storage);
        var clock = Stopwatch.StartNew();
        var reading = Wrk.MillisecondsP99($"{server.Address}/v1/pairs/{otherPair}", otherKey, ReadSeconds);
        while (BurstRows.Handled(data) is var (due, messages, mails) && (due < Pairs || messages + mails < 4 * Pairs))
        {
            if (clock.Elapsed > TimeMax)
                throw new TimeoutException($"{due} events, {messages} messages, {mails} mails after {clock.Elapsed}.");
            await Task.Delay(20);
        }
        var ours = clock.Elapsed.TotalSeconds;
        var meanwhile = await reading;
        var solo = await Wrk.MillisecondsP99($"{server.Address}/v1/pairs/{otherPair}", otherKey, ReadSeconds);
        var loop = BurstRows.Loop(data);

        Console.WriteLine(
            $"{Pairs} pairs due at once, state, event, row, messages and mails: {ours:0.0} s; a loop that commits the same rows pair by pair: "
                + $"{loop:0.0} s; {loop / ours:0.00} × its speed (asked ≥ 0.2, goal 0.5)"
        );
        Console.WriteLine(
            $"Another organisation's read, p99: {meanwhile:0.00} ms meanwhile, {solo:0.00} ms alone, ratio {meanwhile / solo:0.0} (asked ≤ 3)"
        );
    }

    /// <summary>By a host whose clock stands still before anything falls due.</summary>
    private static async Task<(string OtherKey, string OtherPair)> Populate(BenchStorage storage)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = storage.Settings,
            Log = new LogSettings { Level = "Warning" },
        };
        await using var app = BinomeHost.Build(
            settings,
            configure: builder => builder.Services.AddSingleton(new TenantClock(new StandingClock(Begins)))
        );
        await BinomeHost.Start(app, CancellationToken.None);
        var factory = app.Services.GetRequiredService<IGrainFactory>();
        var grains = new TenantGrains(factory, Ids.New(Ids.Tenant, Begins));
        var other = new TenantGrains(factory, Ids.New(Ids.Tenant, Begins));
        var key = await Seed.NewKey(grains);
        var otherKey = await Seed.NewKey(other);
        await Seed.Import(app.Urls.First(), key, Seed.Csv(2 * Pairs));
        var people = BurstRows.People(storage.Data, grains.TenantId);
        await Open(grains, people, Pairs);
        var otherPair = (await Open(other, ["ptc_a", "ptc_b"], 1))[0];
        await app.StopAsync();
        return (otherKey, otherPair);
    }

    private static async Task<List<string>> Open(TenantGrains grains, IReadOnlyList<string> people, int count)
    {
        var by = new ActingMember("mbr_bench", "Bench", "bench@bench.example");
        var decision = new PairDecision("prop_bench", by, null, Begins);
        var programme = Ids.New(Ids.Programme, Begins);
        var opened = new List<string>(count);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(500))
            opened.AddRange(
                await Task.WhenAll(
                    chunk.Select(async number =>
                    {
                        var id = Ids.New(Ids.Pair, Begins);
                        var command = new OpenPair(
                            programme,
                            people[2 * number],
                            people[2 * number + 1],
                            new Cadence(21, 365, 7, 365),
                            "Europe/Paris",
                            Begins,
                            0.75,
                            decision
                        )
                        {
                            Rhythm = OnTheDay,
                        };
                        (await grains.Pair(id).Open(command)).Value.ShouldExist();
                        return id;
                    })
                )
            );
        return opened;
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
