using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Integrations;
using Binome.Contracts.Tenants;
using Binome.Silo.Hosting;

namespace Binome.Benchmarks.Webhooks;

/// <summary>What sending events costs: beside a bare signed loop, beside a receiver that hangs, and while nothing happens.</summary>
internal static class WebhookReport
{
    private const int Messages = 20_000;
    private const int Writes = 400;
    private const int Tenants = 50;
    private const int Idle = Tenants * WebhookLimits.EndpointsPerTenantMax;
    private const double Megabyte = 1_048_576;

    public static async Task Run(string data)
    {
        var storage = new BenchStorage(data);
        var keys = await Keys(storage, Tenants + 2);
        await using var receiver = await Server.Bare();
        await using var binome = await Server.Binome(storage);
        await Deliveries(binome, receiver, keys[0]);
        await Hanging(binome, receiver, keys[1]);
        await IdleEndpoints(binome, keys[2..]);
    }

    private static async Task Deliveries(Server binome, Server receiver, string key)
    {
        using var http = Client(binome, key);
        var hook = await Endpoint(http, $"{receiver.Address}/hook");
        // Everything is in the log before the clock starts; the import also warms what it goes through.
        await Post(http, $"/v1/webhook_endpoints/{hook}/disable");
        await Seed.Import(binome.Address, key, Seed.Csv(Messages));
        await Bare(receiver, 2_000);
        var bare = await Bare(receiver, Messages);

        var before = await Count(receiver);
        var clock = Stopwatch.StartNew();
        await Post(http, $"/v1/webhook_endpoints/{hook}/enable");
        while (await Count(receiver) < before + Messages)
            await Task.Delay(20);
        var ours = Messages / clock.Elapsed.TotalSeconds;
        Print("Deliveries", ours, bare, "a second", "a bare signed loop of 16", "≥ 0.5");
        await http.DeleteAsync($"/v1/webhook_endpoints/{hook}");
    }

