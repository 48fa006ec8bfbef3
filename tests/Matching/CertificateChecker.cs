namespace Binome.Matching.Tests;

/// <summary>Proves from the public answer alone that a solution is feasible and optimal, or fails. Shares no code with the solver or the product's own check.</summary>
internal static class CertificateChecker
{
    internal static void Verify(MatchingProblem problem, MatchingSolution solution)
    {
        var mentors = Residual(problem.Mentors, problem.Locked.Select(pair => pair.MentorId));
        var mentees = Residual(problem.Mentees, problem.Locked.Select(pair => pair.MenteeId));
        VerifyLocks(problem, solution);
        VerifyPriorities(problem.Rules.Objective, mentors, mentees, solution.Prices);
        var mentorPrices = solution.Prices.Mentors.ToDictionary(price => price.PersonId, price => price.Price);
        var menteePrices = solution.Prices.Mentees.ToDictionary(price => price.PersonId, price => price.Price);
        mentorPrices.Values.Concat(menteePrices.Values).ShouldAllBe(price => price >= 0);

        var proposed = solution.Pairs.Where(pair => !pair.IsLocked).ToArray();
        VerifyCapacities(mentors, proposed.Select(pair => pair.MentorId));
        VerifyCapacities(mentees, proposed.Select(pair => pair.MenteeId));
        var chosen = proposed.ToDictionary(pair => (pair.MentorId, pair.MenteeId), pair => pair.ScorePoints);
        var assessor = new PairAssessor(problem);
        var (primal, surplus) = (0L, 0L);
        foreach (var mentor in mentors)
        foreach (var mentee in mentees)
        {
            var assessment = assessor.Assess(mentor.PersonId, mentee.PersonId);
            var isAcceptable =
                !assessment.IsLocked && assessment.BrokenRules.Count == 0 && assessment.ReachesMinimumScore;
            var isChosen = chosen.Remove((mentor.PersonId, mentee.PersonId), out var score);
            var value =
                (solution.Prices.ScoreFactor * assessment.ScorePoints)
                + solution.Prices.PairBonus
                + (solution.Prices.PriorityFactor * (mentor.Priority + mentee.Priority));
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
        var dual = surplus + Worth(mentors, mentorPrices) + Worth(mentees, menteePrices);
        primal.ShouldBe(dual);
    }

    private static void VerifyLocks(MatchingProblem problem, MatchingSolution solution) =>
        solution
            .Pairs.Where(pair => pair.IsLocked)
            .Select(pair => new PairKey(pair.MentorId, pair.MenteeId))
            .ShouldBe(problem.Locked, ignoreOrder: true);

    // The parts of a pair's value must keep the order of the objective, whatever the cohort does with the lesser parts.
    private static void VerifyPriorities(
        MatchingObjective objective,
        Seats[] mentors,
        Seats[] mentees,
        DualPrices prices
    )
    {
        var pairsMax = Math.Min(mentors.Sum(seats => seats.Remaining), mentees.Sum(seats => seats.Remaining));
        var prioritiesMax = 2L * MatchingLimits.PriorityMax * pairsMax;
        var pointsMax = (long)Points.Scale * pairsMax;
        if (objective == MatchingObjective.MostPairsFirst)
        {
            prices.PriorityFactor.ShouldBeGreaterThan(prices.ScoreFactor * pointsMax);
            prices.PairBonus.ShouldBeGreaterThan(
                (prices.PriorityFactor * prioritiesMax) + (prices.ScoreFactor * pointsMax)
            );
        }
        else
        {
            prices.ScoreFactor.ShouldBeGreaterThan(prices.PairBonus * pairsMax);
            prices.PriorityFactor.ShouldBeGreaterThan((prices.ScoreFactor * pointsMax) + (prices.PairBonus * pairsMax));
        }
        Math.Min(prices.ScoreFactor, prices.PairBonus).ShouldBePositive();
    }

    private static void VerifyCapacities(Seats[] side, IEnumerable<string> chosen)
    {
        var seats = side.ToDictionary(person => person.PersonId, person => person.Remaining);
        foreach (var (id, count) in chosen.CountBy(id => id))
            count.ShouldBeLessThanOrEqualTo(seats[id]);
    }

    private static Seats[] Residual(IReadOnlyList<Seats> side, IEnumerable<string> locked) =>
        [
            .. side.Select(seats =>
                    seats with
                    {
                        Remaining = seats.Remaining - locked.Count(id => id == seats.PersonId),
                    }
                )
                .Where(seats => seats.Remaining > 0),
        ];

    private static long Worth(Seats[] side, Dictionary<string, long> prices) =>
        side.Sum(seats => seats.Remaining * prices[seats.PersonId]);
}
