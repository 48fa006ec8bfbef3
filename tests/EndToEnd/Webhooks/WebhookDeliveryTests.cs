using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Binome.Rig;

namespace Binome.EndToEnd.Tests.Webhooks;

/// <summary>
/// G5: at least once, one id per event, in order per resource, while the receiver fails and the process is killed.
/// </summary>
public sealed class WebhookDeliveryTests
{
    private const int Resources = 40;
    private const int Writers = 4;
    private static readonly int Events = FullCounts.Asked ? 10_000 : 400;
    private static readonly int Kills = FullCounts.Asked ? 5 : 2;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(10 + (Events / 500));

    // The documented pauses, a thousand times shorter: 5 ms, 0.3 s, 1.8 s and so on.
    private static readonly (string, string)[] Settings =
    [
        ("Webhooks__AllowLoopback", "true"),
        ("Webhooks__RetryPace", "0.001"),
    ];

    [WebhookFact]
    public async Task Events_WhileTheReceiverFailsAndTheProcessDies_ArriveAllAndInOrder()
    {
        using var folder = new DataFolder();
        using var limit = new CancellationTokenSource(TimeMax);
        await using var peer = await WebhookPeer.Start(new { failures = 0.3, seed = 20_261_128 });
        var binome = await BinomeProcess.Start(folder.Path, settings: Settings);
        try
        {
            var key = await BinomeProcess.NewTenant(folder.Path, "Acme");
            await Subscribe(binome.Address, key, peer);
            var written = 0;
            for (var round = 0; round <= Kills; round++)
            {
                var until = Events * (round + 1) / (Kills + 1);
                await Write(binome.Address, key, written, until, limit.Token);
                written = until;
                if (round == Kills)
                    break;
                // Some of what was written has arrived, some is on its way, some waits for another attempt.
                var seen = peer.Requests.Count;
                await Until(() => peer.Requests.Count > seen || IsDone(peer, written), limit.Token);
                await binome.Kill();
                binome = await BinomeProcess.Start(folder.Path, settings: Settings);
            }
            var log = await Log(binome.Address, key);
            log.Count.ShouldBeGreaterThanOrEqualTo(Events);
            await Until(() => Accepted(peer).Select(one => one.Event).Distinct().Count() >= log.Count, limit.Token);
            Check(peer, log);
        }
        finally
        {
            await binome.DisposeAsync();
        }
    }

    [WebhookFact]
    public async Task Secret_WhenRotated_SignsBesideTheOldOne()
    {
        using var folder = new DataFolder();
        await using var peer = await WebhookPeer.Start(new { });
        await using var binome = await BinomeProcess.Start(folder.Path, settings: Settings);
        var key = await BinomeProcess.NewTenant(folder.Path, "Acme");
        using var client = binome.Client(key);
        using var limit = new CancellationTokenSource(TimeMax);
        var made = await Subscribe(binome.Address, key, peer);
        await client.Post($"/v1/webhook_endpoints/{made}/rotate_secret", new { overlap_hours = 1 });

        // The receiver knows the old secret alone, and goes on to trust what comes.
        await client.Post($"/v1/webhook_endpoints/{made}/ping", new { });
        await Until(() => !peer.Requests.IsEmpty, limit.Token);
        peer.Requests.ShouldAllBe(one => one.Status == 200);

        var ping = Accepted(peer).Single(one => one.Type == "webhook_endpoint.ping");
        (ping.Signatures, ping.Id).ShouldBe((2, ping.Event));
    }

    /// <summary>Nothing lost, one id per event, nothing that overtakes another of its resource; and the faults were there.</summary>
    private static void Check(WebhookPeer peer, Dictionary<string, (string Resource, long Sequence)> log)
    {
        var requests = peer.Requests.ToList();
        requests.ShouldAllBe(one => one.Status != 400 && one.Id == one.Event);
        requests.Count(one => one.Status == 500).ShouldBeGreaterThan(Events / 10);
        var accepted = Accepted(peer).ToList();
        log.Keys.Except(accepted.Select(one => one.Event!)).ShouldBeEmpty("lost");
        foreach (var one in accepted.Where(one => one.Type!.StartsWith("participant.", StringComparison.Ordinal)))
            log[one.Event!].ShouldBe((one.Resource!, one.Sequence));
        accepted.GroupBy(one => one.Sequence).ShouldAllBe(same => same.Select(one => one.Id).Distinct().Count() == 1);
        foreach (var ofResource in accepted.GroupBy(one => one.Resource))
        {
            var sequences = ofResource.Select(one => one.Sequence).ToList();
            sequences.SequenceEqual(sequences.Order()).ShouldBeTrue($"{ofResource.Key} came out of order");
        }
        Console.WriteLine(
            $"G5: {log.Count} events, {requests.Count} requests, {requests.Count(one => one.Status == 500)} refused, "
                + $"{accepted.Count - log.Count} more than once, {Kills} kills: 0 lost, 0 inversions."
        );
    }

    private static IEnumerable<Received> Accepted(WebhookPeer peer) => peer.Requests.Where(one => one.Status == 200);

    private static bool IsDone(WebhookPeer peer, int written) =>
        Accepted(peer).Select(one => one.Event).Distinct().Count() >= written;

    private static async Task<string> Subscribe(Uri address, string key, WebhookPeer peer)
    {
        using var client = new ApiClient(address, key);
        var body = new { url = peer.Url, events = (string[])["participant.*"] };
        var made = await client.Post("/v1/webhook_endpoints", body);
        await peer.Know(made.GetProperty("secret").GetString()!);
        return made.GetProperty("id").GetString()!;
    }

    /// <summary>Changes people, each time another thing of them; what is acknowledged is in the log.</summary>
    private static Task Write(Uri address, string key, int from, int until, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            Enumerable.Range(from, until - from),
            new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellation },
            async (number, stop) =>
            {
                var person = number % Resources;
                var body = new
                {
                    first_name = "Inès",
                    last_name = "Morel",
                    email = $"person{person}@acme.example",
                    job_title = $"Title {number}",
                };
                using var request = new HttpRequestMessage(
                    HttpMethod.Put,
                    new Uri(address, $"/v1/participants/by_employee_id/E{person}")
                );
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
                using var response = await Http.SendAsync(request, stop);
                response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(stop));
            }
        );

    private static readonly HttpClient Http = new();

    private static async Task<Dictionary<string, (string, long)>> Log(Uri address, string key)
    {
        using var client = new ApiClient(address, key);
        var events = await client.All("/v1/events?types=participant.created,participant.updated");
        return events.ToDictionary(
            one => one.GetProperty("id").GetString()!,
            one => (one.GetProperty("resource").GetString()!, one.GetProperty("sequence").GetInt64())
        );
    }

    private static async Task Until(Func<bool> isSo, CancellationToken limit)
    {
        while (!isSo())
            await Task.Delay(50, limit);
    }
}
