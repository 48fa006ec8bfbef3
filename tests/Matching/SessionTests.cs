using Binome.Matching.Solving;
using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class SessionTests
{
    [Property(MaxTest = 200)]
    public void Change_WhenOnePersonChanges_IsAsGoodAsSolvingAnew(int seed)
    {
        var random = new Random(seed);
        var problem = RandomCohort.Create(seed, random.Next(2, 50), random.Next(2, 50), (MatchingObjective)(seed & 1));
        var tuning = (seed & 2) == 0 ? new SolverTuning() : SolvingTests.Meagre;
        var session = MatchingSession.Start(problem, tuning);

        for (var change = 0; change < 3; change++)
        {
            var index = random.Next(problem.People.Count);
            session.Change(RandomCohort.PersonAt(index, random));

            ExhaustiveSearch
                .Of(session.Problem, session.Solution)
                .ShouldBe(ExhaustiveSearch.Of(session.Problem, MatchingSolver.Solve(session.Problem)));
            CertificateChecker.Verify(session.Problem, session.Solution);
        }
    }

    [Fact]
    public void Change_WhenThePersonHasNoSeat_Throws() =>
        Should.Throw<ArgumentException>(() => Small(1).Session.Change(Cohort.Person("nobody")));

    [Fact]
    public void Change_WhenALevelIsOutOfRange_Throws()
    {
        var (problem, session) = Small(1);

        Should.Throw<ArgumentException>(() => session.Change(problem.People[0] with { SeniorityLevel = 9 }));
    }

    [Property(MaxTest = 300)]
    public void WhyNot_WhenExact_IsWhatTheCohortLoses(int seed)
    {
        var (problem, session) = Small(seed);
        var optimum = ExhaustiveSearch.Best(problem);

        foreach (var mentor in problem.Mentors)
        foreach (var mentee in problem.Mentees)
        {
            var bound = session.WhyNot(mentor.PersonId, mentee.PersonId);
            var exact = session.WhyNot(mentor.PersonId, mentee.PersonId, isExact: true);

            exact.ReasonCode.ShouldBe(bound.ReasonCode);
            if (exact.Price is not { } price)
                continue;
            var forced = problem with { Locked = [.. problem.Locked, new(mentor.PersonId, mentee.PersonId)] };
            var rest = ExhaustiveSearch.Best(forced);
            var own = new Gain(1, mentor.Priority + mentee.Priority, exact.Assessment.ScorePoints);
            new Gain(price.Pairs, (int)price.Priorities, price.Points).ShouldBe(optimum - (rest + own));
            IsAtMost(bound.Price!, price, problem.Rules.Objective).ShouldBeTrue();
        }
        CertificateChecker.Verify(problem, session.Solution);
    }

    // Less than half of the heavier part is left over on either side of it.
    [Theory]
    [InlineData(MatchingObjective.MostPairsFirst)]
    [InlineData(MatchingObjective.BestScore)]
    public void Split_OfASumOfParts_GivesThemBack(MatchingObjective objective)
    {
        var value = PairValue.For(objective, pairsMax: 7);

        foreach (var pairs in new[] { -2, 0, 1 })
        foreach (var priorities in new[] { -2L, -1, 0, 3 })
        foreach (var points in new[] { -69_999L, -1, 0, 1_637, 69_999 })
            value
                .Split((pairs * value.Bonus) + (priorities * value.Priority) + (points * value.Factor))
                .ShouldBe((pairs, priorities, points));
    }

    [Fact]
    public void WhyNot_WhenARuleForbids_NamesItWithoutAPrice()
    {
        var problem = Cohort.BySeniority([("A", 1)], [("X", 1)]) with
        {
            OrgChart = OrgChart.Build([new("A", null), new("X", "A")]),
        };

        var answer = MatchingSession.Start(problem).WhyNot("A", "X");

        (answer.ReasonCode, answer.Price).ShouldBe((NonPairReasons.RuleForbids, null));
        answer.Assessment.BrokenRules.ShouldBe([HardRules.ReportingLine]);
    }

    [Fact]
    public void WhyNot_WhenTheyArePaired_SaysSo() =>
        MatchingSession
            .Start(Cohort.BySeniority([("A", 1)], [("X", 1)]))
            .WhyNot("A", "X")
            .ReasonCode.ShouldBe(NonPairReasons.ArePaired);

    [Property(MaxTest = 100)]
    public void WhyUnmatched_WhenTheAdviceIsFollowed_SomebodyMoreIsPlaced(int seed)
    {
        var (problem, session) = Small(seed);
        foreach (var person in session.Solution.Unmatched)
        {
            var advice = session.WhyUnmatched(person.Side, person.PersonId).ShouldNotBeNull();
            var followed = advice.ChangeCode switch
            {
                HelpfulChanges.AddSeat => WithSeat(problem, person.Side, advice.CounterpartId!),
                HelpfulChanges.LowerMinimum => WithMinimum(problem, advice.ScorePoints!.Value),
                _ => null,
            };
            if (followed is null)
                continue;
            var better = MatchingSolver.Solve(followed);

            Value(followed, better).CompareTo(Value(followed, session.Solution)).ShouldBePositive();
        }
    }

    [Fact]
    public void WhyUnmatched_WhenOneRuleStandsInTheWay_NamesItAndTheBestCounterpart()
    {
        var problem = Cohort.BySeniority([("A", 1), ("B", 5)], [("X", 5)]) with
        {
            Excluded = [new("A", "X"), new("B", "X")],
        };

        var advice = MatchingSession.Start(problem).WhyUnmatched(MatchingSide.Mentee, "X").ShouldNotBeNull();

        (advice.ChangeCode, advice.CounterpartId, advice.ScorePoints).ShouldBe((HelpfulChanges.RelaxRule, "B", 10_000));
        advice.Rules.ShouldBe([HardRules.Excluded]);
    }

    [Fact]
    public void WhyUnmatched_WhenOutcompeted_TellsTheMissingPoints()
    {
        // Y scores 7,500 with A, X 10,000: with 2,500 points more Y would be as good.
        var session = MatchingSession.Start(Cohort.BySeniority([("A", 1)], [("X", 1), ("Y", 2)]));

        var advice = session.WhyUnmatched(MatchingSide.Mentee, "Y").ShouldNotBeNull();

        (advice.ChangeCode, advice.CounterpartId, advice.MissingPoints).ShouldBe((HelpfulChanges.AddSeat, "A", 2_500L));
        session.WhyUnmatched(MatchingSide.Mentee, "X").ShouldBeNull();
    }

    [Property(MaxTest = 60)]
    public void ChooseAmongNearlyBest_WhenATolerance_StaysWithinIt(int seed)
    {
        var random = new Random(seed);
        var problem = RandomCohort.Create(seed, 30, 30, (MatchingObjective)(seed & 1));
        var session = MatchingSession.Start(problem);
        var tolerance = random.Next(60_000);

        var choice = session.ChooseAmongNearlyBest(tolerance, (ulong)seed);
        var again = MatchingSession
            .Start(RandomCohort.Shuffle(problem, seed))
            .ChooseAmongNearlyBest(tolerance, (ulong)seed);

        choice.TotalPoints.ShouldBeInRange(choice.BestPoints - tolerance, long.MaxValue);
        choice.Pairs.Select(Key).ShouldBe(again.Pairs.Select(Key));
        session.Solution.ShouldBeEquivalentTo(MatchingSolver.Solve(problem));
    }

    [Fact]
    public void ChooseAmongNearlyBest_WhenSeedsDiffer_ChoosesDifferently()
    {
        var session = MatchingSession.Start(RandomCohort.Create(3, 40, 40, MatchingObjective.MostPairsFirst));

        var choices = Enumerable
            .Range(0, 5)
            .Select(seed => string.Join(',', session.ChooseAmongNearlyBest(40_000, (ulong)seed).Pairs.Select(Key)));

        choices.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Between_WhenARuleChanges_ShowsWhoMovesAndWhatItCosts()
    {
        var problem = Cohort.BySeniority([("A", 1), ("B", 2)], [("X", 1), ("Y", 2)]);
        var before = MatchingSolver.Solve(problem);
        var after = MatchingSolver.Solve(problem with { Excluded = [new("A", "X")] });

        var comparison = MatchingComparison.Between(before, after);

        comparison.Lost.Select(Key).ShouldBe(["A X", "B Y"]);
        comparison.Gained.Select(Key).ShouldBe(["A Y", "B X"]);
        (comparison.PairsChange, comparison.PointsChange, comparison.Kept.Count).ShouldBe((0, -5_000L, 0));
        (comparison.NoLongerMatched.Count, comparison.NewlyMatched.Count).ShouldBe((0, 0));
    }

    private static string Key(ProposedPair pair) => $"{pair.MentorId} {pair.MenteeId}";

    private static (MatchingProblem Problem, MatchingSession Session) Small(int seed)
    {
        var random = new Random(seed);
        var problem = RandomCohort.Create(
            seed,
            random.Next(1, 6),
            random.Next(1, 6),
            (MatchingObjective)(seed & 1),
            minimumScore: random.Next(3) * 2_500
        );
        return (problem, MatchingSession.Start(problem));
    }

    private static bool IsAtMost(PairPrice bound, PairPrice price, MatchingObjective objective) =>
        new Gain(bound.Pairs, (int)bound.Priorities, bound.Points)
            .By(objective)
            .CompareTo(new Gain(price.Pairs, (int)price.Priorities, price.Points).By(objective)) <= 0;

    private static (long, long, long) Value(MatchingProblem problem, MatchingSolution solution) =>
        ExhaustiveSearch.Of(problem, solution).By(problem.Rules.Objective);

    private static MatchingProblem WithMinimum(MatchingProblem problem, int minimum) =>
        problem with
        {
            Rules = problem.Rules with { MinimumScorePoints = minimum },
        };

    private static MatchingProblem WithSeat(MatchingProblem problem, MatchingSide side, string counterpart)
    {
        IReadOnlyList<Seats> Add(IReadOnlyList<Seats> seats) =>
            [.. seats.Select(one => one.PersonId == counterpart ? one with { Remaining = one.Remaining + 1 } : one)];
        return side == MatchingSide.Mentor
            ? problem with
            {
                Mentees = Add(problem.Mentees),
            }
            : problem with
            {
                Mentors = Add(problem.Mentors),
            };
    }
}
