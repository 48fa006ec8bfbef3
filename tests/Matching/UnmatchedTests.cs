namespace Binome.Matching.Tests;

public sealed class UnmatchedTests
{
    [Fact]
    public void Unmatched_WhenEveryCounterpartIsForbidden_NamesTheRuleThatForbidsMost()
    {
        var problem = Cohort.BySeniority([("A", 1), ("B", 1), ("C", 1)], [("X", 1)]) with
        {
            OrgChart = OrgChart.Build([new("A", null), new("B", "A"), new("X", "B"), new("C", null)]),
            AlreadyPaired = [new("C", "X")],
        };

        var mentee = MatchingSolver.Solve(problem).Unmatched.Single(person => person.Side == MatchingSide.Mentee);

        mentee.ShouldBe(
            new(MatchingSide.Mentee, "X", UnmatchedReasons.NoEligibleCounterpart, HardRules.ReportingLine, null)
        );
    }

    [Fact]
    public void Unmatched_WhenCounterpartsAreTaken_IsOutcompeted()
    {
        var solution = MatchingSolver.Solve(Cohort.BySeniority([("A", 1)], [("X", 1), ("Y", 2)]));

        solution.Unmatched.ShouldBe([new(MatchingSide.Mentee, "Y", UnmatchedReasons.Outcompeted, null, 7_500)]);
    }

    [Fact]
    public void Unmatched_WhenNoScoreIsAcceptable_SaysSoWithTheBestOne()
    {
        var problem = Cohort.BySeniority([("A", 1)], [("X", 4)]);

        var solution = MatchingSolver.Solve(problem with { Rules = problem.Rules with { MinimumScorePoints = 2_501 } });

        solution.Pairs.ShouldBeEmpty();
        solution.Unmatched.ShouldBe([
            new(MatchingSide.Mentor, "A", UnmatchedReasons.BelowMinimumScore, null, 2_500),
            new(MatchingSide.Mentee, "X", UnmatchedReasons.BelowMinimumScore, null, 2_500),
        ]);
    }

    [Fact]
    public void Solve_WhenScoreEqualsTheMinimum_ProposesThePair()
    {
        var problem = Cohort.BySeniority([("A", 1)], [("X", 4)]);

        var solution = MatchingSolver.Solve(problem with { Rules = problem.Rules with { MinimumScorePoints = 2_500 } });

        solution.Pairs.Count.ShouldBe(1);
    }

    [Fact]
    public void Unmatched_WhenMentorsAreFull_BlamesCapacityAndListsOnlyThoseWithSeats()
    {
        var problem = Cohort.BySeniority([("A", 1)], [("X", 1)]) with { Mentors = [new("A", 0)] };

        MatchingSolver
            .Solve(problem)
            .Unmatched.ShouldBe([
                new(MatchingSide.Mentee, "X", UnmatchedReasons.NoEligibleCounterpart, HardRules.Capacity, null),
            ]);
    }

    [Fact]
    public void Unmatched_WhenTheOtherSideIsEmpty_HasNoDominatingRule()
    {
        var solution = MatchingSolver.Solve(Cohort.BySeniority([("A", 1)], []));

        solution.Unmatched.ShouldBe([
            new(MatchingSide.Mentor, "A", UnmatchedReasons.NoEligibleCounterpart, null, null),
        ]);
    }

    [Fact]
    public void Solve_WhenNobodyIsThere_IsEmpty()
    {
        var solution = MatchingSolver.Solve(Cohort.BySeniority([], []));

        solution.Pairs.ShouldBeEmpty();
        solution.Unmatched.ShouldBeEmpty();
        solution.TotalPoints.ShouldBe(0);
    }

    [Fact]
    public void Counts_WhenSolved_DescribeProblemAndAnswer()
    {
        var problem = Cohort.BySeniority([("A", 1), ("B", 5)], [("X", 1), ("Y", 1), ("Z", 1)]) with
        {
            Mentors = [new("A", 2), new("B", 1)],
            AlreadyPaired = [new("A", "X")],
        };

        var counts = MatchingSolver
            .Solve(problem with { Rules = problem.Rules with { MinimumScorePoints = 1 } })
            .Counts;

        (counts.Mentors, counts.Mentees, counts.MentorSeats, counts.MenteeSeats).ShouldBe((2, 3, 3, 3));
        (counts.EligiblePairs, counts.AcceptablePairs).ShouldBe((5L, 2L));
        (counts.MatchedMentors, counts.MatchedMentees).ShouldBe((1, 2));
        counts.ForbiddenPairsByRule.ShouldBe(
            HardRules.All.ToDictionary(rule => rule, rule => rule == HardRules.AlreadyPaired ? 1L : 0L),
            ignoreOrder: true
        );
    }
}
