using System.Numerics;
using System.Runtime.CompilerServices;
using Binome.Matching.Scoring;
using Binome.Matching.Solving;

namespace Binome.Matching.Certificates;

/// <summary>
/// Chosen pairs by the definition, those left out by strips of rows that the solver's scorer fills: one strip for each thread, 64 KB for each thousand mentees.
/// </summary>
internal static class StripSweep
{
    internal static IEnumerable<CertificateFault> Faults(PairClaims claims, CancellationToken cancellation) =>
        FitsInto64Bits(claims) ? Sweep<long>.Faults(claims, cancellation) : Sweep<Int128>.Faults(claims, cancellation);

    // An honest certificate does; a false one may hold any numbers.
    private static bool FitsInto64Bits(PairClaims claims)
    {
        var weights = claims.Weights;
        var value =
            (Int128.Abs(weights.ScoreFactor) * Points.Scale)
            + Int128.Abs(weights.PairBonus)
            + (Int128.Abs(weights.PriorityFactor) * 2 * MatchingLimits.PriorityMax);
        return value + Largest(claims.PriceOfMentor) + Largest(claims.PriceOfMentee) <= long.MaxValue;
    }

    private static Int128 Largest(long[] prices) =>
        prices.Aggregate((Int128)0, (most, price) => Int128.Max(most, Int128.Abs(price)));

    private sealed class Sweep<TNumber>
        where TNumber : struct, IBinaryInteger<TNumber>
    {
        private readonly PairClaims claims;
        private readonly RowScorer scorer;
        private readonly ILookup<int, int> locked;
        private readonly TNumber scoreFactor;
        private readonly TNumber[] theirs;
        private readonly int mentees;

        private Sweep(PairClaims claims)
        {
            this.claims = claims;
            var problem = claims.Problem;
            mentees = problem.Mentees.Length;
            scorer = new RowScorer(problem, Sides.Of(problem, mentorsAreRows: true));
            locked = claims.LockedOfMentors();
            scoreFactor = TNumber.CreateChecked(claims.Weights.ScoreFactor);
            theirs = [.. problem.Mentees.Select((seat, at) => Rest(claims.PriceOfMentee[at], seat.Priority))];
        }

        internal static List<CertificateFault> Faults(PairClaims claims, CancellationToken cancellation)
        {
            var sweep = new Sweep<TNumber>(claims);
            var mentors = claims.Problem.Mentors.Length;
            var faults = new List<CertificateFault>[RowScorer.BlocksOf(mentors)];
            Parallel.For(
                0,
                faults.Length,
                new ParallelOptions { CancellationToken = cancellation },
                () => new Strip(sweep.mentees),
                (block, _, strip) =>
                {
                    faults[block] = sweep.OfBlock(block * RowScorer.RowsPerBlock, mentors, strip);
                    return strip;
                },
                _ => { }
            );
            return [.. faults.SelectMany(found => found)];
        }

        private List<CertificateFault> OfBlock(int first, int mentors, Strip strip)
        {
            var faults = new List<CertificateFault>();
            var rows = Math.Min(RowScorer.RowsPerBlock, mentors - first);
            scorer.Fill(first, strip.Cells.AsSpan(0, rows * mentees), mentees, strip.Bench);
            for (var row = 0; row < rows && faults.Count < MatchingCertificate.FaultsMax; row++)
                faults.AddRange(OfMentor(first + row, strip.Cells.AsSpan(row * mentees, mentees)));
            return faults;
        }

        // The strip says which pairs left out look worth more than their prices; the definition has the last word.
        private IEnumerable<CertificateFault> OfMentor(int mentor, Span<short> cells)
        {
            List<int> suspects = [.. claims.ChosenOf(mentor)];
            foreach (var mentee in locked[mentor].Concat(suspects))
                cells[mentee] = ScoreMatrix.Locked;
            var seat = claims.Problem.Mentors[mentor];
            var mine =
                Rest(claims.PriceOfMentor[mentor], seat.Priority) - TNumber.CreateChecked(claims.Weights.PairBonus);
            AddUnderpriced(cells, mine, suspects);
            suspects.Sort();
            return suspects.Select(mentee => claims.FaultOf(mentor, mentee)).OfType<CertificateFault>();
        }

        // Forbidden and locked cells are below any minimum.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void AddUnderpriced(ReadOnlySpan<short> cells, TNumber mine, List<int> suspects)
        {
            var prices = theirs.AsSpan(0, cells.Length);
            var minimum = claims.Problem.MinimumScorePoints;
            var found = 0;
            for (var mentee = 0; mentee < cells.Length && found < MatchingCertificate.FaultsMax; mentee++)
                if (
                    cells[mentee] >= minimum
                    && scoreFactor * TNumber.CreateTruncating(cells[mentee]) > mine + prices[mentee]
                )
                {
                    suspects.Add(mentee);
                    found++;
                }
        }

        // What the rest of the value of a pair leaves of a price for its score.
        private TNumber Rest(long price, int priority) =>
            TNumber.CreateChecked(price)
            - (TNumber.CreateChecked(claims.Weights.PriorityFactor) * TNumber.CreateChecked(priority));
    }

    private sealed class Strip(int mentees)
    {
        internal short[] Cells { get; } = GC.AllocateUninitializedArray<short>(RowScorer.RowsPerBlock * mentees);
        internal ScoringBench Bench { get; } = new();
    }
}
