using Binome.Matching.Compiling;
using Binome.Matching.Scoring;
using Binome.Matching.Solving;

namespace Binome.Matching;

/// <summary>
/// A solved problem kept at hand, with its scores and prices, to answer further questions fast: one person changed, why two people are not paired, what
/// somebody left over would need, another choice almost as good. Two bytes for each pair of people; for one thread at a time.
/// </summary>
public sealed class MatchingSession
{
    private readonly CompiledProblem problem;
    private readonly ScoreMatrix matrix;
    private readonly AssignmentTask task;
    private readonly PairValue value;
    private readonly SolverTuning tuning;
    private Assignment assignment;
    private MatchingSolution? solution;

    private MatchingSession(CompiledProblem problem, ScoreMatrix matrix, SolverTuning tuning)
    {
        (this.problem, this.matrix, this.tuning) = (problem, matrix, tuning);
        (task, value) = AssignmentTask.For(problem, matrix);
        assignment = new Assignment(task, tuning);
    }

    /// <summary>The problem as it stands, with the people changed since.</summary>
    public MatchingProblem Problem => problem.Problem;

    /// <summary>The optimum and its certificate; written out when first asked for.</summary>
    public MatchingSolution Solution => solution ??= new SolutionReport(problem, assignment, value).Write();

    /// <summary>Solves a problem; see <see cref="MatchingSolver"/>, which gives the same solution.</summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing is kept.</exception>
    public static MatchingSession Start(
        MatchingProblem problem,
        IProgress<MatchingProgress>? progress = null,
        CancellationToken cancellation = default
    ) => Start(problem, new SolverTuning(), progress, cancellation);

    internal static MatchingSession Start(
        MatchingProblem problem,
        SolverTuning tuning,
        IProgress<MatchingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        var compiled = CompiledProblem.From(problem);
        var reporter = new ProgressReporter(progress);
        var matrix = MatrixScorer.Build(compiled, tuning.Threads, reporter, cancellation);
        var session = new MatchingSession(compiled, matrix, tuning);
        reporter.Report(MatchingPhase.Assigning, 0);
        session.assignment.Solve(share => reporter.Report(MatchingPhase.Assigning, share), cancellation);
        reporter.Report(MatchingPhase.Explaining, 0);
        return session;
    }

    /// <summary>
    /// The optimum after one person's data changed, proven again: only their pairs are scored anew, and only what that disturbs is placed anew. Seats, locks
    /// and reporting lines stay as they were.
    /// </summary>
    /// <exception cref="ArgumentException">The person has no seat in this problem, or data out of range.</exception>
    public void Change(MatchingPerson person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (ProblemFaults.OfPerson(person).FirstOrDefault() is { } fault)
            throw new ArgumentException($"The person has faults; the first is {fault.Code}.", nameof(person));
        if (!problem.HasSeat(person.Id))
            throw new ArgumentException($"{person.Id} has no seat in this problem.", nameof(person));
        var (mentor, mentee) = problem.Replace(person);
        var (row, column) = matrix.MentorsAreRows ? (mentor, mentee) : (mentee, mentor);
        var cells = new PairCells(problem, matrix);
        if (row >= 0)
            cells.RescoreRow(row);
        if (column >= 0)
            cells.RescoreColumn(column);
        assignment = assignment.After(task, row < 0 ? [] : [row], column < 0 ? [] : [column], cancellation);
        solution = null;
    }

    /// <summary>Why two people are not a pair, or what their pair is worth.</summary>
    /// <param name="mentorId">The mentor.</param>
    /// <param name="menteeId">The mentee.</param>
    /// <param name="isExact">
    /// True to solve again with the pair forced, and so know its price exactly; false for a lower bound at once: the difference between the prices of the two
    /// people and the worth of their pair.
    /// </param>
    /// <param name="cancellation">Stops the second solve.</param>
    /// <exception cref="ArgumentException">Either person has no entry on that side.</exception>
    public NonPairExplanation WhyNot(
        string mentorId,
        string menteeId,
        bool isExact = false,
        CancellationToken cancellation = default
    )
    {
        var (mentor, mentee) = (problem.MentorAt(mentorId), problem.MenteeAt(menteeId));
        var (row, column) = matrix.MentorsAreRows ? (mentor, mentee) : (mentee, mentor);
        var assessment = new PairAssessor(problem).Assess(mentorId, menteeId);
        if (assessment.IsLocked || assignment.Rows.PartnersOf(row).Contains(column))
            return new NonPairExplanation(assessment, NonPairReasons.ArePaired, null);
        if (assessment.BrokenRules.Count > 0)
            return new NonPairExplanation(assessment, NonPairReasons.RuleForbids, null);
        var forcing = new ForcedPair(assignment, value, problem);
        var price = isExact ? forcing.Solve(row, column, cancellation) : forcing.Bound(row, column);
        var reason = assessment.ReachesMinimumScore ? NonPairReasons.CostsTheCohort : NonPairReasons.BelowMinimumScore;
        return new NonPairExplanation(assessment, reason, price);
    }

    /// <summary>Why somebody with a seat to fill got nobody, and the smallest change that would place them; null when they have somebody.</summary>
    /// <exception cref="ArgumentException">The person has no entry on that side.</exception>
    public UnmatchedAdvice? WhyUnmatched(MatchingSide side, string personId)
    {
        _ = side == MatchingSide.Mentor ? problem.MentorAt(personId) : problem.MenteeAt(personId);
        var person = Solution.Unmatched.FirstOrDefault(other => other.Side == side && other.PersonId == personId);
        return person is null ? null : new UnmatchedAdviser(problem, matrix, assignment, value).Advise(person);
    }

    /// <summary>
    /// One of the solutions whose total score is at most so many points below the best, with as many pairs, chosen at random so that what makes pairs
    /// succeed can be told from what the scores assume (D-73). The same seed gives the same choice.
    /// </summary>
    /// <param name="tolerancePoints">Points the whole cohort may lose, not less than 0.</param>
    /// <param name="seed">To be recorded with the run.</param>
    /// <param name="cancellation">Stops the run.</param>
    public RandomizedChoice ChooseAmongNearlyBest(
        long tolerancePoints,
        ulong seed,
        CancellationToken cancellation = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerancePoints);
        var best = Solution;
        var nudge = new ScoreNudge(problem, matrix, seed, tolerancePoints);
        nudge.Apply(1);
        try
        {
            var other = new Assignment(AssignmentTask.For(problem, matrix, 2 * Points.Scale).Task, tuning);
            other.Solve(_ => { }, cancellation);
            nudge.Apply(-1);
            var pairs = new SolutionReport(problem, other, value).Pairs();
            return new RandomizedChoice(
                pairs,
                pairs.Sum(pair => (long)pair.ScorePoints),
                best.TotalPoints,
                tolerancePoints,
                seed
            );
        }
        finally
        {
            nudge.Apply(-1);
        }
    }
}
