using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Binome.EndToEnd.Tests.Webhooks;

namespace Binome.EndToEnd.Tests.Integrators;

/// <summary>
/// Somebody with the docs and a sandbox key: 5,000 employees from an HR export, verified webhooks, an outage of their own that a replay
/// makes good, a file for BI; and no byte of another organisation.
/// </summary>
public sealed class SandboxIntegratorTests
{
    private const int Employees = 5_000;
    private const int Leavers = 40;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(5);

    private static readonly (string, string)[] Settings =
    [
        ("Webhooks__AllowLoopback", "true"),
        ("Webhooks__RetryPace", "0.01"),
    ];

    [WebhookFact]
    public async Task Sandbox_KeyAlone_SyncsReceivesSurvivesAndSeesNobodyElse()
    {
        using var folder = new DataFolder();
        using var limit = new CancellationTokenSource(TimeMax);
        await using var binome = await BinomeProcess.Start(folder.Path, settings: Settings);
        var (key, others) = await TwoTenants(binome, folder);
        using var api = new Recording(binome.Address, key);

        // The HR sync, and the same file of the next night.
        var people = Company.Csv(Employees);
        var first = await api.Import(people, "hr-1", limit.Token);
        (Number(first, "created"), Number(first, "rejected")).ShouldBe((Employees, 0));
        var second = await api.Import(people, "hr-2", limit.Token);
        (Number(second, "unchanged"), Number(second, "leavers")).ShouldBe((Employees, 0));

        // Webhooks, verified with the library of the standard's authors.
        var peer = await WebhookPeer.Start(new { });
        var port = new Uri(peer.Url).Port;
        var endpoint = await api.Post(
            "/v1/webhook_endpoints",
            new { url = peer.Url, events = new[] { "participant.*", "import.*" } }
        );
        var secret = Text(endpoint, "secret");
        await peer.Know(secret);
        var since = TimeProvider.System.GetUtcNow().AddHours(-1);
        await api.Import(Changed(people, 1, 100), "hr-3", limit.Token);
        await Until(() => Types(peer).Count("participant.updated".Equals) == 100, limit.Token);

        // An outage: the receiver is gone while people change and leave.
        var before = Seen(peer);
        await peer.DisposeAsync();
        await api.Import(Changed(people, 101, 200), "hr-4", limit.Token);
        var left = await api.Import(WithoutLast(Changed(people, 101, 200), Leavers), "hr-5", limit.Token);
        (Number(left, "left"), Text(left, "status")).ShouldBe((Leavers, "completed"));
        await using var back = await WebhookPeer.Start(new { port });
        await back.Know(secret);
        await api.Post($"/v1/webhook_endpoints/{Text(endpoint, "id")}/replay", new { from = since });
        // The sandbox's clock stands still, and with it the pause before the next attempt.
        await api.Post("/v1/sandbox/clock/advance", new { by_days = 1 });
        var log = await api.Log("/v1/events?types=participant.updated,participant.left", limit.Token);
        await Until(() => !log.Keys.Except(before).Except(Seen(back)).Any(), limit.Token);
        log.Values.Count("participant.left".Equals).ShouldBe(Leavers);
        back.Requests.ShouldAllBe(one => one.Status == 200 && one.Id == one.Event);

        // What they hold and what Binome holds is the same.
        var export = await api.Export(limit.Token);
        export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(Employees);

        // And of the others: nothing, whatever is asked.
        foreach (var other in others)
        {
            api.Everything.ShouldNotContain(other);
            back.Requests.ShouldAllBe(one => one.Resource != other);
            (await api.Status($"/v1/participants/{other}")).ShouldBe(HttpStatusCode.NotFound);
        }
        others.Count.ShouldBe(20);
        Encoding.UTF8.GetByteCount(api.Everything).ShouldBeGreaterThan(1_000_000);
    }

