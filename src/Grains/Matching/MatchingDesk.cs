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
    public async Task<Outcome<T>> Ask<T>(
        string key,
        Func<Task<Outcome<MatchingProblem>>> read,
        Func<MatchingSession, Outcome<T>> question
    )
    {
        var cohort = Take(key, read);
        await cohort.Free.WaitAsync();
        var isAtHand = false;
        try
        {
            var session = await cohort.Session.Value;
            isAtHand = session.Succeeded;
            return session.Failure is { } failure ? failure : await Task.Run(() => question(session.Value));
        }
        finally
        {
            // What could not be read or solved is tried anew by the next question.
            if (!isAtHand)
                Forget(cohort);
            cohort.Free.Release();
        }
    }

    public void Forget(string key)
    {
        lock (door)
            if (cohorts.FirstOrDefault(cohort => cohort.Key == key) is { } found)
                cohorts.Remove(found);
    }

    private void Forget(OpenCohort cohort)
    {
        lock (door)
            cohorts.Remove(cohort);
    }

    private OpenCohort Take(string key, Func<Task<Outcome<MatchingProblem>>> read)
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

    private Lazy<Task<Outcome<MatchingSession>>> Start(Func<Task<Outcome<MatchingProblem>>> read) =>
        new(async () =>
        {
            var problem = await read();
            return problem.Failure is { } failure
                ? failure
                : await gate.Run(() => MatchingSession.Start(problem.Value), CancellationToken.None);
        });

    private sealed record OpenCohort(string Key, Lazy<Task<Outcome<MatchingSession>>> Session)
    {
        public SemaphoreSlim Free { get; } = new(1, 1);
    }
}
