using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class CertificateTests
{
    [Property(MaxTest = 60)]
    public void Verify_WhenSolvedByTheEngine_FindsNothing(int seed)
    {
        var problem = Any(seed);

        Faults(problem, MatchingSolver.Solve(problem)).ShouldBeEmpty();
    }

    [Property(MaxTest = 60)]
    public void Verify_WhenAPairIsTakenOut_FindsTheGap(int seed)
    {
        var (problem, solution) = Solved(seed);

        var poorer = solution with { Pairs = [.. solution.Pairs.Skip(1)] };

        Faults(problem, poorer).ShouldNotBeEmpty();
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

            Faults(problem, claimed).ShouldNotBeEmpty();
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

        Faults(problem, claimed)
            .ShouldContain(new CertificateFault(MatchingCertificate.WrongScore, $"{pair.MentorId} {pair.MenteeId}"));
    }

    [Fact]
    public void Verify_WhenAForbiddenPairIsProposed_FindsIt()
    {
        var (problem, solution) = Solved(7);
        var pair = solution.Pairs.First(pair => !pair.IsLocked);
        var stricter = problem with { Excluded = [.. problem.Excluded, new(pair.MentorId, pair.MenteeId)] };

        Faults(stricter, solution)
            .ShouldContain(
                new CertificateFault(MatchingCertificate.PairNotAllowed, $"{pair.MentorId} {pair.MenteeId}")
            );
    }

    [Fact]
    public void Verify_WhenWeightsDoNotKeepTheOrder_FindsIt()
    {
        var (problem, solution) = Solved(7);

        Faults(problem, solution with { Prices = solution.Prices with { PairBonus = 1 } })
            .ShouldContain(fault => fault.Code == MatchingCertificate.WrongWeights);
    }

    [Fact]
    public void Verify_WhenALockIsLost_FindsIt()
    {
        var (problem, solution) = Solved(7);
        var pair = solution.Pairs.First(pair => !pair.IsLocked);

        Faults(problem with { Locked = [new(pair.MentorId, pair.MenteeId)] }, solution)
            .ShouldContain(fault => fault.Code == MatchingCertificate.LocksDiffer);
    }

    [Property(MaxTest = 100)]
    public void VerifyInStrips_WhenPricesAndPairsAreWrong_FindsWhatPairByPairFinds(int seed)
    {
        var (problem, solution) = Solved(seed);
        var random = new Random(seed);
        SeatPrice[] Wrong(IReadOnlyList<SeatPrice> prices, long most) =>
            [.. prices.Select(price => random.Next(8) == 0 ? price with { Price = random.NextInt64(most) } : price)];
        // Every other time sums that only 128 bits hold.
        var most = seed % 2 == 0 ? long.MaxValue : solution.Prices.Mentors.Max(price => price.Price) + 2;
        var wrong = solution with
        {
            Pairs = [.. solution.Pairs.Where(_ => random.Next(8) > 0)],
            Prices = solution.Prices with
            {
                Mentors = Wrong(solution.Prices.Mentors, most),
                Mentees = Wrong(solution.Prices.Mentees, most),
            },
        };

        Faults(problem, wrong).ShouldNotBeEmpty();
    }

    [Fact]
    public void Verify_WhenAValueNeedsMoreThan64Bits_FindsThePair()
    {
        var problem = Cohort.BySeniority([("a", 3)], [("b", 3)]);
        var solution = MatchingSolver.Solve(problem);
        var claimed = solution with
        {
            Pairs = [],
            TotalPoints = 0,
            Prices = new DualPrices(long.MaxValue / 5_000, 1, [new("a", 0)], [new("b", 0)]),
        };

        Faults(problem, claimed).ShouldContain(new CertificateFault(MatchingCertificate.PairUnderpriced, "a b"));
    }

    [Fact]
    public void Verify_WhenEveryPairBreaksThePrices_FindsTheFirstHundred()
    {
        var (problem, solution) = Solved(7);
        SeatPrice[] Nothing(IReadOnlyList<SeatPrice> prices) => [.. prices.Select(price => price with { Price = 0 })];
        var free = solution.Prices with
        {
            Mentors = Nothing(solution.Prices.Mentors),
            Mentees = Nothing(solution.Prices.Mentees),
        };

        Faults(problem, solution with { Prices = free }).Count.ShouldBe(MatchingCertificate.FaultsMax);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_WhenCancelled_Throws(bool inStrips)
    {
        var (problem, solution) = Solved(7);
        var cancelled = new CancellationToken(canceled: true);

        Should.Throw<OperationCanceledException>(() =>
            inStrips
                ? MatchingCertificate.VerifyInStrips(problem, solution, cancelled)
                : MatchingCertificate.Verify(problem, solution, cancelled)
        );
    }

    // Both ways of scoring find the same, in the same order.
    private static IReadOnlyList<CertificateFault> Faults(MatchingProblem problem, MatchingSolution solution)
    {
        var faults = MatchingCertificate.Verify(problem, solution);
        MatchingCertificate.VerifyInStrips(problem, solution).ShouldBe(faults);
        return faults;
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
