using Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>
/// Solved cohorts kept at hand for questions, the latest few of the process: each holds up to 200 MB. A question waits until the one before it about the same
/// cohort is answered.
/// </summary>
internal sealed class MatchingDesk(SolveGate gate)
{
    private const int CohortsMax = 2;

    private readonly Lock door = new();
    private readonly LinkedList<OpenCohort> cohorts = [];

    /// <summary>Answers a question away from the asking grain's turn.</summary>
    /// <param name="read">Reads the problem when the cohort is not at hand.</param>
    public async Task<T> Ask<T>(string key, Func<Task<MatchingProblem>> read, Func<MatchingSession, T> question)
    {
        var cohort = Take(key, read);
        await cohort.Free.WaitAsync();
        try
        {
            var session = await cohort.Session.Value;
            return await Task.Run(() => question(session));
        }
        catch when (!cohort.Session.Value.IsCompletedSuccessfully)
        {
            // What could not be read or solved is tried anew by the next question.
            Forget(key);
            throw;
        }
        finally
        {
            cohort.Free.Release();
        }
    }

    public void Forget(string key)
    {
        lock (door)
            if (cohorts.FirstOrDefault(cohort => cohort.Key == key) is { } found)
                cohorts.Remove(found);
    }

    private OpenCohort Take(string key, Func<Task<MatchingProblem>> read)
    {
        lock (door)
        {
            var found = cohorts.FirstOrDefault(cohort => cohort.Key == key) ?? new OpenCohort(key, Start(read));
            cohorts.Remove(found);
            cohorts.AddFirst(found);
            if (cohorts.Count > CohortsMax)
                cohorts.RemoveLast();
            return found;
        }
    }

    private Lazy<Task<MatchingSession>> Start(Func<Task<MatchingProblem>> read) =>
        new(async () =>
        {
            var problem = await read();
            return await gate.Run(() => MatchingSession.Start(problem), CancellationToken.None);
        });

    private sealed record OpenCohort(string Key, Lazy<Task<MatchingSession>> Session)
    {
        public SemaphoreSlim Free { get; } = new(1, 1);
    }
}
