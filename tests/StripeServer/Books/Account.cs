using Binome.StripeServer.Catalogue;
using Binome.StripeServer.Checkout;
using Binome.StripeServer.Clocks;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Events;
using Binome.StripeServer.Invoices;
using Binome.StripeServer.Portal;
using Binome.StripeServer.Subscriptions;
using Binome.StripeServer.Webhooks;

namespace Binome.StripeServer.Books;

/// <summary>All that one mode (test or live) of the account holds. Whoever reads or changes it holds its lock.</summary>
internal sealed class Account
{
    private readonly TimeProvider time;
    private DateTimeOffset? replayed;
    private DateTimeOffset caughtUp;

    public Account(bool livemode, TimeProvider time, StripePeerOptions options, Outbox outbox)
    {
        this.time = time;
        caughtUp = time.GetUtcNow().Seconds();
        (Livemode, Options, Outbox) = (livemode, options, outbox);
        Timeline = new Timeline(this);
        Log = new EventLog(this);
        Seed.Fill(this);
    }

    public bool Livemode { get; }
    public StripePeerOptions Options { get; }
    public Lock Lock { get; } = new();
    public Outbox Outbox { get; }
    public Timeline Timeline { get; }
    public EventLog Log { get; }

    /// <summary>Where its pages are; known once the server listens.</summary>
    public string BaseUrl { get; set; } = "http://localhost";

    public Shelf<Customer> Customers { get; } = new("customer");
    public Shelf<PaymentMethod> PaymentMethods { get; } = new("PaymentMethod");
    public Shelf<TaxId> TaxIds { get; } = new("tax_id");
    public Shelf<Product> Products { get; } = new("product");
    public Shelf<Price> Prices { get; } = new("price");
    public Shelf<CheckoutSession> Sessions { get; } = new("checkout.session");
    public Shelf<Subscription> Subscriptions { get; } = new("subscription");
    public Shelf<Invoice> Invoices { get; } = new("invoice");
    public List<PendingItem> PendingItems { get; } = [];
    public Shelf<StripeEvent> Events { get; } = new("event");
    public Shelf<WebhookEndpoint> Endpoints { get; } = new("webhook endpoint");
    public Shelf<PortalSession> PortalSessions { get; } = new("billing_portal.session");
    public Shelf<TestClock> TestClocks { get; } = new("test clock");

    /// <summary>The time of the account, or of the test clock something is bound to, in whole seconds.</summary>
    public DateTimeOffset Now(string? clock = null) =>
        TestClocks.Find(clock)?.FrozenTime ?? replayed ?? time.GetUtcNow().Seconds();

    /// <summary>Does what fell due, each at its own instant; what is bound to a test clock waits for that clock.</summary>
    public void CatchUp()
    {
        Timeline.Run(null, caughtUp, time.GetUtcNow().Seconds(), at => (replayed, caughtUp) = (at, at));
        replayed = null;
    }

    public IResource? Find(string id) =>
        id.Split('_')[0] switch
        {
            "cus" => Customers.Find(id),
            "pm" => PaymentMethods.Find(id),
            "prod" => Products.Find(id),
            "price" => Prices.Find(id),
            "cs" => Sessions.Find(id),
            "sub" => Subscriptions.Find(id),
            "in" => Invoices.Find(id),
            "clock" => TestClocks.Find(id),
            "txi" => TaxIds.Find(id),
            _ => null,
        };
}
