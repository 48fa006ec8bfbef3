namespace Binome.Matching.Tests;

/// <summary>The best (pairs, points) of a tiny problem by trying every set of mentors for each mentee in turn. Knows nothing of the solver.</summary>
internal static class ExhaustiveSearch
{
    internal static (int Pairs, long Points) Best(MatchingProblem problem)
    {
        var assessor = new PairAssessor(problem);
        var reached = new Dictionary<string, HashSet<(int Pairs, long Points)>>
        {
            [Key([.. problem.Mentors.Select(mentor => mentor.Remaining)])] = [(0, 0)],
        };
        foreach (var mentee in problem.Mentees)
            reached = Extend(problem, assessor, mentee, reached);
        var outcomes = reached.Values.SelectMany(set => set);
        return problem.Rules.Objective == MatchingObjective.MostPairsFirst
            ? outcomes.OrderByDescending(outcome => outcome.Pairs).ThenByDescending(outcome => outcome.Points).First()
            : outcomes.OrderByDescending(outcome => outcome.Points).ThenByDescending(outcome => outcome.Pairs).First();
    }

    private static Dictionary<string, HashSet<(int Pairs, long Points)>> Extend(
        MatchingProblem problem,
        PairAssessor assessor,
        Seats mentee,
        Dictionary<string, HashSet<(int Pairs, long Points)>> reached
    )
    {
        var scores = problem
            .Mentors.Select(mentor => AcceptableScore(assessor, mentor.PersonId, mentee.PersonId))
            .ToArray();
        var next = new Dictionary<string, HashSet<(int Pairs, long Points)>>();
        foreach (var (key, outcomes) in reached)
            for (var subset = 0; subset < 1 << scores.Length; subset++)
                if (Take(key, subset, scores, mentee.Remaining) is { } taken)
                    AddBest(
                        next,
                        taken.Key,
                        outcomes.Select(outcome => (outcome.Pairs + taken.Pairs, outcome.Points + taken.Points))
                    );
        return next;
    }

    private static (string Key, int Pairs, long Points)? Take(string key, int subset, int?[] scores, int seats)
    {
        var remaining = key.Select(digit => digit - '0').ToArray();
        var (pairs, points) = (0, 0L);
        for (var mentor = 0; mentor < scores.Length; mentor++)
        {
            if ((subset & (1 << mentor)) == 0)
                continue;
            if (scores[mentor] is not { } score || remaining[mentor] == 0 || pairs == seats)
                return null;
            remaining[mentor]--;
            pairs++;
            points += score;
        }
        return (Key(remaining), pairs, points);
    }

    // Only the best points for each number of pairs can still win.
    private static void AddBest(
        Dictionary<string, HashSet<(int Pairs, long Points)>> reached,
        string key,
        IEnumerable<(int Pairs, long Points)> outcomes
    )
    {
        var known = reached.TryGetValue(key, out var set) ? set : [];
        reached[key] =
        [
            .. known
                .Concat(outcomes)
                .GroupBy(outcome => outcome.Pairs)
                .Select(group => group.MaxBy(outcome => outcome.Points)),
        ];
    }

    private static int? AcceptableScore(PairAssessor assessor, string mentorId, string menteeId)
    {
        var assessment = assessor.Assess(mentorId, menteeId);
        return assessment.BrokenRules.Count == 0 && assessment.ReachesMinimumScore ? assessment.ScorePoints : null;
    }

    private static string Key(int[] remaining) => string.Concat(remaining);
}
