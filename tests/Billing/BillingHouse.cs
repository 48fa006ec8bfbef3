using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Contracts;
using Binome.Contracts.Billing;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Silo.Hosting;
using Binome.Silo.Stripe;
using Binome.StripeServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans;

namespace Binome.Billing.Tests;

/// <summary>The whole product beside the Stripe of our own, both in one time that the test moves.</summary>
internal sealed class BillingHouse(string plans) : IAsyncDisposable
{
    public const string Key = "sk_test_story";
    private const string Dashboard = "sk_test_dashboard";
    private const int LooksMax = 1_200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimePerLook = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("binome-billing-").FullName;
    private readonly HttpClient http = new();

    // A client's own jar sends no secure cookies over http.
    private readonly HttpClient people = new(new SocketsHttpHandler { UseCookies = false });
    private readonly LogLines logs = new();
    private WebApplication app = null!;
    private string secret = "whsec_none";
    private string? session;
    private int pairs;

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public StripePeer Peer { get; private set; } = null!;

    public string Tenant { get; } = Ids.New(Ids.Tenant, TimeProvider.System.GetUtcNow());

    public TenantGrains Grains => new(app.Services.GetRequiredService<IGrainFactory>(), Tenant);

    public Uri Address => new(app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal)));

    public IBillingRows Rows => app.Services.GetRequiredService<IBillingRows>();

    public string Secret => secret;

    /// <summary>What was logged.</summary>
    public IEnumerable<string> Logs => logs.Lines.Select(line => line.Text);

    /// <param name="plans">Lookup keys.</param>
    /// <param name="isRevoked">Whether Stripe takes the product's key no longer.</param>
    public static async Task<BillingHouse> Start(string plans = "monthly,yearly", bool isRevoked = false)
    {
        var house = new BillingHouse(plans);
        house.Peer = await StripePeer.Start(house.Time);
        if (isRevoked)
            house.Peer.RevokeKey(Key);
        await house.StartHost();
        (await house.Grains.Tenant().Create(new CreateTenant("Alizé"))).Succeeded.ShouldBeTrue();
        var key = await house.Grains.Tenant().CreateKey(new CreateKey("test", [], null));
        house.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value.Secret);
        await house.Grains.Billing().Begin();
        using var endpoint = await house.AskStripe(
            HttpMethod.Post,
            "/v1/webhook_endpoints",
            ("url", new Uri(house.Address, "/stripe/webhooks").ToString()),
            ("enabled_events[]", "*")
        );
        house.secret = endpoint.RootElement.GetProperty("secret").GetString()!;
        return house;
    }

    public async Task<JsonDocument> AskStripe(HttpMethod method, string path, params (string, string)[] form)
    {
        using var request = new HttpRequestMessage(method, new Uri(Peer.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Dashboard);
        if (form.Length > 0)
            request.Content = new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Item1, one.Item2)));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text);
    }

    /// <summary>What the API answers of billing.</summary>
    public Task<JsonElement> Billing() => Get("/v1/billing");

    public async Task<JsonElement> Get(string path)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(Address, path)));
        return json.RootElement.Clone();
    }

    /// <summary>What the API answers to an owner, who is signed in for it.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, string body)
    {
        session ??= await SignIn();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path));
        request.Content = new StringContent(body, null, "application/json");
        request.Headers.Add("Cookie", $"__Host-binome={session}");
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        using var answer = await people.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.Clone());
    }

    private async Task<string> SignIn()
    {
        var owner = Grains.Member("mbr_owner");
        var invite = new InviteMember("owner@alize.example", "Ada", "en", [HeldRole.Of(Role.Owner)], null);
        (await owner.Invite(invite)).Failure.ShouldBeNull();
        var link = await owner.MakeLink(new MakeLink(LinkKind.Invitation, null));
        var redeem = new RedeemLink(SecretFormat.Hash(link.Value.Secret), null, Confirmed: true);
        return (await owner.Redeem(redeem)).Value.Secret;
    }

    public async Task<HttpStatusCode> Write()
    {
        using var body = new StringContent("""{"kind":"peer","name":"Another"}""", null, "application/json");
        using var answer = await http.PostAsync(new Uri(Address, "/v1/programmes"), body);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> Webhook(string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/stripe/webhooks"));
        request.Content = new StringContent(body, null, "application/json");
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Somebody chooses the plan and pays.</summary>
    public async Task Subscribe()
    {
        var page = await Grains
            .BillingDesk()
            .Checkout(new StartCheckout("monthly", null, "fr", "http://localhost/app/billing"));
        page.Failure.ShouldBeNull();
        Peer.Pay(new Uri(page.Value.Url).Segments[^1], new("4242424242424242", Country: "FR"));
    }

    public async Task<string> OpenPair()
    {
        var at = Time.GetUtcNow();
        var pair = Ids.New(Ids.Pair, at);
        var number = Interlocked.Increment(ref pairs);
        var decision = new PairDecision("prop_1", new("mbr_1", "Cora", "cora@alize.example"), null, at);
        var opened = await Grains
            .Pair(pair)
            .Open(
                new OpenPair(
                    "prg_1",
                    $"ptc_mentor{number}",
                    $"ptc_mentee{number}",
                    Cadence.Default,
                    "Europe/Paris",
                    at,
                    0.8,
                    decision
                )
            );
        opened.Failure.ShouldBeNull();
        return pair;
    }

    /// <summary>Time goes on; what falls due at Stripe happens at its own instant.</summary>
    public void Pass(TimeSpan time)
    {
        Time.Advance(time);
        Peer.CatchUp();
    }

    /// <summary>Looks until it is so, while a little time passes.</summary>
    public async Task<BillingRow> Until(Func<BillingRow, bool> isSo)
    {
        BillingRow? row = null;
        for (var look = 0; look < LooksMax; look++)
        {
            row = (await Rows.Find(Tenant))?.Row;
            if (row is not null && isSo(row))
                return row;
            Pass(TimePerLook);
            await Task.Delay(LookEvery);
        }
        throw new TimeoutException($"Still {row}.");
    }

    /// <summary>Waits for a line of the log.</summary>
    public async Task Logged(string part)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            if (Logs.Any(line => line.Contains(part, StringComparison.Ordinal)))
                return;
            await Task.Delay(LookEvery);
        }
        throw new TimeoutException($"Not logged: {part}");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Peer.DisposeAsync();
        http.Dispose();
        people.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartHost()
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = new StorageSettings { DataPath = folder },
            Log = new LogSettings { Level = "Error" },
            Stripe = new StripeSettings
            {
                SecretKey = Key,
                WebhookSecret = secret,
                ApiBase = Peer.Url.ToString(),
                Prices = plans,
            },
        };
        app = BinomeHost.Build(
            settings,
            configure: builder =>
            {
                builder.Logging.AddProvider(logs);
                builder.Services.AddSingleton(new TenantClock(Time));
                builder.Services.AddSingleton<IStripeWebhooks>(_ => new StripeWebhooks(
                    new StripeSettings { SecretKey = Key, WebhookSecret = secret },
                    Time
                ));
            }
        );
        await BinomeHost.Start(app, CancellationToken.None);
    }
}
