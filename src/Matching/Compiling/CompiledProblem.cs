using Binome.Matching.Criteria;

namespace Binome.Matching.Compiling;

/// <summary>A checked problem, ready for the pair loop: both sides in id order, labels as numbers, locked pairs' seats taken away.</summary>
internal sealed class CompiledProblem
{
    private readonly PairScorer scorer;
    private readonly ProfileCompiler compiler;
    private readonly Dictionary<string, int> mentorById;
    private readonly Dictionary<string, int> menteeById;

    private CompiledProblem(
        MatchingProblem problem,
        Seat[] mentors,
        Seat[] mentees,
        (PairScorer Scorer, ProfileCompiler Compiler) tools
    )
    {
        Problem = problem;
        Mentors = mentors;
        Mentees = mentees;
        (mentorById, menteeById) = (IndexesOf(mentors), IndexesOf(mentees));
        Eligibility = new EligibilityRules(problem, (mentors, mentorById), (mentees, menteeById));
        (scorer, compiler) = tools;
        Locked = [.. problem.Locked.Select(pair => (mentorById[pair.MentorId], menteeById[pair.MenteeId])).Order()];
    }

    internal MatchingProblem Problem { get; private set; }
    internal Seat[] Mentors { get; }
    internal Seat[] Mentees { get; }
    internal EligibilityRules Eligibility { get; }
    internal IReadOnlyList<(int Mentor, int Mentee)> Locked { get; }
    internal PairScorer Scorer => scorer;
    internal int MinimumScorePoints => Problem.Rules.MinimumScorePoints;

    /// <exception cref="ArgumentException">The problem has faults.</exception>
    internal static CompiledProblem From(MatchingProblem problem)
    {
        var faults = ProblemFaults.Find(problem);
        if (faults.Count > 0)
            throw new ArgumentException(
                $"The matching problem has {faults.Count} faults; the first is {faults[0].Code} ({faults[0].Subject}).",
                nameof(problem)
            );
        var vocabulary = new Vocabulary(AttributeNames(problem.Rules));
        var compiler = new ProfileCompiler(vocabulary, problem.OrgChart, problem.AsOf);
        var seated = problem
            .Mentors.Concat(problem.Mentees)
            .Select(seats => seats.PersonId)
            .ToHashSet(StringComparer.Ordinal);
        var people = problem
            .People.Where(person => seated.Contains(person.Id))
            .OrderBy(person => person.Id, StringComparer.Ordinal)
            .ToArray();
        var profiles = compiler.Compile(people).ToDictionary(profile => profile.Id, StringComparer.Ordinal);
        return new CompiledProblem(
            problem,
            Compile(problem.Mentors, profiles, problem.Locked.CountBy(pair => pair.MentorId)),
            Compile(problem.Mentees, profiles, problem.Locked.CountBy(pair => pair.MenteeId)),
            (new PairScorer(problem.Rules, vocabulary), compiler)
        );
    }

    /// <exception cref="ArgumentException">The person has no entry among the mentors.</exception>
    internal int MentorAt(string id) =>
        mentorById.TryGetValue(id, out var mentor)
            ? mentor
            : throw new ArgumentException($"{id} is not among the mentors.", nameof(id));

    /// <exception cref="ArgumentException">The person has no entry among the mentees.</exception>
    internal int MenteeAt(string id) =>
        menteeById.TryGetValue(id, out var mentee)
            ? mentee
            : throw new ArgumentException($"{id} is not among the mentees.", nameof(id));

    internal bool HasSeat(string id) => mentorById.ContainsKey(id) || menteeById.ContainsKey(id);

    /// <summary>The same person with other data; seats and place in the reporting tree stay. Returns their places on the two sides, −1 for none.</summary>
    internal (int Mentor, int Mentee) Replace(MatchingPerson person)
    {
        var profile = compiler.Compile(person);
        Problem = Problem with { People = [.. Problem.People.Select(other => other.Id == person.Id ? person : other)] };
        return (Put(Mentors, mentorById, profile), Put(Mentees, menteeById, profile));
    }

    internal int Score(int mentor, int mentee) => scorer.Score(Mentors[mentor].Person, Mentees[mentee].Person);

    internal IReadOnlyList<CriterionContribution> Explain(int mentor, int mentee) =>
        scorer.Explain(Mentors[mentor].Person, Mentees[mentee].Person);

    private static int Put(Seat[] side, Dictionary<string, int> byId, Profile profile)
    {
        if (!byId.TryGetValue(profile.Id, out var index))
            return -1;
        side[index] = side[index] with { Person = profile };
        return index;
    }

    private static Seat[] Compile(
        IReadOnlyList<Seats> side,
        Dictionary<string, Profile> profiles,
        IEnumerable<KeyValuePair<string, int>> locked
    )
    {
        var taken = new Dictionary<string, int>(locked, StringComparer.Ordinal);
        return
        [
            .. side.OrderBy(seats => seats.PersonId, StringComparer.Ordinal)
                .Select(seats => new Seat(
                    profiles[seats.PersonId],
                    seats.Remaining - taken.GetValueOrDefault(seats.PersonId),
                    seats.Priority
                )),
        ];
    }

    private static string[] AttributeNames(MatchingRules rules) =>
        [
            .. rules
                .Criteria.Where(setting =>
                    setting.Counts && setting.Code.StartsWith(CriterionCodes.AttributePrefix, StringComparison.Ordinal)
                )
                .Select(setting => setting.Code[CriterionCodes.AttributePrefix.Length..])
                .Order(StringComparer.Ordinal),
        ];

    private static Dictionary<string, int> IndexesOf(Seat[] side) =>
        side.Select((seat, index) => (seat.Person.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index, StringComparer.Ordinal);
}
