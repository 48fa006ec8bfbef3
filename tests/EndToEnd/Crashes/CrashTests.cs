using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;
using static Binome.EndToEnd.Tests.CompanySteps;

namespace Binome.EndToEnd.Tests.Crashes;

/// <summary>
/// kill -9 at random moments under load (G1, G2, G3): what was acknowledged, which is noted outside of the process, is there;
/// nothing is half done; each tick has its effect once.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Callers = 8;
    private const int LoadedPairs = 100;
    private static readonly TimeSpan CaughtUpMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LookSeldom = TimeSpan.FromMilliseconds(200);

    private readonly CrashScale scale = CrashScale.Asked;
    private readonly Random chance = new(20_260_105);

    [Fact]
    public async Task AcknowledgedSessions_WhenKilledUnderLoad_AreAllThereOnce()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var pairs = (await Pairs(data.Path, key, people: 200)).Take(LoadedPairs).ToList();
        var depthMax = 2 * scale.AcknowledgedMin / scale.Kills;

        var kills = 0;
        for (; kills < scale.Kills || acknowledged.Count < scale.AcknowledgedMin; kills++)
        {
            await using var binome = await BinomeProcess.Start(data.Path);
            using var client = binome.Client(key);
            var until = acknowledged.Count + chance.Next(1, depthMax + 1);
            var load = Task.WhenAll(
                Enumerable.Range(0, Callers).Select(each => Load(client, pairs, acknowledged, each, kills))
            );
            while (acknowledged.Count < until && !load.IsCompleted)
                await Task.Delay(Look);
            load.IsCompleted.ShouldBeFalse($"The load ended before the kill:\n{binome.Output}");
            await binome.Kill();
            await load;
            using var left = new DeadDatabase(data.Path);
            left.ShouldBeSound();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        foreach (var pair in pairs)
        {
            var held = await reader.All($"/v1/pairs/{pair}/sessions?status=held");
            var expected = acknowledged.Where(session => session.Value == pair).Select(session => session.Key);
            expected.Except(held.Select(session => Text(session, "id"))).ShouldBeEmpty(pair);
            (await reader.Get($"/v1/pairs/{pair}")).GetProperty("sessions_held").GetInt32().ShouldBe(held.Count, pair);
        }
        output.WriteLine($"{kills} kills, {acknowledged.Count} acknowledged writes, 0 lost");
    }

    [Fact]
    public async Task Ticks_WhenKilledWhileTheyFire_FireOnceEach()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        var pairs = (await Pairs(data.Path, key, scale.People)).Take(scale.TickedPairs).ToList();
        pairs.Count.ShouldBe(scale.TickedPairs);

        var interrupted = 0;
        for (var round = 1; round <= scale.Rounds; round++)
        {
            foreach (var share in pairs.Chunk(pairs.Count * scale.Rounds / scale.TickKills))
                interrupted += await KilledWhileTheyFire(data.Path, key, share, round) > 0 ? 1 : 0;
            await using var again = await BinomeProcess.Start(data.Path);
            await CaughtUp(again, key, pairs.Count * round);
        }
        interrupted.ShouldBeGreaterThan(0, "No kill met a tick that was due.");

        // Started once more: what has fired does not fire again.
        await using var last = await BinomeProcess.Start(data.Path);
        await CaughtUp(last, key, pairs.Count * scale.Rounds);
        using var reader = last.Client(key);
        var expected = pairs.SelectMany(pair => Enumerable.Repeat(pair, scale.Rounds)).ToList();
        foreach (var type in (string[])["pair.session.due", "pair.session.overdue"])
        {
            var raised = await reader.All($"/v1/events?types={type}");
            var resources = raised.Select(happened => Text(happened, "resource"));
            resources.ShouldBe(expected, ignoreOrder: true, customMessage: type);
        }
        output.WriteLine(
            $"{scale.Ticks} ticks, {scale.TickKills} kills, of which {interrupted} met ticks that were due"
        );
    }

    /// <summary>How many ticks were due when the process died.</summary>
    private async Task<int> KilledWhileTheyFire(string data, string key, string[] share, int round)
    {
        await using var binome = await BinomeProcess.Start(data);
        using var client = binome.Client(key);
        // Held so long ago that the next one is due, and overdue, already: both ticks fire at once. Later than the round before.
        var heldAt = TimeProvider.System.GetUtcNow().AddDays(-40 * (scale.Rounds - round + 1));
        await Task.WhenAll(share.Select(pair => client.Post($"/v1/pairs/{pair}/sessions", Held(heldAt))));
        // Somewhere between the first tick and the last.
        var until = await Raised(client) + chance.Next(share.Length);
        var since = Stopwatch.GetTimestamp();
        while (await Raised(client) < until && Stopwatch.GetElapsedTime(since) < CaughtUpMax)
            await Task.Delay(Look);
        await binome.Kill();
        using var left = new DeadDatabase(data);
        left.ShouldBeSound();
        return left.TicksLeft(TimeProvider.System.GetUtcNow());
    }

    private async Task CaughtUp(BinomeProcess binome, string key, int pairs)
    {
        using var client = binome.Client(key);
        var since = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(CaughtUpMax);
        while ((await client.All("/v1/events?types=pair.session.overdue")).Count < pairs)
            await Task.Delay(LookSeldom, limit.Token);
        output.WriteLine($"caught up {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s after it was ready");
    }

    /// <summary>How many events there are: the log has no gaps.</summary>
    private static async Task<long> Raised(ApiClient client)
    {
        var newest = await client.Get("/v1/events?limit=1");
        return newest.GetProperty("data")[0].GetProperty("sequence").GetInt64();
    }

    private static async Task<List<string>> Pairs(string data, string key, int people)
    {
        await using var binome = await BinomeProcess.Start(data);
        using var client = await binome.SignedIn(data, key);
        return await client.NewPairs(people);
    }

    /// <summary>Logs sessions until the process is gone; what was answered is kept outside of it.</summary>
    private static async Task Load(
        ApiClient client,
        List<string> pairs,
        ConcurrentDictionary<string, string> acknowledged,
        int caller,
        int life
    )
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var pair = pairs[(number * Callers + caller) % pairs.Count];
                var body = Held(TimeProvider.System.GetUtcNow().AddMinutes(-1));
                var session = await client.Post($"/v1/pairs/{pair}/sessions", body, $"{life}-{caller}-{number}");
                acknowledged[Text(session, "id")] = pair;
            }
        }
        catch (HttpRequestException)
        {
            // The process was killed; this call was not acknowledged.
        }
    }
}
