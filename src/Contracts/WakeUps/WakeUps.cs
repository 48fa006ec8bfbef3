namespace Binome.Contracts.WakeUps;

/// <summary>A grain that can be woken at an instant it set in a commit of its own.</summary>
[Alias("binome.wakeable")]
public interface IWakeable : IGrain
{
    /// <summary>
    /// Called at least once, never early, and again until it succeeds. The grain ignores a wake-up whose
    /// <paramref name="dueAt"/> is not the one in its state.
    /// </summary>
    [Alias("wake_up")]
    Task WakeUp(string name, DateTimeOffset dueAt);
}

/// <summary>One of <see cref="Limits.SweptShards"/> sweepers; calls what falls due in its shard. Key: the shard's number.</summary>
[Alias("binome.wake_up_sweeper")]
public interface IWakeUpSweeperGrain : IGrainWithStringKey
{
    /// <summary>Starts sweeping, or does nothing when it already does.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>The same, and a reminder so often starts it again, on another node when need be.</summary>
    [Alias("keep_sweeping")]
    Task KeepSweeping(TimeSpan remindEvery);

    /// <summary>Calls all that is due now and answers how many were called.</summary>
    [Alias("sweep")]
    Task<int> Sweep();
}

/// <summary>A wake-up that is due or nearly so.</summary>
/// <param name="Grain">The kind of grain, one of <see cref="GrainKinds"/>.</param>
/// <param name="DueAt">The instant the grain asked for.</param>
/// <param name="NextAt">When to call it: the due instant, or later after failures.</param>
/// <param name="Attempts">Calls that failed so far.</param>
public sealed record DueWakeUp(
    string Tenant,
    string Grain,
    string Id,
    string Name,
    DateTimeOffset DueAt,
    DateTimeOffset NextAt,
    int Attempts
);

/// <summary>The table of wake-ups, for the sweepers and the clocks of sandboxes only.</summary>
public interface IWakeUpTable
{
    /// <summary>Unparked wake-ups of a shard to be called until that instant, earliest first.</summary>
    Task<ImmutableArray<DueWakeUp>> Due(int shard, DateTimeOffset until, int limit);

    /// <summary>The first wake-up of a sandbox due by its own clock until that instant, by instant and key; null when there is none.</summary>
    Task<DueWakeUp?> NextOfSandbox(string tenant, DateTimeOffset until);

    /// <summary>Whether work of a sandbox goes on that has a wake-up by the machine's clock, its own clock's apart.</summary>
    Task<bool> HasWork(string tenant);

    /// <summary>Deletes those whose due instant is still the one that was called; one that was re-armed stays.</summary>
    Task Complete(ImmutableArray<DueWakeUp> called);

    /// <summary>Counts a failed call and sets the next; null parks it, with its attempts, until an operator looks.</summary>
    Task Failed(DueWakeUp called, DateTimeOffset? nextAt);
}
