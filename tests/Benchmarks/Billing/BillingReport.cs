using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.Contracts.Tenants;
using Binome.Silo.Hosting;
using Binome.Silo.Stripe;
using Binome.StripeServer.Webhooks;

namespace Binome.Benchmarks.Billing;

/// <summary>How fast a webhook of Stripe is answered beside a bare endpoint, and how soon whoever paid may go on.</summary>
internal static class BillingReport
{
    private const string Key = "sk_test_bench";
    private const int Organisations = 200;
    private const int Payers = 50;
    private const int Rounds = 4;
    private const int PerRound = 200;
    private const int Senders = 16;

    /// <summary>One webhook after another, as Stripe sends them on a busy day; what one sets off is over before the next.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <param name="Session">Of the checkout that waits to be paid.</param>
    private sealed record Organisation(string ApiKey, string Customer, string Session);

    public static async Task Run(string data)
    {
        await using var stripe = await Server.Stripe();
        var port = Server.FreePort();
        var organisations = await Found(data, stripe);
        var storage = new BenchStorage(data) { More = Settings(stripe, await Endpoint(stripe, port)) };
        await using var bare = await Server.BareInbox(Path.Combine(data, "inbox.db"));
        await using var binome = await Server.Binome(storage, at: port);
        await Access(organisations[..Payers], stripe, binome);
        await Inbox(organisations, bare, binome, storage.More["Binome__Stripe__WebhookSecret"]);
    }

    private static async Task Inbox(List<Organisation> organisations, Server bare, Server binome, string secret)
    {
        using var http = new HttpClient();
        var (ours, theirs) = (new List<double>(), new List<double>());
        // The first round warms both.
        for (var round = 0; round <= Rounds; round++)
        {
            var peer = await Send(http, bare, organisations, BareInbox.Secret, atOnce: 1);
            var mine = await Send(http, binome, organisations, secret, atOnce: 1);
            if (round == 0)
                continue;
            theirs.AddRange(peer.Milliseconds);
            ours.AddRange(mine.Milliseconds);
        }
        Print("A webhook is answered, median", At(ours, 0.5), At(theirs, 0.5), "≤ 1.5");
        Print("A webhook is answered, p90", At(ours, 0.9), At(theirs, 0.9), "–");
        Print("A webhook is answered, p99", At(ours, 0.99), At(theirs, 0.99), "–");
        var dense = await Send(http, bare, organisations, BareInbox.Secret, atOnce: 1, isPaced: false);
        var denseOfOurs = await Send(http, binome, organisations, secret, atOnce: 1, isPaced: false);
        Print(
            "The same without a pause, beside the readings that they set off, median",
            At(denseOfOurs.Milliseconds, 0.5),
            At(dense.Milliseconds, 0.5),
            "–"
        );
        var many = await Send(http, bare, organisations, BareInbox.Secret, Senders, isPaced: false);
        var manyOfOurs = await Send(http, binome, organisations, secret, Senders, isPaced: false);
        Console.WriteLine(
            $"{Senders} senders at once, with what follows: {manyOfOurs.PerSecond:0} a second, bare inbox {many.PerSecond:0}"
        );
    }

    /// <summary>Payments, each from its submission at Stripe to the first answer of the API that allows everything: the webhook is sent in between.</summary>
    private static async Task Access(List<Organisation> payers, Server stripe, Server binome)
    {
        using var http = new HttpClient();
        var waits = new List<double>();
        foreach (var payer in payers)
        {
            var before = await Read(http, binome, payer);
            if (before != "read_only")
                throw new InvalidOperationException($"Access was {before} before anything was paid.");
            var clock = Stopwatch.StartNew();
            using var paid = await http.PostAsJsonAsync(
                $"{stripe.Address}/_peer/checkout/{payer.Session}/pay",
                new { card = "4242424242424242", country = "FR" }
            );
            paid.EnsureSuccessStatusCode();
            while (await Read(http, binome, payer) != "full")
                await Task.Delay(1);
            waits.Add(clock.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine(
            $"From paying to full access, {payers.Count} organisations: median {At(waits, 0.5):0} ms, most {waits.Max():0} ms (asked ≤ 1,000 after the webhook)"
        );
    }

    private static async Task<string> Read(HttpClient http, Server binome, Organisation payer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{binome.Address}/v1/billing");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", payer.ApiKey);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access").GetString()!;
    }

    private static async Task<(List<double> Milliseconds, double PerSecond)> Send(
        HttpClient http,
        Server server,
        List<Organisation> organisations,
        string secret,
        int atOnce,
        bool isPaced = true
    )
    {
        // Signed before the clock starts; nobody is told twice of one event.
        var messages = Enumerable.Range(0, PerRound).Select(n => Message(organisations[n % Organisations], secret));
        var waiting = new Queue<(byte[] Body, string Signature)>(messages);
        var waits = new List<double>(PerRound);
        var whole = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Sender()));
        return (waits, PerRound / whole.Elapsed.TotalSeconds);

