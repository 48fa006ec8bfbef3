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

    /// <summary>Due before, so that what is measured is a process that has done it all, not its compiler.</summary>
    private const int WarmUpPairs = 2_000;

    private const int ReadSeconds = 5;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(15);

    /// <summary>A Monday.</summary>
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
        Console.WriteLine($"Importing {2 * (WarmUpPairs + Pairs)} people and opening {WarmUpPairs + Pairs} pairs…");
        var storage = new BenchStorage(data);
        var (tenant, otherKey, otherPair) = await Populate(storage);
        var instants = BurstRows.DueInstants(data);

        await using var server = await Server.MovedClock(storage, Begins);
        var address = $"{server.Address}/v1/pairs/{otherPair}";
        await Handle(server, instants[0], data, tenant, WarmUpPairs);
        await Wrk.MillisecondsP99(address, otherKey, ReadSeconds);
        var solo = await Wrk.MillisecondsP99(address, otherKey, ReadSeconds);
        var handling = Handle(server, instants[1], data, tenant, WarmUpPairs + Pairs);
        var meanwhile = await Wrk.MillisecondsP99(address, otherKey, ReadSeconds);
        var ours = await handling;
        var loop = BurstRows.Loop(data, Pairs);

        Console.WriteLine(
            $"{Pairs} pairs due at once, state, event, row, messages and mails: {ours:0.0} s; a loop that commits the same rows pair by pair: "
                + $"{loop:0.0} s; {loop / ours:0.00} × its speed (asked ≥ 0.2, goal 0.5)"
        );
        Console.WriteLine(
            $"Another organisation's read, p99: {meanwhile:0.00} ms meanwhile, {solo:0.00} ms alone, ratio {meanwhile / solo:0.0} (asked ≤ 3)"
        );
    }

    /// <summary>Lets the instant come, and answers the seconds until as many pairs as that are handled.</summary>
    private static async Task<double> Handle(
        Server server,
        DateTimeOffset instant,
        string data,
        string tenant,
        int pairs
    )
    {
        var clock = Stopwatch.StartNew();
        await MovedClock.Move(server.Address, instant);
        while (
            BurstRows.Handled(data, tenant) is var (due, messages, mails)
            && (due < pairs || messages + mails < 3 * pairs)
        )
        {
            if (clock.Elapsed > TimeMax)
                throw new TimeoutException($"{due} events, {messages} messages, {mails} mails after {clock.Elapsed}.");
            await Task.Delay(200);
        }
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>By a host whose clock stands still before anything falls due.</summary>
    private static async Task<(string Tenant, string OtherKey, string OtherPair)> Populate(BenchStorage storage)
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
        await Seed.Import(
            app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal)),
            key,
            Seed.Csv(2 * (WarmUpPairs + Pairs))
        );
        var people = BurstRows.People(storage.Data, grains.TenantId);
        await Open(grains, [.. people.Take(2 * WarmUpPairs)], Begins);
        await Open(grains, [.. people.Skip(2 * WarmUpPairs)], Begins.AddDays(1));
        var otherPair = (await Open(other, ["ptc_a", "ptc_b"], Begins.AddDays(2)))[0];
        await app.StopAsync();
        return (grains.TenantId, otherKey, otherPair);
    }

    private static async Task<List<string>> Open(TenantGrains grains, IReadOnlyList<string> people, DateTimeOffset at)
    {
        var count = people.Count / 2;
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
                            at,
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
