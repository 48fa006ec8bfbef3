namespace Binome.Matching.Tests;

/// <summary>What a cohort gains: pairs made, priorities served and points, locked pairs left out.</summary>
internal readonly record struct Gain(int Pairs, int Priorities, long Points)
{
    public static Gain operator +(Gain one, Gain other) =>
        new(one.Pairs + other.Pairs, one.Priorities + other.Priorities, one.Points + other.Points);

    public static Gain operator -(Gain one, Gain other) =>
        new(one.Pairs - other.Pairs, one.Priorities - other.Priorities, one.Points - other.Points);

    /// <summary>In the order of the objective, the most important first.</summary>
    internal (long, long, long) By(MatchingObjective objective) =>
        objective == MatchingObjective.MostPairsFirst ? (Pairs, Priorities, Points) : (Priorities, Points, Pairs);
}

/// <summary>The best gain of a tiny problem by trying every set of mentors for each mentee in turn. Knows nothing of the solver.</summary>
internal static class ExhaustiveSearch
{
    internal static Gain Best(MatchingProblem problem)
    {
        var assessor = new PairAssessor(problem);
        var mentors = Residual(problem.Mentors, problem.Locked.Select(pair => pair.MentorId));
        var mentees = Residual(problem.Mentees, problem.Locked.Select(pair => pair.MenteeId));
        var reached = new Dictionary<string, Gain> { [Key([.. mentors.Select(mentor => mentor.Remaining)])] = default };
        foreach (var mentee in mentees)
        {
            var gains = mentors.Select(mentor => GainOf(assessor, mentor, mentee)).ToArray();
            var next = new Dictionary<string, Gain>();
            foreach (var (key, gain) in reached)
                for (var subset = 0; subset < 1 << gains.Length; subset++)
                    if (Take(key, subset, gains, mentee.Remaining) is { } taken)
                        Keep(next, taken.Key, gain + taken.Gain, problem.Rules.Objective);
            reached = next;
        }
        return reached.Values.MaxBy(gain => gain.By(problem.Rules.Objective));
    }

    /// <summary>What a solution gains, counted from the problem.</summary>
    internal static Gain Of(MatchingProblem problem, MatchingSolution solution)
    {
        var mentors = problem.Mentors.ToDictionary(seats => seats.PersonId, seats => seats.Priority);
        var mentees = problem.Mentees.ToDictionary(seats => seats.PersonId, seats => seats.Priority);
        return solution
            .Pairs.Where(pair => !pair.IsLocked)
            .Aggregate(
                default(Gain),
                (gain, pair) => gain + new Gain(1, mentors[pair.MentorId] + mentees[pair.MenteeId], pair.ScorePoints)
            );
    }

    // The three parts add up pair by pair, so the best of two ways to one state stays the better one.
    private static void Keep(Dictionary<string, Gain> reached, string key, Gain gain, MatchingObjective objective)
    {
        if (!reached.TryGetValue(key, out var known) || gain.By(objective).CompareTo(known.By(objective)) > 0)
            reached[key] = gain;
    }

    private static (string Key, Gain Gain)? Take(string key, int subset, Gain?[] gains, int seats)
    {
        var remaining = key.Select(digit => digit - '0').ToArray();
        var total = default(Gain);
        for (var mentor = 0; mentor < gains.Length; mentor++)
        {
            if ((subset & (1 << mentor)) == 0)
                continue;
            if (gains[mentor] is not { } gain || remaining[mentor] == 0 || total.Pairs == seats)
                return null;
            remaining[mentor]--;
            total += gain;
        }
        return (Key(remaining), total);
    }

    private static Gain? GainOf(PairAssessor assessor, Seats mentor, Seats mentee)
    {
        var assessment = assessor.Assess(mentor.PersonId, mentee.PersonId);
        var isAcceptable = !assessment.IsLocked && assessment.BrokenRules.Count == 0 && assessment.ReachesMinimumScore;
        return isAcceptable ? new Gain(1, mentor.Priority + mentee.Priority, assessment.ScorePoints) : null;
    }

    private static Seats[] Residual(IReadOnlyList<Seats> side, IEnumerable<string> locked) =>
        [
            .. side.Select(seats =>
                seats with
                {
                    Remaining = seats.Remaining - locked.Count(id => id == seats.PersonId),
                }
            ),
        ];

    private static string Key(int[] remaining) => string.Concat(remaining);
}