        async Task Sender()
        {
            while (Next() is { } message)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/stripe/webhooks");
                request.Content = new ByteArrayContent(message.Body);
                request.Headers.TryAddWithoutValidation("Stripe-Signature", message.Signature);
                var clock = Stopwatch.StartNew();
                using var answer = await http.SendAsync(request);
                var took = clock.Elapsed.TotalMilliseconds;
                answer.EnsureSuccessStatusCode();
                lock (waits)
                    waits.Add(took);
                if (isPaced)
                    await Task.Delay(Pace);
            }
        }

        (byte[] Body, string Signature)? Next()
        {
            lock (waiting)
                return waiting.TryDequeue(out var message) ? message : null;
        }
    }

    private static (byte[] Body, string Signature) Message(Organisation organisation, string secret)
    {
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.Serialize(
            new
            {
                id = $"evt_{Guid.NewGuid():N}",
                @object = "event",
                type = "customer.subscription.updated",
                livemode = false,
                created = now.ToUnixTimeSeconds(),
                data = new { @object = new { @object = "subscription", customer = organisation.Customer } },
            }
        );
        return (Encoding.UTF8.GetBytes(body), Signature.Of(body, now, secret));
    }

    /// <summary>Organisations without a trial, each with a checkout that nobody has paid.</summary>
    private static async Task<List<Organisation>> Found(string data, Server stripe)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = new BenchStorage(data).Settings,
            Log = new LogSettings { Level = "Warning" },
            Stripe = new StripeSettings
            {
                SecretKey = Key,
                WebhookSecret = BareInbox.Secret,
                ApiBase = stripe.Address,
                TrialDays = 0,
            },
        };
        await using var app = BinomeHost.Build(settings);
        await BinomeHost.Start(app, CancellationToken.None);
        var factory = app.Services.GetRequiredService<IGrainFactory>();
        var rows = app.Services.GetRequiredService<IBillingRows>();
        var organisations = new List<Organisation>();
        for (var number = 0; number < Organisations; number++)
        {
            var grains = new TenantGrains(factory, Ids.New(Ids.Tenant, TimeProvider.System.GetUtcNow()));
            var key = await Seed.NewKey(grains);
            var click = new StartCheckout("monthly", null, "fr", "http://localhost/app/billing");
            var page = (await grains.BillingDesk().Checkout(click)).Value;
            var customer = (await rows.Find(grains.TenantId))!.Row.CustomerId!;
            organisations.Add(new Organisation(key, customer, new Uri(page.Url).Segments[^1]));
        }
        await app.StopAsync();
        return organisations;
    }

    /// <returns>The signing secret.</returns>
    private static async Task<string> Endpoint(Server stripe, int port)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("url", $"http://127.0.0.1:{port}/stripe/webhooks"),
            KeyValuePair.Create("enabled_events[]", "*"),
        ]);
        using var made = await http.PostAsync($"{stripe.Address}/v1/webhook_endpoints", form);
        made.EnsureSuccessStatusCode();
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private static Dictionary<string, string> Settings(Server stripe, string secret) =>
        new()
        {
            ["Binome__Stripe__SecretKey"] = Key,
            ["Binome__Stripe__WebhookSecret"] = secret,
            ["Binome__Stripe__ApiBase"] = stripe.Address,
            ["Binome__Stripe__TrialDays"] = "0",
        };

    private static double At(List<double> times, double share) =>
        times.Order().ElementAt((int)((times.Count - 1) * share));

    private static void Print(string what, double ours, double peer, string asked) =>
        Console.WriteLine(
            $"{what}: {ours:0.###} ms, bare inbox {peer:0.###} ms, ratio {ours / peer:0.##} (asked {asked})"
        );
}
