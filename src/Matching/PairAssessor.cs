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
);

/// <summary>Answers "what about these two?" for one problem; safe to share between threads.</summary>
public sealed class PairAssessor
{
    private readonly CompiledProblem problem;
    private readonly Dictionary<string, int> mentors;
    private readonly Dictionary<string, int> mentees;

    /// <summary>Prepares the problem once.</summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    public PairAssessor(MatchingProblem problem)
    {
        this.problem = CompiledProblem.From(problem);
        mentors = IndexesOf(this.problem.Mentors);
        mentees = IndexesOf(this.problem.Mentees);
    }

    /// <summary>Assesses one couple.</summary>
    /// <exception cref="ArgumentException">Either person has no entry on that side.</exception>
    public PairAssessment Assess(string mentorId, string menteeId)
    {
        if (!mentors.TryGetValue(mentorId, out var mentor))
            throw new ArgumentException($"{mentorId} is not among the mentors.", nameof(mentorId));
        if (!mentees.TryGetValue(menteeId, out var mentee))
            throw new ArgumentException($"{menteeId} is not among the mentees.", nameof(menteeId));

        var score = problem.Score(mentor, mentee);
        return new PairAssessment(
            mentorId,
            menteeId,
            problem.Eligibility.AllBroken(problem.Mentors[mentor], problem.Mentees[mentee]),
            score,
            score >= problem.MinimumScorePoints,
            problem.Explain(mentor, mentee)
        );
    }

    private static Dictionary<string, int> IndexesOf(Seat[] side) =>
        side.Select((seat, index) => (seat.Person.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index, StringComparer.Ordinal);
}
