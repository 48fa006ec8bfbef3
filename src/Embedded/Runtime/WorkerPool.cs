namespace Binome.Embedded;

/// <summary>The stateless workers of one key: they come with load and go when idle, and the pool goes with the last.</summary>
internal sealed class WorkerPool(
    GrainClass grainClass,
    string key,
    int workersMax,
    ActivationServices services,
    Action<WorkerPool> forget
) : IMailboxOwner
{
    private readonly Lock gate = new();
    private Activation[] workers = [];
    private bool gone;

    public string Key => key;

    public IEnumerable<Activation> Activations => Volatile.Read(ref workers);

    public bool Post(GrainCall call)
    {
        // Choosing and posting are one step: two calls must not both take the same idle worker.
        lock (gate)
            return !gone && Choose().Post(call);
    }

    // An idle worker if there is one, else a new one while there may be more, else the least busy.
    private Activation Choose()
    {
        var leastBusy = workers.MinBy(worker => worker.Load);
        if (leastBusy is { Load: 0 } || workers.Length >= workersMax)
            return leastBusy!;
        var added = new Activation(grainClass, key, services, Forget);
        workers = [.. workers, added];
        return added;
    }

    private void Forget(Activation worker)
    {
        lock (gate)
        {
            workers = [.. workers.Where(other => other != worker)];
            gone = workers.Length == 0;
        }
        if (gone)
            forget(this);
    }
}
