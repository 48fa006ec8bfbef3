namespace Binome.Matching.Tests;

public sealed class RunTests
{
    [Fact]
    public void Solve_WhenProgressIsWanted_ReportsGrowingFractionsUpToOne()
    {
        var reports = new RecordedProgress();

        MatchingSolver.Solve(RandomCohort.Create(1, 300, 300, MatchingObjective.MostPairsFirst), reports);

        reports.Fractions.ShouldBe(reports.Fractions.Order());
        reports.Fractions.Count.ShouldBeInRange(50, 103);
        reports.Fractions[^1].ShouldBe(1);
    }

    [Fact]
    public void Solve_WhenTheCohortIsSmall_StillTellsEachPhaseAsItBegins()
    {
        var reports = new RecordedProgress();

        MatchingSolver.Solve(RandomCohort.Create(1, 2, 2, MatchingObjective.MostPairsFirst), reports);

        reports.Phases.Distinct().ShouldBe([MatchingPhase.Scoring, MatchingPhase.Assigning, MatchingPhase.Explaining]);
    }

    [Fact]
    public void Solve_WhenAlreadyCancelled_Throws() =>
        Should.Throw<OperationCanceledException>(() =>
            MatchingSolver.Solve(
                RandomCohort.Create(1, 5, 5, MatchingObjective.MostPairsFirst),
                null,
                new CancellationToken(canceled: true)
            )
        );

    [Fact]
    public void Solve_WhenCancelledWhileAssigning_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new RecordedProgress(fraction =>
        {
            if (fraction > 0.6)
                cancellation.Cancel();
        });

        Should.Throw<OperationCanceledException>(() =>
            MatchingSolver.Solve(
                RandomCohort.Create(1, 100, 100, MatchingObjective.MostPairsFirst),
                progress,
                cancellation.Token
            )
        );
        progress.Fractions[^1].ShouldBeLessThan(0.7);
    }

    private sealed class RecordedProgress(Action<double>? then = null) : IProgress<MatchingProgress>
    {
        internal List<double> Fractions { get; } = [];
        internal List<MatchingPhase> Phases { get; } = [];

        public void Report(MatchingProgress value)
        {
            Fractions.Add(value.Fraction);
            Phases.Add(value.Phase);
            then?.Invoke(value.Fraction);
        }
    }
}
