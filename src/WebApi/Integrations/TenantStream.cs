using System.Text;
using Binome.Contracts.Integrations;

namespace Binome.WebApi.Integrations;

/// <summary>An event as it goes over a stream.</summary>
internal sealed record StreamedEvent(long Sequence, string Type, StreamFrame Frame)
{
    public static StreamedEvent Of(string tenant, StoredEvent happened)
    {
        var head = Encoding.ASCII.GetBytes($"id: {happened.Id}\nevent: {happened.Type}\ndata: ");
        return new(
            happened.Sequence,
            happened.Type,
            new StreamFrame([.. head, .. EventBody.Of(tenant, happened), .. "\n\n"u8])
        );
    }
}

/// <summary>
/// What listeners of one tenant share: how far the log was read, the latest events ready to be sent, and the signal that there are
/// more. A listener that needs older ones, because it resumes or is slow, reads them for itself.
/// </summary>
/// <param name="turn">Which of the looks between two beats is that of its beat.</param>
internal sealed class TenantStream(string tenant, int turn)
{
    private const int RecentMax = 256;

    private readonly Lock gate = new();
    private readonly Queue<StreamedEvent> recent = new(RecentMax);
    private TaskCompletionSource pulse = NewPulse();

    public string Tenant => tenant;

    public long Head { get; private set; }

    /// <summary>False until it is known where the log ends; nothing is read before.</summary>
    public bool IsBegun { get; private set; }

    public int Listeners { get; set; }

    public int Turn => turn;

    /// <summary>Counts up when quiet listeners should show that they are there.</summary>
    public int Beats { get; private set; }

    /// <summary>Ends when something has changed; taken before looking, so that nothing is missed.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
                return pulse.Task;
        }
    }

    /// <summary>Begins to follow the log from here, unless it is followed already.</summary>
    public void Begin(long head)
    {
        lock (gate)
            (Head, IsBegun) = (Math.Max(Head, head), true);
    }

    public void Publish(ImmutableArray<StoredEvent> events)
    {
        lock (gate)
        {
            foreach (var happened in events)
            {
                if (happened.Sequence <= Head)
                    continue;
                if (recent.Count == RecentMax)
                    recent.Dequeue();
                recent.Enqueue(StreamedEvent.Of(tenant, happened));
                Head = happened.Sequence;
            }
        }
        Pulse();
    }

    /// <summary>The events after that number; null when they are not all at hand.</summary>
    public List<StreamedEvent>? After(long sequence)
    {
        lock (gate)
        {
            if (!recent.TryPeek(out var oldest) || oldest.Sequence > sequence + 1)
                return null;
            return [.. recent.Where(happened => happened.Sequence > sequence)];
        }
    }

    public void Beat()
    {
        Beats++;
        Pulse();
    }

    private void Pulse()
    {
        TaskCompletionSource done;
        lock (gate)
            (done, pulse) = (pulse, NewPulse());
        done.TrySetResult();
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
