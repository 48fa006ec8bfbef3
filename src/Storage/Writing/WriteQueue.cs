using Orleans.Runtime;

namespace Binome.Storage.Writing;

/// <summary>A write that waits for the writer.</summary>
internal abstract class WriteItem(int weight, long enqueuedAt)
{
    /// <summary>Its share of a batch: how many grains or rows it touches, roughly.</summary>
    public int Weight => weight;

    public long EnqueuedAt => enqueuedAt;

    /// <summary>Tells the caller, once the transaction is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <summary>
/// The bounded queue before the writer. The writer blocks on it with its own thread, so that taking a batch never waits for
/// the thread pool, whose threads may all be waiting for the writer.
/// </summary>
internal sealed class WriteQueue<TItem>(TimeProvider time)
    where TItem : WriteItem
{
    private readonly Queue<TItem> items = new();
    private readonly object gate = new();
    private bool closed;

    /// <exception cref="LimitExceededException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The database is closing.</exception>
    public void Add(TItem item)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(StorageDatabase));
            if (items.Count >= StorageLimits.WriteQueueMax)
                throw new LimitExceededException($"{StorageLimits.WriteQueueMax} writes are waiting already.");
            items.Enqueue(item);
            if (items.Count == 1)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits for writes and moves the next batch into the list; those that waited too long fail instead.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<TItem> batch)
    {
        if (!Dequeue(batch))
            return false;
        FailOverdue(batch);
        return true;
    }

    private bool Dequeue(List<TItem> batch)
    {
        lock (gate)
        {
            while (items.Count == 0)
            {
                if (closed)
                    return false;
                Monitor.Wait(gate);
            }
            var weight = 0;
            while (batch.Count < StorageLimits.WriteBatchMax && items.TryPeek(out var next))
            {
                weight += next.Weight;
                if (batch.Count > 0 && weight > StorageLimits.WriteBatchWeightMax)
                    break;
                batch.Add(items.Dequeue());
            }
            return true;
        }
    }

    /// <summary>Takes no more; what is in it is still written.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void FailOverdue(List<TItem> batch)
    {
        var now = time.GetTimestamp();
        if (batch.TrueForAll(item => time.GetElapsedTime(item.EnqueuedAt, now) <= StorageLimits.WriteWaitMax))
            return;
        foreach (var item in batch)
            if (time.GetElapsedTime(item.EnqueuedAt, now) > StorageLimits.WriteWaitMax)
                item.Fail(new TimeoutException($"The write waited longer than {StorageLimits.WriteWaitMax}."));
        batch.RemoveAll(item => time.GetElapsedTime(item.EnqueuedAt, now) > StorageLimits.WriteWaitMax);
    }
}
