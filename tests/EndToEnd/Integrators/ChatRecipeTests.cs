using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Binome.EndToEnd.Tests.Webhooks;

namespace Binome.EndToEnd.Tests.Integrators;

/// <summary>The relay into a chat, run as it stands in docs/integrators/webhooks.md, between Binome and a channel of this machine.</summary>
public sealed partial class ChatRecipeTests
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(2);

    [ChatTheory]
    [InlineData("slack")]
    [InlineData("teams")]
    public async Task Relay_OfTheDocs_PutsAVerifiedEventIntoTheChannel_AndRefusesAnother(string chat)
    {
        using var folder = new DataFolder();
        using var limit = new CancellationTokenSource(TimeMax);
        using var channel = new Channel();
        await using var binome = await BinomeProcess.Start(
            folder.Path,
            settings: [("Webhooks__AllowLoopback", "true"), ("Webhooks__RetryPace", "0.001")]
        );
        using var client = binome.Client(await BinomeProcess.NewTenant(folder.Path, "Acme"));
        var port = BinomeProcess.FreePort();
        var made = await client.Post(
            "/v1/webhook_endpoints",
            new { url = $"http://127.0.0.1:{port}/hook", events = new[] { "pair.*" } }
        );
        var secret = made.GetProperty("secret").GetString()!;
        using var relay = Relay(folder.Path, chat, port, secret, channel.Address);
        await Listening(port, limit.Token);

        // The channel is down at first: the relay says so, and Binome comes again.
        await client.Post($"/v1/webhook_endpoints/{made.GetProperty("id").GetString()}/ping", new { });
        while (channel.Said.Count < 2)
            await Task.Delay(50, limit.Token);
        var said = channel.Said.ToArray()[1];
        using var forged = await Forged(port);

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        channel.Said.Count.ShouldBe(2);
        TextOf(chat, said).ShouldStartWith("webhook_endpoint.ping: https://binome.example/app/");
        relay.Kill();
    }

    private static string TextOf(string chat, string said)
    {
        using var json = JsonDocument.Parse(said);
        if (chat == "slack")
            return json.RootElement.GetProperty("text").GetString()!;
        var card = json.RootElement.GetProperty("attachments")[0];
        card.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        return card.GetProperty("content").GetProperty("body")[0].GetProperty("text").GetString()!;
    }

    private static Process Relay(string folder, string chat, int port, string secret, string channel)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Directory.Packages.props")))
            root = root.Parent!;
        var guide = File.ReadAllText(Path.Combine(root.FullName, "docs", "integrators", "webhooks.md"));
        File.WriteAllText(Path.Combine(folder, "relay.mjs"), Code().Match(guide).Groups[1].Value);
        Directory.CreateSymbolicLink(
            Path.Combine(folder, "node_modules"),
            Path.Combine(root.FullName, "tests", "node_modules")
        );
        var start = new ProcessStartInfo("node", ["relay.mjs"])
        {
            WorkingDirectory = folder,
            Environment =
            {
                ["BINOME_SECRET"] = secret,
                ["BINOME"] = "https://binome.example",
                ["CHANNEL"] = channel,
                ["CHAT"] = chat,
                ["PORT"] = $"{port}",
            },
        };
        return Process.Start(start)!;
    }

    private static async Task Listening(int port, CancellationToken limit)
    {
        while (true)
        {
            try
            {
                using var answer = await Forged(port);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit);
            }
        }
    }

    private static async Task<HttpResponseMessage> Forged(int port)
    {
        using var http = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/hook")
        {
            Content = new StringContent("""{"type":"pair.closed","resource":"pair_x"}"""),
        };
        request.Headers.Add("webhook-id", "evt_x");
        request.Headers.Add("webhook-timestamp", $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}");
        request.Headers.Add("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return await http.SendAsync(request);
    }

    [GeneratedRegex(@"## Slack, Teams and the like.*?```js\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    private sealed class ChatTheoryAttribute : TheoryAttribute
    {
        public ChatTheoryAttribute() => Skip = WebhookPeer.Missing;
    }

    /// <summary>A channel's incoming address: 500 to the first message, 200 to those after it.</summary>
    private sealed class Channel : IDisposable
    {
        private readonly HttpListener listener = new();

        public Channel()
        {
            Address = $"http://127.0.0.1:{BinomeProcess.FreePort()}/channel/";
            listener.Prefixes.Add(Address);
            listener.Start();
            _ = Serve();
        }

        public string Address { get; }

        public ConcurrentQueue<string> Said { get; } = new();

        public void Dispose() => listener.Close();

        private async Task Serve()
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                using var body = new StreamReader(context.Request.InputStream);
                Said.Enqueue(await body.ReadToEndAsync());
                context.Response.StatusCode = Said.Count == 1 ? 500 : 200;
                context.Response.Close();
            }
        }
    }
}
