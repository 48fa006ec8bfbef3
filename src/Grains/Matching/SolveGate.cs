using Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>How far a solve is, told by its thread and read in turns of its grain.</summary>
internal sealed class SolveProgress : IProgress<MatchingProgress>
{
    private double value;

    /// <summary>0–1.</summary>
    public double Value => Volatile.Read(ref value);

    public void Report(MatchingProgress value) => Volatile.Write(ref this.value, value.Fraction);
}

/// <summary>
/// How many solves a process runs at once. One holds up to 200 MB of scores and every core; two at a time would leave the
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
