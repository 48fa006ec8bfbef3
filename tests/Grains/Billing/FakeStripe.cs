using System.Collections.Concurrent;
using Binome.Contracts.Billing;

namespace Binome.Grains.Tests.Billing;

/// <summary>A Stripe in memory that a test can make lose answers: what was asked is done, and nobody hears of it.</summary>
internal sealed class FakeStripe : IStripe
{
    public static readonly BillingTerms On = new(["monthly"], false, TimeSpan.FromDays(30), TimeSpan.FromDays(14));

    private readonly ConcurrentDictionary<string, ImmutableList<BillingSubscription>> books = new();
    private readonly ConcurrentDictionary<string, CheckoutSession> sessions = new();
    private readonly ConcurrentDictionary<string, string> sessionByKey = new();
    private readonly ConcurrentDictionary<string, string> customerBySession = new();
    private int number;
    private int quantitiesSet;

    public BillingTerms? Terms { get; set; }

    /// <summary>Asked before and after every call; throwing after it loses the answer.</summary>
    public Action<string> Before { get; set; } = _ => { };
    public Action<string> After { get; set; } = _ => { };

    /// <summary>What a call waits for before anything is done.</summary>
    public Func<string, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>What the list of events answers, newest first.</summary>
    public ImmutableArray<StripeEvent> Happened { get; set; } = [];

    public int QuantitiesSet => quantitiesSet;

    public static string CustomerOf(string tenant) => $"cus_{tenant}";

    public ImmutableList<BillingSubscription> Book(string tenant) => books.GetValueOrDefault(CustomerOf(tenant), []);

    public void Put(string tenant, params BillingSubscription[] subscriptions) =>
        books[CustomerOf(tenant)] = [.. subscriptions];

    /// <summary>Somebody pays on the page, when it is open; the answer says whether it was.</summary>
    public bool Pay(string url, DateTimeOffset now)
    {
        if (!sessions.TryGetValue(url, out var session) || !session.IsOpen)
            return false;
        if (!sessions.TryUpdate(url, session with { IsOpen = false, IsPaid = true }, session))
            return false;
        var made = Subscription($"sub_{Interlocked.Increment(ref number)}", BillingStatus.Active, 1, now);
        books.AddOrUpdate(customerBySession[url], [made], (_, before) => before.Add(made));
        return true;
    }

    public static BillingSubscription Subscription(string id, BillingStatus status, int quantity, DateTimeOffset at) =>
        new(id, status, $"si_{id}", "monthly", quantity, "eur", at, at, at.AddDays(30), null, null, null);

    public Task<string> CreateCustomer(string tenant, string name) => Do("customer", () => CustomerOf(tenant));

    public Task<ImmutableArray<BillingSubscription>> Subscriptions(string customerId) =>
        Do<ImmutableArray<BillingSubscription>>("subscriptions", () => [.. books.GetValueOrDefault(customerId, [])]);

    public Task<ImmutableArray<InvoiceRow>> Invoices(string customerId) =>
        Do<ImmutableArray<InvoiceRow>>("invoices", () => []);

    public Task<BillingSubscription> SetQuantity(
        BillingSubscription subscription,
        int quantity,
        bool prorates,
        string key
    ) =>
        Do(
            "quantity",
            () =>
            {
                Interlocked.Increment(ref quantitiesSet);
                var set = subscription with { Quantity = quantity };
                Replace(subscription.Id, set);
                return set;
            }
        );

    public Task Cancel(string subscriptionId) =>
        Do("cancel", () => Replace(subscriptionId, one => one with { Status = BillingStatus.Canceled }));

    public Task<bool> HasPrice(string plan) => Do("price", () => true);

    public Task<CheckoutSession> CreateCheckout(NewCheckout checkout, string key) =>
        Do(
            "create_checkout",
            () =>
            {
                var id = sessionByKey.GetOrAdd(key, _ => $"cs_{Interlocked.Increment(ref number)}");
                customerBySession[id] = checkout.CustomerId;
                return sessions.GetOrAdd(id, new CheckoutSession(id, id, true, false, DateTimeOffset.MaxValue));
            }
        );

    public Task<CheckoutSession> Checkout(string sessionId) => Do("checkout", () => sessions[sessionId]);

    public Task ExpireCheckout(string sessionId) =>
        Do(
            "expire",
            () =>
                sessions[sessionId] = sessions[sessionId] is { IsOpen: true } open
                    ? open with
                    {
                        IsOpen = false,
                    }
                    : throw new StripeException(StripeFault.Refused, "not_open")
        );

    public Task<string> CreatePortal(string customerId, OpenPortal portal) => Do("portal", () => "https://portal");

    public Task<BillingPreview> Preview(BillingSubscription subscription, int quantity) =>
        Do("preview", () => new BillingPreview(quantity, 0, 0, "eur", subscription.PeriodEnd));

    public Task<(ImmutableArray<StripeEvent> Events, bool HasMore)> Events(DateTimeOffset since, string? after) =>
        Do<(ImmutableArray<StripeEvent>, bool)>("events", () => (Happened, false));

    private void Replace(string id, BillingSubscription set) => Replace(id, _ => set);

    private bool Replace(string id, Func<BillingSubscription, BillingSubscription> change)
    {
        foreach (var (customer, book) in books)
            if (book.Find(one => one.Id == id) is { } found)
                books[customer] = book.Replace(found, change(found));
        return true;
    }

    private async Task<T> Do<T>(string call, Func<T> act)
    {
        await Task.Yield();
        await Hold(call);
        Before(call);
        var answer = act();
        After(call);
        return answer;
    }
}
