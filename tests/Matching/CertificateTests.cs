using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class CertificateTests
{
    [Property(MaxTest = 60)]
    public void Verify_WhenSolvedByTheEngine_FindsNothing(int seed)
    {
        var problem = Any(seed);

        MatchingCertificate.Verify(problem, MatchingSolver.Solve(problem)).ShouldBeEmpty();
    }

    [Property(MaxTest = 60)]
    public void Verify_WhenAPairIsTakenOut_FindsTheGap(int seed)
    {
        var (problem, solution) = Solved(seed);

        var poorer = solution with { Pairs = [.. solution.Pairs.Skip(1)] };

        MatchingCertificate.Verify(problem, poorer).ShouldNotBeEmpty();
    }

    [Property(MaxTest = 60)]
    public void Verify_WhenAPriceIsMoved_FindsIt(int seed)
    {
        var (problem, solution) = Solved(seed);
        var moved = solution.Pairs.First(pair => !pair.IsLocked).MentorId;

        // Up by more than anything is worth, or below zero.
        foreach (var change in new[] { long.MaxValue / 2, -long.MaxValue / 2 })
        {
            SeatPrice[] mentors =
            [
                .. solution.Prices.Mentors.Select(price =>
                    price.PersonId == moved ? price with { Price = price.Price + change } : price
                ),
            ];
            var claimed = solution with { Prices = solution.Prices with { Mentors = mentors } };

            MatchingCertificate.Verify(problem, claimed).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Verify_WhenAScoreIsClaimed_FindsThePair()
    {
        var (problem, solution) = Solved(7);
        var pair = solution.Pairs.First(pair => !pair.IsLocked);
        var claimed = solution with
        {
            Pairs =
            [
                .. solution.Pairs.Select(other =>
                    other == pair ? pair with { ScorePoints = pair.ScorePoints + 1 } : other
                ),
            ],
        };

        MatchingCertificate
            .Verify(problem, claimed)
            .ShouldContain(new CertificateFault(MatchingCertificate.WrongScore, $"{pair.MentorId} {pair.MenteeId}"));
    }

    [Fact]
    public void Verify_WhenAForbiddenPairIsProposed_FindsIt()
    {
        var (problem, solution) = Solved(7);
        var pair = solution.Pairs.First(pair => !pair.IsLocked);
        var stricter = problem with { Excluded = [.. problem.Excluded, new(pair.MentorId, pair.MenteeId)] };

        MatchingCertificate
            .Verify(stricter, solution)
            .ShouldContain(
                new CertificateFault(MatchingCertificate.PairNotAllowed, $"{pair.MentorId} {pair.MenteeId}")
            );
    }

    [Fact]
    public void Verify_WhenWeightsDoNotKeepTheOrder_FindsIt()
    {
        var (problem, solution) = Solved(7);

        MatchingCertificate
            .Verify(problem, solution with { Prices = solution.Prices with { PairBonus = 1 } })
            .ShouldContain(fault => fault.Code == MatchingCertificate.WrongWeights);
    }

    [Fact]
    public void Verify_WhenALockIsLost_FindsIt()
    {
        var (problem, solution) = Solved(7);
        var pair = solution.Pairs.First(pair => !pair.IsLocked);

        MatchingCertificate
            .Verify(problem with { Locked = [new(pair.MentorId, pair.MenteeId)] }, solution)
            .ShouldContain(fault => fault.Code == MatchingCertificate.LocksDiffer);
    }

    // Large enough that some pair is always chosen.
    private static (MatchingProblem Problem, MatchingSolution Solution) Solved(int seed)
    {
        var problem = RandomCohort.Create(seed, 40, 40, MatchingObjective.MostPairsFirst);
        return (problem, MatchingSolver.Solve(problem));
    }

    private static MatchingProblem Any(int seed)
    {
        var random = new Random(seed);
        return RandomCohort.Create(seed, random.Next(1, 60), random.Next(1, 60), (MatchingObjective)(seed & 1));
    }
}
