namespace Binome.Benchmarks.Pipeline;

/// <summary>What the whole pipeline of a request costs beside the same write without it, and what a refused caller costs beside one who is served.</summary>
internal static class PipelineReport
{
    private const int Rounds = 3;
    private const int Seconds = 5;
    private const int WarmUpSeconds = 10;
    private const int PairsUnderLoad = 2_000;

    public static async Task Run(string data)
    {
        var storage = new BenchStorage(data);
        var seed = await Seed.WithoutPeople(storage);
        var list = Path.Combine(data, "pairs.txt");
        await File.WriteAllLinesAsync(list, seed.Pairs.Take(PairsUnderLoad));
        var environment = new Dictionary<string, string> { ["BENCH_PAIRS"] = list, ["BENCH_KEY"] = seed.Key };
        await Writes(storage, seed, environment);
        await Refusals(storage, seed, environment);
    }

    /// <summary>All three in one process, in rounds that take turns.</summary>
    private static async Task Writes(BenchStorage storage, Seed seed, Dictionary<string, string> environment)
    {
        var direct = new Dictionary<string, string>(environment) { ["BENCH_PATH"] = $"{DirectWrites.Path}/%s" };
        var keyed = new Dictionary<string, string>(environment) { ["BENCH_KEYED"] = "yes" };
        await using var server = await Server.DirectWrites(storage, seed.Tenant);
        Dictionary<string, string>[] kinds = [direct, environment, keyed];
        foreach (var kind in kinds)
            await Wrk.RequestsPerSecond(server.Address, "write.lua", kind, WarmUpSeconds);
        var rates = kinds.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
            foreach (var (number, kind) in kinds.Index())
                rates[number].Add(await Wrk.RequestsPerSecond(server.Address, "write.lua", kind, Seconds));
        var (bare, whole, underKey) = (Median(rates[0]), Median(rates[1]), Median(rates[2]));
        Print("A write through the pipeline", whole, "the same write without it", bare, bare / whole, "≤ 1.3");
        Print("The same under an Idempotency-Key", underKey, "without pipeline", bare, bare / underKey, "≤ 1.3");
    }

    private static async Task Refusals(BenchStorage storage, Seed seed, Dictionary<string, string> environment)
    {
        double pair;
        double page;
        var authorization = new Dictionary<string, string>(environment);
        var list = new Dictionary<string, string>(environment) { ["BENCH_PATH"] = "/v1/pairs?limit=100" };
        await using (var server = await Server.Binome(storage))
        {
            await Wrk.RequestsPerSecond(server.Address, "read.lua", authorization, WarmUpSeconds);
            pair = await Wrk.RequestsPerSecond(server.Address, "read.lua", authorization, Seconds);
            await Wrk.RequestsPerSecond(server.Address, "read.lua", list, Seconds);
            page = await Wrk.RequestsPerSecond(server.Address, "read.lua", list, Seconds);
        }
        await using var strict = await Server.Binome(storage with { RequestsPerMinute = 1 });
        await Wrk.RequestsPerSecond(strict.Address, "read.lua", authorization, WarmUpSeconds, refused: true);
        var refused = await Wrk.RequestsPerSecond(strict.Address, "read.lua", authorization, Seconds, refused: true);
        Print("A refused caller", refused, "one pair read", pair, pair / refused, "≤ 0.2");
        Print("A refused caller", refused, "a page of 100 pairs read", page, page / refused, "≤ 0.2");
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private static void Print(string what, double ours, string peer, double theirs, double ratio, string asked) =>
        Console.WriteLine($"{what}: {ours:0} a second, {peer} {theirs:0}, costs {ratio:0.00} × (asked {asked})");
}
