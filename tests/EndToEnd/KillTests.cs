using System.Collections.Concurrent;

namespace Binome.EndToEnd.Tests;

/// <summary>kill -9 at random moments: what was acknowledged is there, jobs go on, ticks fire once.</summary>
public sealed class KillTests
{
    private const int Kills = 5;
    private const int Callers = 8;
    private const int People = 200;

    [Fact]
    public async Task AcknowledgedSessions_WhenKilledUnderLoad_AreAllThereOnce()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        var acknowledged = new ConcurrentDictionary<string, string>();
        var pairs = await Pairs(data.Path, key);

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var binome = await BinomeProcess.Start(data.Path);
            using var client = binome.Client(key);
            var before = acknowledged.Count;
            var load = Enumerable
                .Range(0, Callers)
                .Select(caller => Load(client, pairs, acknowledged, $"{kill}-{caller}"));
            var callers = Task.WhenAll(load);
            // Killed only when work is under way, at another depth each time.
            while (acknowledged.Count < before + 50 + 40 * kill)
                await Task.Delay(2);
            await binome.Kill();
            await callers;
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        acknowledged.Count.ShouldBeGreaterThan(50 * Kills);
        foreach (var (session, pair) in acknowledged)
            (await reader.Status($"/v1/pairs/{pair}/sessions/{session}")).ShouldBe(
                System.Net.HttpStatusCode.OK,
                session
            );
        await EachPairAgreesWithItsSessions(reader, pairs);
        await SequencesHaveNoGap(reader);
    }

    [Fact]
    public async Task Jobs_WhenKilledMidway_GoOnAndCountOnce()
    {
        const int Rows = 6_000;
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        string import;
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = binome.Client(key);
            import = (await client.Import(Company.Csv(Rows))).GetProperty("id").GetString()!;
            while ((await client.Get($"/v1/imports/{import}")).GetProperty("done").GetInt32() == 0)
                await Task.Delay(1);
            await binome.Kill();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        var row = await reader.Finished($"/v1/imports/{import}");
        row.GetProperty("created").GetInt32().ShouldBe(Rows);
        row.GetProperty("rejected").GetInt32().ShouldBe(0);
        var last = await reader.Get("/v1/events?limit=1");
        last.GetProperty("data")[0].GetProperty("type").GetString().ShouldBe("import.completed");
    }

    [Fact]
    public async Task Publication_WhenKilledMidway_OpensEachPairOnce()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        string run;
        string publication;
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = await binome.SignedIn(data.Path, key);
            var import = (await client.Import(Company.Csv(1_200))).GetProperty("id").GetString()!;
            await client.Finished($"/v1/imports/{import}");
            run = await client.DecidedRun(await client.LaunchedProgramme());
            publication = (await client.Publish(run)).GetProperty("id").GetString()!;
            await binome.Kill();
        }

        await using var after = await BinomeProcess.Start(data.Path);
        using var reader = after.Client(key);
        var done = await reader.Finished($"/v1/publications/{publication}");
        var opened = done.GetProperty("opened").GetInt32();
        opened.ShouldBe(done.GetProperty("total").GetInt32());
        var pairs = await reader.All("/v1/pairs");
        pairs.Count.ShouldBe(opened);
        pairs.Select(pair => (Text(pair, "mentor"), Text(pair, "mentee"))).Distinct().Count().ShouldBe(opened);
        var totals = (await reader.Get($"/v1/matching_runs/{run}")).GetProperty("totals");
        totals.GetProperty("published").GetInt32().ShouldBe(opened);
    }

    [Fact]
    public async Task Ticks_MissedWhileDown_FireOnce()
    {
        using var data = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        var pairs = await Pairs(data.Path, key);
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            using var client = binome.Client(key);
            // Held so long ago that the next one is due, and overdue, already: both ticks wait while nothing runs.
            var heldAt = TimeProvider.System.GetUtcNow().AddDays(-40);
            await Task.WhenAll(pairs.Select(pair => client.Post($"/v1/pairs/{pair}/sessions", Held(heldAt))));
            await binome.Kill();
        }

        await using (var again = await BinomeProcess.Start(data.Path))
            await Raised(again, key, pairs.Count);
        // Started once more: what has fired does not fire again.
        await using var last = await BinomeProcess.Start(data.Path);
        await Raised(last, key, pairs.Count);
        using var reader = last.Client(key);
        var due = await reader.All("/v1/events?types=pair.session.due");
        due.Select(happened => Text(happened, "resource")).ShouldBe(pairs, ignoreOrder: true);
        var overdue = await reader.All("/v1/events?types=pair.session.overdue");
        overdue.Select(happened => Text(happened, "resource")).ShouldBe(pairs, ignoreOrder: true);
    }

    private static async Task Raised(BinomeProcess binome, string key, int pairs)
    {
        using var client = binome.Client(key);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await client.All("/v1/events?types=pair.session.overdue")).Count < pairs)
            await Task.Delay(100, limit.Token);
    }

    private static async Task<List<string>> Pairs(string data, string key)
    {
        await using var binome = await BinomeProcess.Start(data);
        using var client = await binome.SignedIn(data, key);
        var import = (await client.Import(Company.Csv(People))).GetProperty("id").GetString()!;
        await client.Finished($"/v1/imports/{import}");
        var publication = await client.Publish(await client.DecidedRun(await client.LaunchedProgramme()));
        await client.Finished($"/v1/publications/{Text(publication, "id")}");
        var pairs = await client.All("/v1/pairs");
        pairs.Count.ShouldBeGreaterThan(50);
        return [.. pairs.Select(pair => Text(pair, "id"))];
    }

    /// <summary>Logs sessions until the process is gone; what was answered is kept outside of it.</summary>
    private static async Task Load(
        ApiClient client,
        List<string> pairs,
        ConcurrentDictionary<string, string> acknowledged,
        string caller
    )
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var pair = pairs[(number * Callers + caller.Length) % pairs.Count];
                var body = Held(TimeProvider.System.GetUtcNow().AddMinutes(-1));
                var session = await client.Post($"/v1/pairs/{pair}/sessions", body, $"{caller}-{number}");
                acknowledged[Text(session, "id")] = pair;
            }
        }
        catch (HttpRequestException)
        {
            // The process was killed; this call was not acknowledged.
        }
    }

    private static async Task EachPairAgreesWithItsSessions(ApiClient reader, List<string> pairs)
    {
        foreach (var pair in pairs)
        {
            var row = await reader.Get($"/v1/pairs/{pair}");
            var held = await reader.All($"/v1/pairs/{pair}/sessions?status=held");
            held.Count.ShouldBe(row.GetProperty("sessions_held").GetInt32(), pair);
        }
    }

    private static async Task SequencesHaveNoGap(ApiClient reader)
    {
        var events = await reader.All("/v1/events");
        var sequences = events.Select(happened => happened.GetProperty("sequence").GetInt64()).ToList();
        sequences.ShouldBe(Enumerable.Range(1, sequences.Count).Select(number => (long)number).Reverse());
    }

    private static object Held(DateTimeOffset at) =>
        new
        {
            status = "held",
            starts_at = at.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ss.fffZ",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            duration_minutes = 45,
            format = "video",
        };

    private static string Text(System.Text.Json.JsonElement element, string member) =>
        element.GetProperty(member).GetString()!;
}
