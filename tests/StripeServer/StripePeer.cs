using System.Net;
using Binome.StripeServer.Checkout;
using Binome.StripeServer.Control;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Binome.StripeServer;

/// <summary>
/// A Stripe of our own on loopback: the part of its API that Binome uses, its checkout and portal pages, events and webhooks.
/// Everything is in memory. Acts of people (paying, a card that fails) are methods here and routes under <c>/_peer</c>.
/// </summary>
public sealed class StripePeer : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly StripeState state;
    private readonly WebApplication app;

    private StripePeer(StripeState state, WebApplication app) => (this.state, this.app) = (state, app);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Every API request so far, in its order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => state.Recording.All;

    /// <summary>How many requests each operation had, such as <c>POST /v1/customers</c>.</summary>
    public IReadOnlyDictionary<string, long> Counts => state.Recording.Counts;

    /// <summary>What happens to webhooks on their way.</summary>
    public WebhookFaults WebhookFaults
    {
        get => state.Outbox.Faults;
        set => state.Outbox.Faults = value;
    }

    /// <summary>Deliveries that wait, in the order in which they would be sent.</summary>
    public IReadOnlyList<WaitingWebhook> WaitingWebhooks =>
        [
            .. state.Outbox.Waiting.Select(delivery => new WaitingWebhook(
                delivery.Id,
                delivery.Event.Id,
                delivery.Event.Type,
                delivery.Due
            )),
        ];

    /// <summary>Starts one; port 0 takes a free one.</summary>
    public static async Task<StripePeer> Start(
        TimeProvider? time = null,
        StripePeerOptions? options = null,
        int port = 0
    )
    {
        var state = new StripeState(time ?? TimeProvider.System, options ?? new StripePeerOptions());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var peer = new StripePeer(state, builder.Build());
        Routes.Map(peer.app, state, peer);
        await peer.app.StartAsync();
        var addresses = peer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        peer.Url = new Uri(addresses.Addresses.First());
        foreach (var account in state.Accounts)
            account.BaseUrl = peer.Url.GetLeftPart(UriPartial.Authority);
        state.Sender.Start(state.CatchUp);
        return peer;
    }

    /// <summary>Somebody fills in the checkout page and submits it. Throws when the payment is declined; the session stays open.</summary>
    public void Pay(string session, CheckoutEntry? entry = null) =>
        Locked(
            session,
            (account, found) =>
                CheckoutPayment.Complete(account, found, entry ?? new CheckoutEntry("4242424242424242")),
            account => account.Sessions
        );

    /// <summary>The customer's card becomes another; every subscription is charged to it from now on.</summary>
    public void ReplaceCard(string customer, string card) =>
        Locked(
            customer,
            (account, found) => CardReplacement.Replace(account, found, card),
            account => account.Customers
        );

    /// <summary>Does what fell due by now; the clock's own ticks do so too.</summary>
    public void CatchUp() => state.CatchUp();

    /// <summary>Sets a fault of coming requests.</summary>
    public void Fail(ApiFault fault) => state.Faults.Add(fault);

    /// <summary>Faults that are set and not used up.</summary>
    public int WaitingFaults => state.Faults.Waiting;

    /// <summary>Ends all faults, and the requests that hang.</summary>
    public void ClearFaults() => state.Faults.Clear();

    public void ClearRequests() => state.Recording.Clear();

    /// <summary>The key is refused from now on, as one that was rolled.</summary>
    public void RevokeKey(string key) => state.RevokedKeys[key] = true;

    /// <summary>Sends a waiting webhook now, held back or not; the status of the answer, or null when there was none.</summary>
    public async Task<int?> Deliver(string delivery, CancellationToken cancel = default) =>
        await state.Sender.Send(
            state.Outbox.Take(delivery) ?? throw new InvalidOperationException($"No delivery {delivery} waits."),
            cancel
        );

    /// <summary>A waiting webhook is lost on its way.</summary>
    public void Drop(string delivery) =>
        _ = state.Outbox.Take(delivery) ?? throw new InvalidOperationException($"No delivery {delivery} waits.");

    /// <summary>The endpoint's secret becomes another; the one before signs along with it for a while.</summary>
    public string RollSecret(string endpoint, TimeSpan formerFor)
    {
        var secret = "";
        Locked(
            endpoint,
            (_, found) =>
            {
                found.Roll(state.Time.GetUtcNow() + formerFor);
                secret = found.Secret;
            },
            account => account.Endpoints
        );
        return secret;
    }

    /// <summary>Waits until no webhook is due or being sent.</summary>
    public async Task WebhooksSent(CancellationToken cancel = default)
    {
        while (!state.Sender.Idle)
            await Task.Delay(Poll, cancel);
    }

    /// <summary>Waits until the server is stopped.</summary>
    public Task WaitForShutdown() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        state.Faults.Clear();
        await state.Sender.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private void Locked<T>(string id, Action<Books.Account, T> act, Func<Books.Account, Books.Shelf<T>> shelf)
        where T : class, Books.IResource
    {
        foreach (var account in state.Accounts)
            lock (account.Lock)
                if (shelf(account).Find(id) is { } found)
                {
                    account.CatchUp();
                    act(account, found);
                    return;
                }
        throw Refusal.Missing(typeof(T).Name, id, "id", 404);
    }
}

/// <summary>A webhook that waits to be sent.</summary>
public sealed record WaitingWebhook(string Id, string Event, string Type, DateTimeOffset Due);
