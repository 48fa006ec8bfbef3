using Binome.Rig;

namespace Binome.Benchmarks;

/// <summary>Every figure as a ratio to a bare peer that was measured in the same run, on the same data.</summary>
internal static class Report
{
    private const int Seconds = 10;
    private const int WarmUpSeconds = 12;

    /// <summary>Fewer requests a second take longer until the hot code is compiled as it stays.</summary>
    private const int PostgreSqlWarmUpSeconds = 40;
    private const int PairsUnderLoad = 2_000;
    private const int Lists = 3_000;
    private const int Starts = 5;

    /// <summary>The list alone.</summary>
    public static async Task RunList(string data) => await List(data, await Seed.Make(data));

    /// <summary>The first answer after a start, alone.</summary>
    public static async Task RunStart(string data)
    {
        await Seed.Make(data);
        await FirstAnswer(data);
    }

    public static async Task Run(string data)
    {
        Console.WriteLine("Seeding 20,000 pairs and importing 50,000 people…");
        var seed = await Seed.Make(data);
        Print("Import of 50,000 rows", seed.ImportSeconds, Peers.BulkInsert(data), "s", "plain bulk insert", "≤ 20");
        Console.WriteLine($"  peak working set {seed.ImportPeakBytes / 1_048_576} MB");

        await Throughput(new BenchStorage(data), seed);
        await List(data, seed);
        await FirstAnswer(data);
    }

    /// <summary>What goes through the API on PostgreSQL, which shares the cores.</summary>
    public static async Task RunPostgreSql(string data)
    {
        var server = PostgreSqlServer.Durable();
        try
        {
            var storage = new BenchStorage(data, server.NewDatabase());
            Console.WriteLine(
                "PostgreSQL, fsync and synchronous_commit on. Seeding 20,000 pairs and importing 50,000 people…"
            );
            var seed = await Seed.Make(storage);
            Console.WriteLine($"Import of 50,000 rows: {seed.ImportSeconds:0.#} s");
            await Throughput(storage, seed);
        }
        finally
        {
            server.Stop();
        }
    }

    private static async Task Throughput(BenchStorage storage, Seed seed)
    {
        var list = Path.Combine(storage.Data, "pairs.txt");
        await File.WriteAllLinesAsync(list, seed.Pairs.Take(PairsUnderLoad));
        var environment = new Dictionary<string, string> { ["BENCH_PAIRS"] = list, ["BENCH_KEY"] = seed.Key };
        double echo;
        double hello;
        await using (var bare = await Server.Bare())
        {
            await Wrk.RequestsPerSecond($"{bare.Address}/echo", "echo.lua", environment, WarmUpSeconds);
            echo = await Wrk.RequestsPerSecond($"{bare.Address}/echo", "echo.lua", environment, Seconds);
            hello = await Wrk.RequestsPerSecond($"{bare.Address}/hello", null, environment, Seconds);
        }
        await using var binome = await Server.Binome(storage);
        var warmUp = storage.ConnectionString is null ? WarmUpSeconds : PostgreSqlWarmUpSeconds;
        await Wrk.RequestsPerSecond(binome.Address, "write.lua", environment, warmUp);
        var writes = await Wrk.RequestsPerSecond(binome.Address, "write.lua", environment, Seconds);
        await Wrk.RequestsPerSecond(binome.Address, "read.lua", environment, WarmUpSeconds);
        var reads = await Wrk.RequestsPerSecond(binome.Address, "read.lua", environment, Seconds);
        Print(
            "Log a session, durable",
            writes,
            echo,
            "req/s",
            "bare JSON echo",
            storage.ConnectionString is null ? "≥ 0.15 (0.35)" : "≥ 0.1 (0.3)"
        );
        Print("GET /v1/pairs/{id}, warm", reads, hello, "req/s", "bare hello", "≥ 0.3 (0.6)");
    }

    private static async Task List(string data, Seed seed)
    {
        var query = Peers.ListQueryMilliseconds(data, Lists);
        double served;
        await using (var bare = await Server.Bare(data: data))
        {
            await Wrk.MillisecondsP99($"{bare.Address}/pairs", seed.Key, WarmUpSeconds);
            served = await Wrk.MillisecondsP99($"{bare.Address}/pairs", seed.Key, Seconds);
        }
        await using var binome = await Server.Binome(data);
        var address = $"{binome.Address}/v1/pairs?limit=100";
        await Wrk.MillisecondsP99(address, seed.Key, WarmUpSeconds);
        var ours = await Wrk.MillisecondsP99(address, seed.Key, Seconds);
        Print("List of 100 of 20,000 pairs, p99", ours, served, "ms", "the bare query behind Kestrel, p99", "≤ 2");
        Print("The same", ours, query, "ms", "the bare query in its own process, p99", "≤ 2");
    }

    private static async Task FirstAnswer(string data)
    {
        // Both as an operator gets them: published, with code compiled ahead of time.
        var barePublished = await Publication.Make("tests/Benchmarks", Path.Combine(data, "bare"));
        var binomePublished = await Publication.Make("src/Silo", Path.Combine(data, "binome"));
        var bare = new List<double>();
        var binome = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using (var server = await Server.Bare(barePublished))
                bare.Add(server.FirstAnswer.TotalSeconds);
            await using (var server = await Server.Binome(new BenchStorage(data), binomePublished))
                binome.Add(server.FirstAnswer.TotalSeconds);
        }
        Print("First 200 after start, median", Median(binome), Median(bare), "s", "bare hello app", "≤ 3 (1.5)");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Print(string what, double ours, double peer, string unit, string peerName, string asked) =>
        Console.WriteLine(
            $"{what}: {ours:0.###} {unit}, {peerName} {peer:0.###} {unit}, ratio {ours / peer:0.##} (asked {asked})"
        );
}
