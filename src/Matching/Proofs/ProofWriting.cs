namespace Binome.Matching.Proofs;

/// <summary>From a solved problem to the document of its proof, everything in the order of the ids.</summary>
internal sealed class ProofWriting
{
    private readonly MatchingProblem problem;
    private readonly MatchingPerson[] people;
    private readonly IReadOnlyList<ReportingLine> lines;
    private readonly string[] above;
    private readonly Dictionary<string, int> places;

    private ProofWriting(MatchingProblem problem)
    {
        this.problem = problem;
        var seated = problem
            .Mentors.Concat(problem.Mentees)
            .Select(seats => seats.PersonId)
            .ToHashSet(StringComparer.Ordinal);
        people =
        [
            .. problem
                .People.Where(person => seated.Contains(person.Id))
                .OrderBy(person => person.Id, StringComparer.Ordinal),
        ];
        lines = problem.OrgChart.LinesThrough(seated);
        above = [.. lines.Select(line => line.PersonId).Where(id => !seated.Contains(id))];
        places = people
            .Select(person => person.Id)
            .Concat(above)
            .Index()
            .ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
    }

    internal static ProofDocument Document(MatchingProblem problem, MatchingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (ProblemFaults.Find(problem) is [var fault, ..])
            throw new ArgumentException($"The problem has faults; the first is {fault.Code}.", nameof(problem));
        return new ProofWriting(problem).Write(solution);
    }

    private ProofDocument Write(MatchingSolution solution) =>
        new(
            MatchingProof.Format,
            MatchingProof.Version,
            problem.AsOf,
            Rules(problem.Rules),
            [.. people.Select(Person)],
            above,
            Managers(),
            Sides(problem.Mentors),
            Sides(problem.Mentees),
            Couples(problem.AlreadyPaired),
            Couples(problem.Excluded),
            Couples(problem.Locked),
            Solution(solution)
        );

    private static ProofRules Rules(MatchingRules rules) =>
        new(
            rules.Objective,
            rules.MinimumScorePoints,
            rules.ForbidsReportingLine,
            rules.ForbidsSameTeam,
            rules.RequiresOtherSubsidiary,
            rules.RequiresCommonLanguage,
            rules.MinimumSharedHours,
            rules.ChecksRequiredSkills,
            [.. rules.Criteria.OrderBy(setting => setting.Code, StringComparer.Ordinal)],
            [
                .. rules
                    .IntentionAffinities.OrderBy(cell => cell.MentorIntention, StringComparer.Ordinal)
                    .ThenBy(cell => cell.MenteeIntention, StringComparer.Ordinal),
            ]
        );

    private static ProofPerson Person(MatchingPerson person) =>
        new()
        {
            Id = person.Id,
            Subsidiary = person.Subsidiary,
            Team = person.Team,
            Site = person.Site,
            Country = person.Country,
            TimeZone = person.TimeZone,
            Languages = Labels(person.Languages),
            JobFamily = person.JobFamily,
            HireDate = person.HireDate,
            SeniorityLevel = person.SeniorityLevel,
            SkillsOffered = Skills(person.SkillsOffered),
            SkillsWanted = Skills(person.SkillsWanted),
            SkillsRequired = Skills(person.SkillsRequired),
            LearnerProfile = person.LearnerProfile,
            CommunicationStyle = person.CommunicationStyle,
            MentorIntentions = Labels(person.MentorIntentions),
            MenteeIntentions = Labels(person.MenteeIntentions),
            Themes = Labels(person.Themes),
            Attributes = person.Attributes.Count == 0 ? null : Sorted(person.Attributes),
            Availability = Labels(HalfDayCodes.ToCodes(person.Availability)),
        };

    private static IReadOnlyList<string>? Labels(IReadOnlyList<string> labels) =>
        labels.Count == 0 ? null : [.. labels.Order(StringComparer.Ordinal)];

    // A skill listed twice counts at its higher level, so it is written at that.
    private static Dictionary<string, int>? Skills(IReadOnlyList<SkillLevel> skills) =>
        skills.Count == 0
            ? null
            : Sorted(
                skills
                    .GroupBy(skill => skill.Skill, StringComparer.Ordinal)
                    .Select(same => KeyValuePair.Create(same.Key, same.Max(skill => skill.Level)))
            );

    private static Dictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> entries) =>
        new(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), StringComparer.Ordinal);

    private int?[] Managers()
    {
        var managers = new int?[places.Count];
        foreach (var (person, manager) in lines)
            managers[places[person]] = manager is null ? null : places[manager];
        return managers;
    }

    private int[][] Sides(IReadOnlyList<Seats> side) =>
        [
            .. side.Select(seats => (Place: places[seats.PersonId], Seats: seats))
                .OrderBy(entry => entry.Place)
                .Select(entry =>
                    entry.Seats.Priority == 0
                        ? (int[])[entry.Place, entry.Seats.Remaining]
                        : [entry.Place, entry.Seats.Remaining, entry.Seats.Priority]
                ),
        ];

    // Couples of people without a seat say nothing about this problem.
    private int[][] Couples(IReadOnlyList<PairKey> couples) =>
        [
            .. couples
                .Where(couple => IsSeated(couple.MentorId) && IsSeated(couple.MenteeId))
                .Select(couple => (Mentor: places[couple.MentorId], Mentee: places[couple.MenteeId]))
                .Distinct()
                .Order()
                .Select(couple => (int[])[couple.Mentor, couple.Mentee]),
        ];

    private ProofSolution Solution(MatchingSolution solution) =>
        new(
            solution.TotalPoints,
            [
                .. solution
                    .Pairs.Select(pair => (Place(pair.MentorId), Place(pair.MenteeId), pair.ScorePoints))
                    .Order()
                    .Select(pair => (int[])[pair.Item1, pair.Item2, pair.ScorePoints]),
            ],
            solution.Prices.ScoreFactor,
            solution.Prices.PairBonus,
            solution.Prices.PriorityFactor,
            Prices(solution.Prices.Mentors),
            Prices(solution.Prices.Mentees)
        );

    private long[][] Prices(IReadOnlyList<SeatPrice> prices) =>
        [
            .. prices
                .Select(price => (Place: Place(price.PersonId), price.Price))
                .Order()
                .Select(price => (long[])[price.Place, price.Price]),
        ];

    private bool IsSeated(string id) => places.TryGetValue(id, out var place) && place < people.Length;

    private int Place(string id) =>
        IsSeated(id)
            ? places[id]
            : throw new ArgumentException($"The solution names {id}, who has no seat.", nameof(id));
}
