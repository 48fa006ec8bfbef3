using Binome.Matching.Criteria;

namespace Binome.Matching.Compiling;

/// <summary>A checked problem, ready for the pair loop: both sides in id order, labels as numbers.</summary>
internal sealed class CompiledProblem
{
    private readonly PairScorer scorer;

    private CompiledProblem(
        Seat[] mentors,
        Seat[] mentees,
        EligibilityRules eligibility,
        PairScorer scorer,
        int minimum
    )
    {
        Mentors = mentors;
        Mentees = mentees;
        Eligibility = eligibility;
        this.scorer = scorer;
        MinimumScorePoints = minimum;
    }

    internal Seat[] Mentors { get; }
    internal Seat[] Mentees { get; }
    internal EligibilityRules Eligibility { get; }
    internal int MinimumScorePoints { get; }

    /// <exception cref="ArgumentException">The problem has faults.</exception>
    internal static CompiledProblem From(MatchingProblem problem)
    {
        var faults = ProblemFaults.Find(problem);
        if (faults.Count > 0)
            throw new ArgumentException(
                $"The matching problem has {faults.Count} faults; the first is {faults[0].Code} ({faults[0].Subject}).",
                nameof(problem)
            );
        var vocabulary = new Vocabulary();
        var compiler = new ProfileCompiler(vocabulary, problem.OrgChart, problem.AsOf);
        var seated = problem
            .Mentors.Concat(problem.Mentees)
            .Select(seats => seats.PersonId)
            .ToHashSet(StringComparer.Ordinal);
        var profiles = problem
            .People.Where(person => seated.Contains(person.Id))
            .OrderBy(person => person.Id, StringComparer.Ordinal)
            .Select(compiler.Compile)
            .ToDictionary(profile => profile.Id, StringComparer.Ordinal);
        return new CompiledProblem(
            Compile(problem.Mentors, profiles),
            Compile(problem.Mentees, profiles),
            new EligibilityRules(problem),
            new PairScorer(problem.Rules, vocabulary),
            problem.Rules.MinimumScorePoints
        );
    }

    internal int Score(int mentor, int mentee) => scorer.Score(Mentors[mentor].Person, Mentees[mentee].Person);

    internal IReadOnlyList<CriterionContribution> Explain(int mentor, int mentee) =>
        scorer.Explain(Mentors[mentor].Person, Mentees[mentee].Person);

    private static Seat[] Compile(IReadOnlyList<Seats> side, Dictionary<string, Profile> profiles) =>
        [
            .. side.OrderBy(seats => seats.PersonId, StringComparer.Ordinal)
                .Select(seats => new Seat(profiles[seats.PersonId], seats.Remaining)),
        ];
}
