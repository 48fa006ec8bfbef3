namespace Binome.Grains.WakeUps;

/// <summary>
/// How many wake-ups of a process are worked on at once. Thousands that fall due in one instant would otherwise stand in front of
/// every request: for a thread, for one of the few connections that read, and for a core. One that takes long waits for something
/// rather than works, and its place is given to the next.
/// </summary>
#pragma warning disable CA1001 // Without a wait handle a semaphore holds nothing, and a call may outlive the host's services.
internal sealed class WakeUpPace(TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>Half of the cores: the other half answers requests.</summary>
    public static readonly int Places = Math.Max(1, Environment.ProcessorCount / 2);

    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim places = new(Places);

    public async Task Keep(Func<Task> call)
    {
        await places.WaitAsync();
        Task called;
        try
        {
            called = call();
            await called
                .WaitAsync(Patience, time)
                .ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                );
        }
        finally
        {
            places.Release();
        }
        await called;
    }
}
