using Orleans.Runtime;

namespace Binome.Storage.Sqlite;

/// <summary>A write that waits for the writer.</summary>
internal abstract class WriteItem(int weight, long enqueuedAt)
{
    /// <summary>Its share of a batch: how many grains or rows it touches, roughly.</summary>
    public int Weight => weight;

    public long EnqueuedAt => enqueuedAt;

    /// <summary>Does its part of the open transaction. Called again when the first transaction was rolled back.</summary>
    public abstract void Apply(SqliteSession session);

    /// <summary>Tells the caller, once the transaction is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <inheritdoc/>
internal sealed class WriteItem<TResult>(Func<SqliteSession, TResult> apply, int weight, long enqueuedAt)
    : WriteItem(weight, enqueuedAt)
{
    // Callers go on elsewhere; the writer's thread is for writing.
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? result;

    public Task<TResult> Task => completion.Task;

    public override void Apply(SqliteSession session) => result = apply(session);

    public override void Complete() => completion.SetResult(result!);

    public override void Fail(Exception failure) => completion.SetException(failure);
}

/// <summary>
/// The bounded queue before the writer. The writer blocks on it with its own thread, so that taking a batch never waits for
/// the thread pool, whose threads may all be waiting for the writer.
/// </summary>
internal sealed class WriteQueue
{
    private readonly Queue<WriteItem> items = new();
    private readonly object gate = new();
    private bool closed;

    /// <exception cref="LimitExceededException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The database is closing.</exception>
    public void Add(WriteItem item)
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

    /// <summary>Waits for writes and moves the next batch into the list.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<WriteItem> batch)
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
}
