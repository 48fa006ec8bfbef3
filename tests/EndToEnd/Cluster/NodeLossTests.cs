using System.Diagnostics;
using Xunit.Abstractions;
using static Binome.EndToEnd.Tests.CompanySteps;

namespace Binome.EndToEnd.Tests.Cluster;

/// <summary>Three real nodes on one PostgreSQL, of which some are killed while they work.</summary>
public sealed class NodeLossTests(ITestOutputHelper output)
{
    private const int Callers = 9;
    private const int KeysAtOnce = 20;
    private const int QuietPairs = 30;
    private const string Overdue = "/v1/events?types=pair.session.overdue";
    private static readonly TimeSpan AnswerAgainMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TicksMax = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Cluster_WhenNodesAreKilledUnderLoad_LosesNothingAndDoesNothingTwice()
    {
        using var folder = new ClusterFolder();
        await using var first = await folder.Start(0);
        await using var second = await folder.Start(1);
        await using var third = await folder.Start(2);
        var key = await BinomeProcess.NewTenant(folder.DataOf(0), "Acme");
        using var reader = await first.SignedIn(folder.DataOf(0), key);

        var pairs = await PublishWhileOneDies(reader, third);
        await using var back = await folder.Start(2);
        Uri[] addresses = [first.Address, second.Address, back.Address];
        var (quiet, shared, busy) = (pairs[..QuietPairs], pairs[QuietPairs], pairs[(QuietPairs + 1)..]);
        await OneKeyEverywhereIsOneSession(addresses, key, shared);

        using var client = new SteadyClient(addresses, key);
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(
            Enumerable.Range(0, Callers).Select(caller => client.Log(busy, caller, Callers, stop.Token))
        );
        await Acknowledged(client, load, more: 200);
        await second.Kill();
        var ticks = TicksFireOnce(addresses, key, quiet);
        // Every caller comes back, and then some.
        await Acknowledged(client, load, more: 50 * Callers);
        await stop.CancelAsync();
        await load;

        output.WriteLine(
            $"{client.Acknowledged.Count} acknowledged; longest wait {client.WaitMax.TotalSeconds:0.0} s; not acknowledged: "
                + string.Join(", ", client.Refused.Select(refused => $"{refused.Key} × {refused.Value}"))
        );
        client.Refused.ShouldContainKey(0, "The kill must have broken connections.");
        client.WaitMax.ShouldBeLessThan(AnswerAgainMax);
        await ticks;
        await reader.ShouldHold(busy, client.Acknowledged);
    }

    // A job is on one of the nodes; whether it was the one that dies or not, each pair is opened once.
    private static async Task<List<string>> PublishWhileOneDies(ApiClient reader, BinomeProcess dies)
    {
        var import = await reader.Import(Company.Csv(200));
        await reader.Finished($"/v1/imports/{Text(import, "id")}");
        var run = await reader.DecidedRun(await reader.LaunchedProgramme());
        var publication = await reader.Publish(run);
        await dies.Kill();
        var done = await reader.Finished($"/v1/publications/{Text(publication, "id")}");
        var pairs = await reader.All("/v1/pairs");
        pairs.Count.ShouldBe(done.GetProperty("total").GetInt32());
        pairs.Count.ShouldBeGreaterThan(50);
        pairs.Select(pair => (Text(pair, "mentor"), Text(pair, "mentee"))).Distinct().Count().ShouldBe(pairs.Count);
        return [.. pairs.Select(pair => Text(pair, "id"))];
    }

    private static async Task OneKeyEverywhereIsOneSession(Uri[] addresses, string apiKey, string pair)
    {
        using var client = new SteadyClient(addresses, apiKey);
        for (var number = 0; number < KeysAtOnce; number++)
        {
            var key = $"everywhere-{number}";
            var sessions = await Task.WhenAll(
                Enumerable.Range(0, Callers).Select(node => client.Held(pair, key, node))
            );
            sessions.Distinct().Count().ShouldBe(1, key);
        }
        using var reader = new ApiClient(addresses[0], apiKey);
        (await reader.All($"/v1/pairs/{pair}/sessions?status=held")).Count.ShouldBe(KeysAtOnce);
    }

    // Held so long ago that the next one is due, and overdue, already. The sweepers of the dead node have to be elsewhere.
    private async Task TicksFireOnce(Uri[] addresses, string apiKey, List<string> pairs)
    {
        var since = Stopwatch.GetTimestamp();
        using var client = new SteadyClient(addresses, apiKey, daysAgo: 40);
        await Task.WhenAll(pairs.Select((pair, number) => client.Held(pair, $"tick-{number}", number)));
        using var reader = new ApiClient(addresses[0], apiKey);
        using var limit = new CancellationTokenSource(TicksMax);
        while ((await reader.All(Overdue)).Count < pairs.Count)
            await Task.Delay(100, limit.Token);
        output.WriteLine($"{pairs.Count} ticks {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s after the kill");
        var overdue = await reader.All(Overdue);
        overdue.Select(happened => Text(happened, "resource")).ShouldBe(pairs, ignoreOrder: true);
    }

    private static Task Acknowledged(SteadyClient client, Task load, int more)
    {
        var enough = client.Acknowledged.Count + more;
        return Task.WhenAny(load, Enough()).Unwrap();

        async Task Enough()
        {
            while (client.Acknowledged.Count < enough)
                await Task.Delay(5);
        }
    }
}
