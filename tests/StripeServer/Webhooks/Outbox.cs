using Binome.StripeServer.Books;
using Binome.StripeServer.Events;

namespace Binome.StripeServer.Webhooks;

/// <summary>One event on its way to one endpoint.</summary>
internal sealed class Delivery(Account account, StripeEvent happened, WebhookEndpoint endpoint, DateTimeOffset due)
{
    public string Id { get; } = Ids.New("del_");
    public Account Account => account;
    public StripeEvent Event => happened;
    public WebhookEndpoint Endpoint => endpoint;
    public DateTimeOffset Due { get; set; } = due;
    public int Attempts { get; set; }

    /// <summary>A second copy of a delivery; it counts for nothing.</summary>
    public bool Extra { get; init; }
}

/// <summary>All deliveries that wait, and how they are tampered with.</summary>
internal sealed class Outbox(TimeProvider time)
{
    private readonly Lock held = new();
    private readonly List<Delivery> waiting = [];
    private WebhookFaults faults = new();
    private Random random = new(0);
    private int dropped;

    /// <summary>Called, outside any lock, whenever something may have become due.</summary>
    public Action Woken { get; set; } = () => { };

    public int Dropped => dropped;

    public WebhookFaults Faults
    {
        get => faults;
        set
        {
            lock (held)
                (faults, random) = (value, new Random(value.Seed));
            Woken();
        }
    }

    public IReadOnlyList<Delivery> Waiting
    {
        get
        {
            lock (held)
                return [.. waiting];
        }
    }

    public void Add(Account account, StripeEvent happened)
    {
        var now = time.GetUtcNow();
        lock (held)
            foreach (var endpoint in account.Endpoints.All.Where(endpoint => endpoint.Wants(happened.Type)))
            {
                if (random.NextDouble() < faults.DropShare)
                {
                    // As if every attempt had been lost on the way.
                    dropped++;
                    happened.Failed = true;
                    continue;
                }
                happened.Pending++;
                Put(new Delivery(account, happened, endpoint, now + faults.Delay));
                if (random.NextDouble() < faults.DuplicateShare)
                    Put(new Delivery(account, happened, endpoint, now + faults.Delay) { Extra = true });
            }
        Woken();
    }

    /// <summary>The next delivery that is due; null when there is none or all are held back.</summary>
    public Delivery? Take()
    {
        lock (held)
        {
            if (faults.Hold)
                return null;
            var now = time.GetUtcNow();
            var next = waiting.Where(delivery => delivery.Due <= now).MinBy(delivery => delivery.Due);
            if (next is not null)
                waiting.Remove(next);
            return next;
        }
    }

    /// <summary>Takes a delivery that is held back or not due yet; null when it is gone.</summary>
    public Delivery? Take(string id)
    {
        lock (held)
        {
            var found = waiting.Find(delivery => delivery.Id == id);
            if (found is not null)
                waiting.Remove(found);
            return found;
        }
    }

    public void PutBack(Delivery delivery)
    {
        lock (held)
            waiting.Add(delivery);
    }

    // Reordering puts a delivery anywhere among those that wait.
    private void Put(Delivery delivery)
    {
        if (faults.Reorder && waiting.Count > 0)
        {
            var at = random.Next(waiting.Count + 1);
            if (at < waiting.Count)
                delivery.Due = waiting[at].Due;
            waiting.Insert(at, delivery);
        }
        else
            waiting.Add(delivery);
    }
}

/// <summary>What happens to webhooks on their way; the same seed does the same again.</summary>
public sealed record WebhookFaults
{
    /// <summary>Nothing is sent by itself; whoever holds them sends each one.</summary>
    public bool Hold { get; init; }

    /// <summary>The share of deliveries that never arrive, from 0 to 1.</summary>
    public double DropShare { get; init; }

    /// <summary>The share of deliveries that arrive twice, from 0 to 1.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>Whether those that wait together are sent in a random order.</summary>
    public bool Reorder { get; init; }

    /// <summary>How long each waits before it is sent.</summary>
    public TimeSpan Delay { get; init; }

    public int Seed { get; init; }
}
