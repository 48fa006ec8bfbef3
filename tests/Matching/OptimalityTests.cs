using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class OptimalityTests
{
    private const int SmallSideMax = 5;
    private const int MediumSideMax = 40;

    [Property(MaxTest = 6_000)]
    public void Solve_WhenMostPairsFirst_EqualsExhaustiveSearch(int seed) =>
        EqualsExhaustiveSearch(Small(seed, MatchingObjective.MostPairsFirst));

    [Property(MaxTest = 6_000)]
    public void Solve_WhenBestScore_EqualsExhaustiveSearch(int seed) =>
        EqualsExhaustiveSearch(Small(seed, MatchingObjective.BestScore));

    [Property(MaxTest = 60)]
    public void Solve_WhenMostPairsFirst_IsProvenByItsCertificate(int seed) =>
        IsProven(Medium(seed, MatchingObjective.MostPairsFirst));

    [Property(MaxTest = 60)]
    public void Solve_WhenBestScore_IsProvenByItsCertificate(int seed) =>
        IsProven(Medium(seed, MatchingObjective.BestScore));

    [Property(MaxTest = 100)]
    public void Solve_WhenInputIsShuffled_GivesTheSameAnswer(int seed)
    {
        var problem = Medium(seed, (MatchingObjective)(seed & 1));

        var shuffled = MatchingSolver.Solve(RandomCohort.Shuffle(problem, seed));

        shuffled.ShouldBeEquivalentTo(MatchingSolver.Solve(problem));
    }

    [Fact]
    public void Solve_WhenGreedyWouldLose_TakesTheBestForTheCohort()
    {
        // A and X fit perfectly, but then B would be left with Y at the far end.
        var problem = Cohort.BySeniority([("A", 3), ("B", 5)], [("X", 3), ("Y", 1)]);

        var solution = MatchingSolver.Solve(problem);

        solution.TotalPoints.ShouldBe(10_000);
        solution.Pairs.Count.ShouldBe(2);
    }

    [Fact]
    public void Solve_WhenOneMorePairCostsPoints_FollowsTheObjective()
    {
        // B cannot mentor X (same line): two pairs need A with X and B with Y at 0 + 0 points… one pair, A with Y, has 10,000.
        var problem = Cohort.BySeniority([("A", 1), ("B", 5)], [("X", 5), ("Y", 1)]) with
        {
            OrgChart = OrgChart.Build([new("A", null), new("B", "X"), new("X", null), new("Y", null)]),
        };

        var most = MatchingSolver.Solve(problem);
        var best = MatchingSolver.Solve(
            problem with
            {
                Rules = problem.Rules with { Objective = MatchingObjective.BestScore },
            }
        );

        (most.Pairs.Count, most.TotalPoints).ShouldBe((2, 0L));
        (best.Pairs.Count, best.TotalPoints).ShouldBe((1, 10_000L));
    }

    [Fact]
    public void Solve_WhenEverybodyIsAlike_ChoosesByIdAndNotByPosition()
    {
        var problem = Cohort.BySeniority([("m3", 1), ("m1", 1), ("m2", 1)], [("e2", 1), ("e1", 1)]);
        var reversed = problem with
        {
            Mentors = [.. problem.Mentors.Reverse()],
            Mentees = [.. problem.Mentees.Reverse()],
        };

        var pairs = MatchingSolver.Solve(problem).Pairs;

        pairs.Count.ShouldBe(2);
        MatchingSolver
            .Solve(reversed)
            .Pairs.Select(pair => (pair.MentorId, pair.MenteeId))
            .ShouldBe(pairs.Select(pair => (pair.MentorId, pair.MenteeId)));
    }

    [Fact]
    public void Solve_WhenSeatsAreMany_LinksTwoPeopleOnlyOnce()
    {
        var problem = Cohort.BySeniority([("A", 1)], [("X", 1)]) with
        {
            Mentors = [new("A", 3)],
            Mentees = [new("X", 2)],
        };

        MatchingSolver.Solve(problem).Pairs.Count.ShouldBe(1);
    }

    [Fact]
    public void Solve_WhenCohortIsAsLargeAsTheDemo_IsProvenByItsCertificate() =>
        IsProven(RandomCohort.Create(2026, 440, 498, MatchingObjective.MostPairsFirst, capacityMax: 2));

    private static MatchingProblem Small(int seed, MatchingObjective objective)
    {
        var random = new Random(seed);
        var minimum = random.Next(3) * 2_500;
        return RandomCohort.Create(
            seed,
            random.Next(1, SmallSideMax + 1),
            random.Next(1, SmallSideMax + 1),
            objective,
            minimumScore: minimum
        );
    }

    private static MatchingProblem Medium(int seed, MatchingObjective objective)
    {
        var random = new Random(seed);
        return RandomCohort.Create(
            seed,
            random.Next(1, MediumSideMax + 1),
            random.Next(1, MediumSideMax + 1),
            objective,
            minimumScore: random.Next(6_000)
        );
    }

    private static void EqualsExhaustiveSearch(MatchingProblem problem)
    {
        var solution = MatchingSolver.Solve(problem);

        ExhaustiveSearch.Of(problem, solution).ShouldBe(ExhaustiveSearch.Best(problem));
        CertificateChecker.Verify(problem, solution);
    }

    private static void IsProven(MatchingProblem problem) =>
        CertificateChecker.Verify(problem, MatchingSolver.Solve(problem));
}
