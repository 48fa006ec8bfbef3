namespace Binome.Matching.Tests;

/// <summary>Proves from the public answer alone that a solution is feasible and optimal, or fails. Shares no code with the solver.</summary>
internal static class CertificateChecker
{
    internal static void Verify(MatchingProblem problem, MatchingSolution solution)
    {
        VerifyCapacities(problem, solution);
        VerifyPriorities(problem, solution.Prices);
        var mentorPrices = solution.Prices.Mentors.ToDictionary(price => price.PersonId, price => price.Price);
        var menteePrices = solution.Prices.Mentees.ToDictionary(price => price.PersonId, price => price.Price);
        mentorPrices.Values.Concat(menteePrices.Values).ShouldAllBe(price => price >= 0);

        var chosen = solution.Pairs.ToDictionary(pair => (pair.MentorId, pair.MenteeId), pair => pair.ScorePoints);
        chosen.Count.ShouldBe(solution.Pairs.Count);
        var assessor = new PairAssessor(problem);
        var (primal, surplus) = (0L, 0L);
        foreach (var mentor in problem.Mentors.Where(seats => seats.Remaining > 0))
        foreach (var mentee in problem.Mentees.Where(seats => seats.Remaining > 0))
        {
            var assessment = assessor.Assess(mentor.PersonId, mentee.PersonId);
            var isAcceptable = assessment.BrokenRules.Count == 0 && assessment.ReachesMinimumScore;
            var isChosen = chosen.Remove((mentor.PersonId, mentee.PersonId), out var score);
            var value = (solution.Prices.ScoreFactor * assessment.ScorePoints) + solution.Prices.PairBonus;
            var margin = value - mentorPrices[mentor.PersonId] - menteePrices[mentee.PersonId];
            if (!isChosen)
            {
                (isAcceptable && margin > 0).ShouldBeFalse(
                    $"{mentor.PersonId} and {mentee.PersonId} should have been paired"
                );
                continue;
            }
            isAcceptable.ShouldBeTrue();
            score.ShouldBe(assessment.ScorePoints);
            margin.ShouldBeGreaterThanOrEqualTo(0);
            primal += value;
            surplus += margin;
        }
        chosen.ShouldBeEmpty();
        var dual = surplus + Worth(problem.Mentors, mentorPrices) + Worth(problem.Mentees, menteePrices);
        primal.ShouldBe(dual);
    }

    // The two parts of a pair's value must keep the order of the objective, whatever the cohort does with the other part.
    private static void VerifyPriorities(MatchingProblem problem, DualPrices prices)
    {
        var pairsMax = Math.Min(
            problem.Mentors.Sum(seats => seats.Remaining),
            problem.Mentees.Sum(seats => seats.Remaining)
        );
        if (problem.Rules.Objective == MatchingObjective.MostPairsFirst)
            prices.PairBonus.ShouldBeGreaterThan(prices.ScoreFactor * Points.Scale * pairsMax);
        else
            prices.ScoreFactor.ShouldBeGreaterThan(prices.PairBonus * pairsMax);
        Math.Min(prices.ScoreFactor, prices.PairBonus).ShouldBePositive();
    }

    private static void VerifyCapacities(MatchingProblem problem, MatchingSolution solution)
    {
        var mentorSeats = problem.Mentors.ToDictionary(seats => seats.PersonId, seats => seats.Remaining);
        var menteeSeats = problem.Mentees.ToDictionary(seats => seats.PersonId, seats => seats.Remaining);
        foreach (var group in solution.Pairs.GroupBy(pair => pair.MentorId))
            group.Count().ShouldBeLessThanOrEqualTo(mentorSeats[group.Key]);
        foreach (var group in solution.Pairs.GroupBy(pair => pair.MenteeId))
            group.Count().ShouldBeLessThanOrEqualTo(menteeSeats[group.Key]);
    }

    private static long Worth(IReadOnlyList<Seats> side, Dictionary<string, long> prices) =>
        side.Where(seats => seats.Remaining > 0).Sum(seats => seats.Remaining * prices[seats.PersonId]);
}
