using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Binome.StripePeer.Tests;

/// <summary>A peer on a fake clock, and plain HTTP to it.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly HttpClient http = new();

    private Rig(FakeTimeProvider time, StripeServer.StripePeer peer) => (Time, Peer) = (time, peer);

    public FakeTimeProvider Time { get; }
    public StripeServer.StripePeer Peer { get; }

    public static async Task<Rig> Begin(StripeServer.StripePeerOptions? options = null)
    {
        var time = new FakeTimeProvider(Start);
        return new Rig(time, await StripeServer.StripePeer.Start(time, options));
    }

    public Task<JsonObject> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<JsonObject> Post(string path, params (string Key, string Value)[] sent) =>
        Send(HttpMethod.Post, path, sent);

    /// <summary>An organisation that paid for some people by the month, with a card that works.</summary>
    public async Task<(string Customer, string Subscription)> Subscribed(long quantity = 10)
    {
        var customer = Id(await Post("/v1/customers", ("name", "Acme")));
        var session = Id(
            await Post(
                "/v1/checkout/sessions",
                ("mode", "subscription"),
                ("customer", customer),
                ("line_items[0][price]", "price_Binomemonth"),
                ("line_items[0][quantity]", $"{quantity}"),
                ("success_url", "https://binome.example/ok")
            )
        );
        Peer.Pay(session);
        var paid = await Get($"/v1/checkout/sessions/{session}");
        return (customer, paid["subscription"]!.GetValue<string>());
    }

    public async Task<string> Status(string subscription) =>
        (await Get($"/v1/subscriptions/{subscription}"))["status"]!.GetValue<string>();

    public static string Id(JsonObject thing) => thing["id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Peer.DisposeAsync();
    }

    private async Task<JsonObject> Send(HttpMethod method, string path, (string Key, string Value)[]? sent)
    {
        using var request = new HttpRequestMessage(method, new Uri(Peer.Url, path));
        request.Headers.Add("Authorization", "Bearer sk_test_rig");
        if (sent is not null)
            request.Content = new FormUrlEncodedContent(sent.Select(one => KeyValuePair.Create(one.Key, one.Value)));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
