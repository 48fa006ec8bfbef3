using System.Collections.Immutable;
using System.IO.Compression;
using Binome.Contracts.Matching;
using Binome.Grains.Matching;
using Binome.Matching;
using Binome.Matching.Proofs;

namespace Binome.Grains.Tests.Company;

public sealed class CertificateTests
{
    [Fact]
    public async Task Verify_WhenItsCallerGoesAway_LetsTheRunAnswerOthersAtOnce()
    {
        await using var company = await Matched();
        var adviser = company.Grains.MatchingAdviser(CompanyPath.RunId);
        using var solved = new ManualResetEventSlim();
        var solve = company.Get<SolveGate>().Run(() => solved.Wait(Timeout.Infinite), CancellationToken.None);
        using var caller = new CancellationTokenSource();

        var check = adviser.Verify(caller.Token);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(check);
        // The check that nobody waits for would hold the grain until the solve is over.
        (await adviser.Compare(CompanyPath.RunId)).Value.Kept.ShouldBe(2);
        solve.IsCompleted.ShouldBeFalse();
        solved.Set();
        (await solve).ShouldBeTrue();
        (await adviser.Verify(CancellationToken.None)).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Verified_WhenAPriceOfTheStoredProofIsTooLow_DoesNotHold()
    {
        await using var company = await Matched();
        var parts = await company.Get<IMatchingRows>().Proof(CompanyHost.Tenant, CompanyPath.RunId);
        var (problem, solution) = RunSolver.Read(parts);
        SeatPrice[] free = [.. solution.Prices.Mentors.Select(price => price with { Price = 0 })];
        SeatPrice[] alsoFree = [.. solution.Prices.Mentees.Select(price => price with { Price = 0 })];
        var claimed = solution with { Prices = solution.Prices with { Mentors = free, Mentees = alsoFree } };

        var answer = MatchingAdviserGrain.Verified(Parts(problem, claimed), CancellationToken.None);

        answer.Holds.ShouldBeFalse();
        answer.Faults.ShouldContain(fault => fault.Code == MatchingCertificate.PairUnderpriced);
    }

    private static async Task<CompanyHost> Matched()
    {
        var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(2, 2));
        await company.Launch();
        await company.Match();
        return company;
    }

    private static ImmutableArray<MatchingProofRow> Parts(MatchingProblem problem, MatchingSolution solution)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            MatchingProof.Write(brotli, problem, solution);
        return [new MatchingProofRow("0000", CompanyPath.RunId, compressed.ToArray())];
    }
}
