using Binome.Matching.Compiling;

namespace Binome.Matching;

/// <summary>What the rules and criteria say of one couple, proposed or not.</summary>
/// <param name="MentorId">The mentor's person id.</param>
/// <param name="MenteeId">The mentee's person id.</param>
/// <param name="BrokenRules">Every hard rule the couple breaks, in the order of <see cref="HardRules.All"/>; empty when it is eligible.</param>
/// <param name="ScorePoints">The score it has, or would have without the broken rules; 0 to 10,000.</param>
/// <param name="ReachesMinimumScore">Whether the score is acceptable.</param>
/// <param name="Contributions">Where the score comes from.</param>
public sealed record PairAssessment(
    string MentorId,
    string MenteeId,
    IReadOnlyList<string> BrokenRules,
    int ScorePoints,
    bool ReachesMinimumScore,
    IReadOnlyList<CriterionContribution> Contributions
)
{
    /// <summary>True when the two are locked together; no rule is then asked.</summary>
    public bool IsLocked { get; init; }
}

/// <summary>Answers "what about these two?" for one problem; safe to share between threads.</summary>
public sealed class PairAssessor
{
    private readonly CompiledProblem problem;
    private readonly HashSet<(int, int)> locked;

    /// <summary>Prepares the problem once.</summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    public PairAssessor(MatchingProblem problem)
        : this(CompiledProblem.From(problem)) { }

    internal PairAssessor(CompiledProblem problem)
    {
        this.problem = problem;
        locked = [.. problem.Locked];
    }

    /// <summary>Assesses one couple.</summary>
    /// <exception cref="ArgumentException">Either person has no entry on that side.</exception>
    public PairAssessment Assess(string mentorId, string menteeId)
    {
        var mentor = problem.MentorAt(mentorId);
        var mentee = problem.MenteeAt(menteeId);
        var score = problem.Score(mentor, mentee);
        var isLocked = locked.Contains((mentor, mentee));
        return new PairAssessment(
            mentorId,
            menteeId,
            isLocked ? [] : problem.Eligibility.AllBroken(mentor, mentee),
            score,
            score >= problem.MinimumScorePoints,
            problem.Explain(mentor, mentee)
        )
        {
            IsLocked = isLocked,
        };
    }
}
