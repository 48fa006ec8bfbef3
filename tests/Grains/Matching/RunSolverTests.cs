using Binome.Contracts.Matching;
using Binome.Grains.Matching;
using Binome.Matching;

namespace Binome.Grains.Tests.Matching;

public sealed class RunSolverTests
{
    private static readonly MatchingProblem Problem = new()
    {
        People = [new() { Id = "a" }, new() { Id = "b" }, new() { Id = "c" }, new() { Id = "d" }],
        Mentors = [new("a", 1), new("b", 1)],
        Mentees = [new("c", 1), new("d", 1)],
        OrgChart = OrgChart.Build([new("a", null), new("b", null), new("c", null), new("d", null)]),
        Rules = new() { Criteria = [new(CriterionCodes.SeniorityGap, 1, CriterionDirection.Similar)] },
        AsOf = new DateOnly(2026, 1, 15),
    };

    [Fact]
    public void Solve_WhenNobodyChangedAnything_GoesThroughThePhasesOfEveryRun() =>
        Phases(new MatchingPlan())
            .ShouldBe([
                MatchingRunPhase.Scoring,
                MatchingRunPhase.Solving,
                MatchingRunPhase.Explaining,
                MatchingRunPhase.Writing,
            ]);

    [Fact]
    public void Solve_WhenChanceDecidesAndPairsAreSet_DrawsAndPricesBeforeItWrites() =>
        Phases(new MatchingPlan { Locked = [new("a", "c", "They asked.")], Random = new RandomPlan(0.1, 7) })
            .ShouldBe([
                MatchingRunPhase.Scoring,
                MatchingRunPhase.Solving,
                MatchingRunPhase.Explaining,
                MatchingRunPhase.Drawing,
                MatchingRunPhase.Pricing,
                MatchingRunPhase.Writing,
            ]);

    private static List<MatchingRunPhase> Phases(MatchingPlan plan)
    {
        var told = new Told();
        RunSolver.Solve(Problem, plan, 1, told, CancellationToken.None);
        told.Shares.ShouldBe(told.Shares.Order());
        return told.Phases;
    }

    private sealed class Told : IProgress<RunProgress>
    {
        public List<MatchingRunPhase> Phases { get; } = [];
        public List<double> Shares { get; } = [];

        public void Report(RunProgress value)
        {
            Shares.Add(value.Fraction);
            if (Phases is not [.., var last] || last != value.Phase)
                Phases.Add(value.Phase);
        }
    }
}
