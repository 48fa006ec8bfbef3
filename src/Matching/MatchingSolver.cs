using Binome.Matching.Solving;

namespace Binome.Matching;

/// <summary>Finds the best set of pairs for a cohort, exactly.</summary>
public static class MatchingSolver
{
    /// <summary>
    /// Solves the problem on all cores. The answer depends only on the content of the problem, not on the order of its lists or the number of cores;
    /// between equally good solutions the choice follows from the order of the ids.
    /// </summary>
    /// <param name="problem">The cohort; limits in <see cref="MatchingLimits"/>.</param>
    /// <param name="progress">Receives growing fractions up to 1, at most a hundred; from any thread.</param>
    /// <param name="cancellation">Stops the run within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing is kept.</exception>
    public static MatchingSolution Solve(
        MatchingProblem problem,
        IProgress<MatchingProgress>? progress = null,
        CancellationToken cancellation = default
    ) => Solve(problem, new SolverTuning(), progress, cancellation);

    internal static MatchingSolution Solve(
        MatchingProblem problem,
        SolverTuning tuning,
        IProgress<MatchingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var solution = MatchingSession.Start(problem, tuning, progress, cancellation).Solution;
        progress?.Report(new MatchingProgress(MatchingPhase.Explaining, 1));
        return solution;
    }
}
