using System.Collections.Concurrent;
using Binome.Contracts.Matching;
using Binome.Grains.Matching;

namespace Binome.Grains.Tests.Company;

/// <summary>A matching run says what it is at.</summary>
public sealed class MatchingPhaseTests
{
    [Fact]
    public async Task Start_UntilItsProposals_TellsItsPhasesInOrder()
    {
        await using var company = await Enrolled();
        var told = new ConcurrentQueue<(MatchingRunStatus Status, MatchingRunPhase? Phase)>();
        company.Ledger.BeforeWrite = (_, effects) =>
        {
            foreach (var run in effects?.Rows.OfType<MatchingRunRow>() ?? [])
                told.Enqueue((run.Status, run.Phase));
            return Task.CompletedTask;
        };

        await company.Match();

        told.Take(2)
            .ShouldBe([(MatchingRunStatus.Queued, null), (MatchingRunStatus.Solving, MatchingRunPhase.Reading)]);
        told.TakeLast(2)
            .ShouldBe([(MatchingRunStatus.Solving, MatchingRunPhase.Writing), (MatchingRunStatus.Proposed, null)]);
        var phases = told.Select(run => run.Phase).OfType<MatchingRunPhase>().ToArray();
        phases.ShouldBe(phases.Distinct().Order());
    }

    [Fact]
    public async Task Start_WhileAnotherIsSolved_SaysThatItWaits_AndNothingOnceCancelled()
    {
        await using var company = await Enrolled();
        using var solved = new ManualResetEventSlim();
        var other = company.Get<SolveGate>().Run(() => solved.Wait(Timeout.Infinite), CancellationToken.None);
        var start = new StartMatchingRun(CompanyPath.ProgrammeId, new MatchingPlan(), CompanyPath.Operator);
        try
        {
            await company.Grains.MatchingRun(CompanyPath.RunId).Start(start);

            var waiting = await CompanyHost.Eventually(
                () => company.Get<IMatchingRows>().Find(CompanyHost.Tenant, CompanyPath.RunId),
                found => found is { Row.Phase: MatchingRunPhase.Waiting }
            );
            waiting!.Row.Status.ShouldBe(MatchingRunStatus.Solving);
            var cancelled = await company.Grains.MatchingRun(CompanyPath.RunId).Cancel(CompanyPath.Operator);
            cancelled.Value.Phase.ShouldBeNull();
        }
        finally
        {
            // Also when it failed: the company can't stop while the other is being solved.
            solved.Set();
        }
        await other;
    }

    private static async Task<CompanyHost> Enrolled()
    {
        var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(2, 2));
        await company.Launch();
        return company;
    }
}
