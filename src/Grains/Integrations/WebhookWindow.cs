namespace Binome.Grains.Integrations;

/// <summary>An event on its way to an endpoint.</summary>
/// <param name="IsListed">It stands, or may stand, in the list of undelivered events, which its delivery must settle.</param>
internal sealed record Undelivered(StoredEvent Event, int Attempts, DateTimeOffset? NextAt, bool IsListed);

/// <summary>
/// What an endpoint has taken up and not delivered, in memory. Of each resource only the earliest event may be on its way, so that
/// they arrive in their order; others don't wait for it.
/// </summary>
internal sealed class WebhookWindow
{
    private readonly SortedDictionary<long, Undelivered> events = [];
    private readonly HashSet<long> handedOut = [];

    public int Count => events.Count;

    public int OutCount => handedOut.Count;

    public int FreshCount { get; private set; }

    /// <summary>False when it is there already.</summary>
    public bool Add(Undelivered one)
    {
        if (!events.TryAdd(one.Event.Sequence, one))
            return false;
        FreshCount += one.IsListed ? 0 : 1;
        return true;
    }

    /// <summary>Those that may go now, in order, noted as on their way.</summary>
    public List<Undelivered> HandOut(DateTimeOffset now, int limit)
    {
        var ready = new List<Undelivered>();
        foreach (var one in Earliest())
        {
            if (ready.Count >= limit)
                break;
            if (!handedOut.Contains(one.Event.Sequence) && !(one.NextAt > now))
                ready.Add(one);
        }
        foreach (var one in ready)
            handedOut.Add(one.Event.Sequence);
        return ready;
    }

    public void Remove(long sequence)
    {
        if (events.Remove(sequence, out var one))
            FreshCount -= one.IsListed ? 0 : 1;
        handedOut.Remove(sequence);
    }

    /// <summary>Puts an event back that failed.</summary>
    public void Return(Undelivered failed)
    {
        Remove(failed.Event.Sequence);
        Add(failed);
    }

    /// <summary>When there is something to do next, if all that is on its way were lost; null when nothing waits.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now, DateTimeOffset ifLost)
    {
        DateTimeOffset? next = null;
        foreach (var one in Earliest())
        {
            var isNow = handedOut.Contains(one.Event.Sequence) || !(one.NextAt > now);
            var due = isNow ? ifLost : one.NextAt!.Value;
            next = next is { } known && known <= due ? known : due;
        }
        return next;
    }

    /// <summary>For the state: what was never tried, and the rest.</summary>
    public (ImmutableArray<long> Fresh, ImmutableArray<WaitingEvent> Waiting) Snapshot()
    {
        var fresh = ImmutableArray.CreateBuilder<long>(FreshCount);
        var waiting = ImmutableArray.CreateBuilder<WaitingEvent>(Count - FreshCount);
        foreach (var (sequence, one) in events)
            if (one.IsListed)
                waiting.Add(new WaitingEvent(sequence, one.Attempts, one.NextAt));
            else
                fresh.Add(sequence);
        return (fresh.DrainToImmutable(), waiting.DrainToImmutable());
    }

    /// <summary>The first undelivered event of each resource: what follows it is held back.</summary>
    private IEnumerable<Undelivered> Earliest()
    {
        var resources = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in events.Values)
            if (resources.Add(one.Event.Resource))
                yield return one;
    }
}
