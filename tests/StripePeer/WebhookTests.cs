using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Binome.StripeServer;
using Binome.StripeServer.Webhooks;

namespace Binome.StripePeer.Tests;

/// <summary>How webhooks travel on a fake clock: retries by its time, faults by their seed.</summary>
public sealed class WebhookTests
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    /// <summary>The vector that Binome's own verification is held to.</summary>
    [Fact]
    public void Signature_OfTheKnownVector_IsTheKnownMark() =>
        Signature
            .Of("""{"id":"evt_1","object":"event"}""", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "whsec_test")
            .ShouldBe("t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021");

    [Fact]
    public async Task Refused_IsSentAgainByTheClock_UntilItIsGivenUp()
    {
        var options = new StripePeerOptions { WebhookRetries = [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)] };
        await using var rig = await Rig.Begin(options);
        await using var receiver = await Receiver.Start(HttpStatusCode.InternalServerError);
        await Listen(rig, receiver);
        await rig.Post("/v1/customers", ("name", "Acme"));
        await Settled(rig);
        receiver.Bodies.Count.ShouldBe(1);

        rig.Time.Advance(TimeSpan.FromMinutes(4));
        await Settled(rig);
        receiver.Bodies.Count.ShouldBe(1);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await Settled(rig);
        receiver.Bodies.Count.ShouldBe(2);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await Settled(rig);
        receiver.Bodies.Count.ShouldBe(3);
        rig.Peer.WaitingWebhooks.ShouldBeEmpty();
        receiver.Bodies.Select(Id).Distinct().ShouldHaveSingleItem();
        var missing = (await rig.Get("/v1/events?delivery_success=false"))["data"]!.AsArray();
        missing.ShouldHaveSingleItem()!["pending_webhooks"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Faults_OfOneSeed_DoTheSameAgain()
    {
        var first = await Arrived(seed: 7);
        var other = await Arrived(seed: 8);
        Enumerable.SequenceEqual(first, other).ShouldBeFalse();
        first.ShouldBe(await Arrived(seed: 7));
        first.Distinct().Count().ShouldBeLessThan(first.Length, "some came twice");
        first.Distinct().Count().ShouldBeLessThan(20, "some never came");
        Enumerable.SequenceEqual(first, first.Order()).ShouldBeFalse("some came out of order");
    }

    // 20 customers made while everything is held, then sent as the faults have it; the numbers in their names.
    private static async Task<int[]> Arrived(int seed)
    {
        await using var rig = await Rig.Begin();
        await using var receiver = await Receiver.Start(HttpStatusCode.OK);
        await Listen(rig, receiver);
        var faults = new WebhookFaults
        {
            DropShare = 0.3,
            DuplicateShare = 0.5,
            Reorder = true,
            Seed = seed,
            Hold = true,
        };
        rig.Peer.WebhookFaults = faults;
        for (var number = 0; number < 20; number++)
            await rig.Post("/v1/customers", ("name", $"{number:00}"));
        rig.Peer.WebhookFaults = faults with { Hold = false };
        await Settled(rig);
        return
        [
            .. receiver.Bodies.Select(body =>
                int.Parse(JsonNode.Parse(body)!["data"]!["object"]!["name"]!.GetValue<string>())
            ),
        ];
    }

    private static Task<JsonObject> Listen(Rig rig, Receiver receiver) =>
        rig.Post("/v1/webhook_endpoints", ("url", receiver.Url.ToString()), ("enabled_events[]", "customer.created"));

    private static async Task Settled(Rig rig)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        await rig.Peer.WebhooksSent(limit.Token);
    }

    private static string Id(string body) => JsonNode.Parse(body)!["id"]!.GetValue<string>();

    /// <summary>Where webhooks arrive.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication app;

        private Receiver(WebApplication app) => this.app = app;

        public ConcurrentQueue<string> Bodies { get; } = [];

        public Uri Url => new(app.Urls.First());

        public static async Task<Receiver> Start(HttpStatusCode status)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver.app.MapPost(
                "/",
                async (HttpRequest request) =>
                {
                    using var reader = new StreamReader(request.Body);
                    receiver.Bodies.Enqueue(await reader.ReadToEndAsync());
                    return Results.StatusCode((int)status);
                }
            );
            await receiver.app.StartAsync();
            return receiver;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
