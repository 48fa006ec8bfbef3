using Binome.Matching.Compiling;
using Binome.Matching.Solving;

namespace Binome.Matching;

/// <summary>Finds the best set of pairs for a cohort, exactly.</summary>
public static class MatchingSolver
{
    // The halves are roughly equal in time on mentoring-shaped cohorts.
    private const double ScoringShare = 0.5;

    /// <summary>
    /// Solves the problem on the calling thread. The answer depends only on the content of the problem, not on the order of its lists; between equally good
    /// solutions the choice follows from the order of the ids.
    /// </summary>
    /// <param name="problem">The cohort; limits in <see cref="MatchingLimits"/>.</param>
    /// <param name="progress">Receives growing fractions in [0,1], at most two hundred.</param>
    /// <param name="cancellation">Stops the run; checked at least once a row of pairs.</param>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing is kept.</exception>
    public static MatchingSolution Solve(
        MatchingProblem problem,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        var compiled = CompiledProblem.From(problem);
        var matrix = ScoreMatrix.Build(compiled, new PhaseProgress(progress, 0, ScoringShare), cancellation);
        var mentorSeats = compiled.Mentors.Select(seat => seat.Remaining).ToArray();
        var menteeSeats = compiled.Mentees.Select(seat => seat.Remaining).ToArray();
        var pairsMax = Math.Min(mentorSeats.Sum(), menteeSeats.Sum());
        var assignment = new Assignment(
            matrix,
            matrix.MentorsAreRows ? mentorSeats : menteeSeats,
            matrix.MentorsAreRows ? menteeSeats : mentorSeats,
            PairValue.For(problem.Rules.Objective, pairsMax),
            problem.Rules.MinimumScorePoints
        );
        assignment.Solve(new PhaseProgress(progress, ScoringShare, 1), cancellation);
        return new SolutionReport(compiled, assignment).Write();
    }
}
