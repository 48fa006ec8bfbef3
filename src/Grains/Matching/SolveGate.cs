using Binome.Contracts.Matching;

namespace Binome.Grains.Matching;

/// <summary>How far a run is.</summary>
/// <param name="Fraction">Of the whole, 0–1.</param>
internal sealed record RunProgress(MatchingRunPhase Phase, double Fraction);

/// <summary>How far a run is, told by the thread that solves it and read in turns of its grain.</summary>
internal sealed class SolveProgress : IProgress<RunProgress>
{
    private volatile RunProgress last = new(MatchingRunPhase.Reading, 0);

    public RunProgress Last => last;

    public void Report(RunProgress value) => last = value;
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