    /// <summary>The test key of one organisation, and the ids of the people of another and of that one's live side.</summary>
    private static async Task<(string Key, List<string> Others)> TwoTenants(BinomeProcess binome, DataFolder folder)
    {
        var live = await BinomeProcess.NewTenant(folder.Path, "Alizé");
        using var owner = await binome.SignedIn(folder.Path, live);
        var made = await owner.Act("/v1/api_keys", new { name = "sandbox", livemode = false });
        var others = new List<string>();
        foreach (var key in (string[])[live, await BinomeProcess.NewTenant(folder.Path, "Boréal")])
        {
            using var client = binome.Client(key);
            var import = await client.Import(Company.Csv(10));
            await client.Finished($"/v1/imports/{Text(import, "id")}");
            others.AddRange((await client.All("/v1/participants")).Select(person => Text(person, "id")));
        }
        return (Text(made, "secret"), others);
    }

    /// <summary>The same people, of whom some work in another family of jobs.</summary>
    private static string Changed(string csv, int from, int to)
    {
        var lines = csv.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        for (var at = from; at <= to; at++)
            lines[at] = lines[at].Replace(",it,", ",legal,").Replace(",sales,", ",legal,");
        return string.Join('\n', lines);
    }

    private static string WithoutLast(string csv, int people) => string.Join('\n', csv.Split('\n')[..^people]);

    private static IEnumerable<string> Types(WebhookPeer peer) => peer.Requests.Select(one => one.Type ?? "");

    private static HashSet<string> Seen(WebhookPeer peer) =>
        [.. peer.Requests.Where(one => one.Status == 200).Select(one => one.Id)];

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static int Number(JsonElement element, string member) => element.GetProperty(member).GetInt32();

    private static async Task Until(Func<bool> isSo, CancellationToken limit)
    {
        while (!isSo())
            await Task.Delay(50, limit);
    }

    /// <summary>A client that keeps every byte it was answered.</summary>
    private sealed class Recording : IDisposable
    {
        private readonly HttpClient http;
        private readonly StringBuilder everything = new();

        public Recording(Uri address, string key)
        {
            http = new HttpClient { BaseAddress = address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        public string Everything => everything.ToString();

        public async Task<JsonElement> Import(string csv, string key, CancellationToken limit)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/participants/imports?mode=full");
            request.Content = new StringContent(csv, Encoding.UTF8, "text/csv");
            request.Headers.Add("Idempotency-Key", key);
            var import = await Send(request);
            return await Finished($"/v1/imports/{Text(import, "id")}", limit);
        }

        public async Task<string> Export(CancellationToken limit)
        {
            var export = await Post("/v1/exports", new { resource = "participants", format = "jsonl" });
            var ended = await Finished($"/v1/exports/{Text(export, "id")}", limit);
            var file = await http.GetStringAsync(Text(ended, "file"), limit);
            everything.Append(file);
            return file;
        }

        public Task<JsonElement> Post(string path, object body) =>
            Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

        public async Task<HttpStatusCode> Status(string path)
        {
            using var response = await http.GetAsync(path);
            everything.Append(await response.Content.ReadAsStringAsync());
            return response.StatusCode;
        }

        /// <summary>Types of events by their ids.</summary>
        public async Task<Dictionary<string, string>> Log(string path, CancellationToken limit)
        {
            var log = new Dictionary<string, string>();
            for (var next = $"{path}&limit=100"; next is not null; limit.ThrowIfCancellationRequested())
            {
                var page = await Send(new HttpRequestMessage(HttpMethod.Get, next));
                foreach (var one in page.GetProperty("data").EnumerateArray())
                    log.Add(Text(one, "id"), Text(one, "type"));
                next = page.GetProperty("has_more").GetBoolean()
                    ? $"{path}&limit=100&cursor={Uri.EscapeDataString(Text(page, "next_cursor"))}"
                    : null;
            }
            return log;
        }

        public void Dispose() => http.Dispose();

        private async Task<JsonElement> Finished(string path, CancellationToken limit)
        {
            while (true)
            {
                var job = await Send(new HttpRequestMessage(HttpMethod.Get, path));
                if (Text(job, "status") is "completed" or "failed" or "awaiting_confirmation")
                    return job;
                await Task.Delay(100, limit);
            }
        }

        private async Task<JsonElement> Send(HttpRequestMessage request)
        {
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            everything.Append(text);
            response.IsSuccessStatusCode.ShouldBeTrue($"{request.RequestUri} → {(int)response.StatusCode}\n{text}");
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
    }
}