    /// <summary>Messages a second of sixteen loops that sign and post, with nothing else.</summary>
    private static async Task<double> Bare(Server receiver, int messages)
    {
        using var http = new HttpClient();
        ImmutableArray<byte[]> keys = [WebhookSignature.KeyOf(WebhookSignature.NewSecret())];
        var happened = new StoredEvent(
            "evt_00000000000000000000000000",
            1,
            EventTypes.ParticipantCreated,
            "ptc_00000000000000000000000000",
            1,
            TimeProvider.System.GetUtcNow(),
            """{"import":"imp_00000000000000000000000000"}"""
        );
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, messages),
            new ParallelOptions { MaxDegreeOfParallelism = WebhookLimits.RequestsPerEndpointMax },
            async (_, stop) =>
            {
                var body = EventBody.Of("ten_bench", happened);
                var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{receiver.Address}/hook");
                request.Content = new ByteArrayContent(body);
                request.Headers.Add(WebhookSignature.IdHeader, happened.Id);
                request.Headers.Add(WebhookSignature.TimestampHeader, $"{at}");
                request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(happened.Id, at, body, keys));
                using var response = await http.SendAsync(request, stop);
                response.EnsureSuccessStatusCode();
            }
        );
        return messages / clock.Elapsed.TotalSeconds;
    }

    private static async Task Hanging(Server binome, Server receiver, string key)
    {
        using var http = Client(binome, key);
        var hook = await Endpoint(http, $"{receiver.Address}/hook");
        await P95(http, hook, "warm");
        var alone = await P95(http, hook, "alone");
        await Endpoint(http, $"{receiver.Address}/hang");
        var beside = await P95(http, hook, "beside");
        Print("From commit to delivery, p95, beside one that hangs", beside, alone, "ms", "alone", "≤ 2");
    }

    private static async Task<double> P95(HttpClient http, string hook, string round)
    {
        var since = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);
        for (var number = 0; number < Writes; number++)
        {
            var body = new { kind = "peer", name = $"{round} {number}" };
            using var made = await http.PostAsJsonAsync("/v1/programmes", body);
            made.EnsureSuccessStatusCode();
        }
        var waits = new List<double>();
        while (waits.Count < Writes)
        {
            await Task.Delay(500);
            waits = await Waits(http, hook, since);
        }
        return waits.Order().ElementAt((int)(waits.Count * 0.95));
    }

    private static async Task<List<double>> Waits(HttpClient http, string hook, DateTimeOffset since)
    {
        var created = new Dictionary<string, DateTimeOffset>();
        var from = Uri.EscapeDataString(since.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null));
        await foreach (var one in All(http, $"/v1/events?types=programme.created&created[gte]={from}&limit=100"))
            created[one.GetProperty("id").GetString()!] = one.GetProperty("created").GetDateTimeOffset();
        var waits = new List<double>();
        await foreach (var one in All(http, $"/v1/webhook_endpoints/{hook}/attempts?limit=100"))
        {
            var at = one.GetProperty("created").GetDateTimeOffset();
            if (at < since)
                break;
            if (created.TryGetValue(one.GetProperty("event").GetString()!, out var happened))
                waits.Add((at - happened).TotalMilliseconds);
        }
        return waits;
    }

    private static async Task IdleEndpoints(Server binome, IReadOnlyList<string> keys)
    {
        var before = binome.Bytes;
        foreach (var key in keys)
        {
            using var http = Client(binome, key);
            for (var number = 0; number < WebhookLimits.EndpointsPerTenantMax; number++)
                await Endpoint(http, "https://hooks.nowhere.invalid/a", "mail.*");
        }
        await Task.Delay(5_000);
        Console.WriteLine($"{Idle:N0} idle endpoints: {(binome.Bytes - before) / Megabyte:0} MB more (asked ≤ 100)");
    }

    /// <summary>A key each of so many organisations, new in the storage.</summary>
    internal static async Task<List<string>> Keys(BenchStorage storage, int tenants)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = storage.Settings,
            Log = new LogSettings { Level = "Warning" },
        };
        await using var app = BinomeHost.Build(settings);
        await BinomeHost.Start(app, CancellationToken.None);
        var keys = new List<string>();
        for (var number = 0; number < tenants; number++)
        {
            var id = Ids.New(Ids.Tenant, TimeProvider.System.GetUtcNow());
            var tenant = new TenantGrains(app.Services.GetRequiredService<IGrainFactory>(), id).Tenant();
            (await tenant.Create(new CreateTenant("Bench"))).Value.ShouldExist();
            keys.Add((await tenant.CreateKey(new CreateKey("bench", [], null))).Value.Secret);
        }
        await app.StopAsync();
        return keys;
    }

    private static HttpClient Client(Server binome, string key)
    {
        var http = new HttpClient { BaseAddress = new Uri(binome.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task<string> Endpoint(HttpClient http, string url, string events = "p*")
    {
        string[] filter = events == "p*" ? ["participant.*", "programme.*"] : [events];
        using var made = await http.PostAsJsonAsync("/v1/webhook_endpoints", new { url, events = filter });
        made.EnsureSuccessStatusCode();
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task Post(HttpClient http, string path)
    {
        using var done = await http.PostAsJsonAsync(path, new { });
        done.EnsureSuccessStatusCode();
    }

    private static async Task<int> Count(Server receiver)
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<int>($"{receiver.Address}/count");
    }

    private static async IAsyncEnumerable<JsonElement> All(HttpClient http, string path)
    {
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await http.GetFromJsonAsync<JsonElement>(path + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            foreach (var one in page.GetProperty("data").EnumerateArray())
                yield return one;
            cursor = page.GetProperty("has_more").GetBoolean() ? page.GetProperty("next_cursor").GetString() : null;
        }
    }

    private static void Print(string what, double ours, double peer, string unit, string peerName, string asked) =>
        Console.WriteLine(
            $"{what}: {ours:0.#} {unit}, {peerName} {peer:0.#} {unit}, ratio {ours / peer:0.##} (asked {asked})"
        );
}
