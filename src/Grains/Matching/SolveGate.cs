namespace Binome.Grains.Matching;

/// <summary>How far a solve is, told by its thread and read in turns of its grain.</summary>
internal sealed class SolveProgress : IProgress<double>
{
    private double value;

    /// <summary>0–1.</summary>
    public double Value => Volatile.Read(ref value);

    public void Report(double value) => Volatile.Write(ref this.value, value);
}

/// <summary>
/// How many solves a process runs at once. One holds up to 50 MB of scores and a core; two at a time would leave the
/// requests of every tenant waiting.
/// </summary>
internal sealed class SolveGate : IDisposable
{
    private const int SolvesAtOnce = 1;
    private readonly SemaphoreSlim free = new(SolvesAtOnce, SolvesAtOnce);

    /// <summary>Computes off the turn, on a thread of its own, when it is this computation's turn.</summary>
    public async Task<T> Run<T>(Func<T> compute, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task
                .Factory.StartNew(compute, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
