using Binome.Matching.Compiling;

namespace Binome.Matching.Certificates;

/// <summary>The check of one solution.</summary>
internal sealed class CertificateCheck(CompiledProblem problem, MatchingSolution solution)
{
    private readonly DualPrices weights = solution.Prices;
    private readonly PairClaims claims = new(problem, solution);

    /// <param name="ofPairs">Finds the faults of pairs, after the rest and only when somebody asks for as many.</param>
    internal IEnumerable<CertificateFault> Faults(Func<PairClaims, IEnumerable<CertificateFault>> ofPairs) =>
        OfTotal()
            .Concat(OfLocks())
            .Concat(OfWeights())
            .Concat(OfSide(problem.Mentors, claims.MentorPrices, pair => pair.MentorId))
            .Concat(OfSide(problem.Mentees, claims.MenteePrices, pair => pair.MenteeId))
            .Concat(claims.Astray)
            .Concat(OfPairs(ofPairs));

    private IEnumerable<CertificateFault> OfTotal()
    {
        if (solution.Pairs.Sum(pair => (long)pair.ScorePoints) != solution.TotalPoints)
            yield return new(MatchingCertificate.WrongTotal, "");
    }

    private IEnumerable<CertificateFault> OfLocks()
    {
        var locked = solution.Pairs.Where(pair => pair.IsLocked).ToArray();
        var asked = problem.Problem.Locked.ToHashSet();
        if (
            locked.Length != asked.Count
            || !asked.SetEquals(locked.Select(pair => new PairKey(pair.MentorId, pair.MenteeId)))
        )
        {
            yield return new(MatchingCertificate.LocksDiffer, "");
            yield break;
        }
        foreach (var pair in locked)
            if (pair.ScorePoints != problem.Score(problem.MentorAt(pair.MentorId), problem.MenteeAt(pair.MenteeId)))
                yield return new(MatchingCertificate.WrongScore, $"{pair.MentorId} {pair.MenteeId}");
    }

    // Each weight outdoes all that the lesser ones can add up to over the whole cohort.
    private IEnumerable<CertificateFault> OfWeights()
    {
        Int128 pairsMax = Math.Min(
            problem.Mentors.Sum(seat => seat.Remaining),
            problem.Mentees.Sum(seat => seat.Remaining)
        );
        var pairs = weights.PairBonus * pairsMax;
        var points = weights.ScoreFactor * pairsMax * Points.Scale;
        var priorities = weights.PriorityFactor * pairsMax * 2 * MatchingLimits.PriorityMax;
        var isOrdered =
            problem.Problem.Rules.Objective == MatchingObjective.MostPairsFirst
                ? weights.PairBonus > priorities + points && weights.PriorityFactor > points
                : weights.PriorityFactor > points + pairs && weights.ScoreFactor > pairs;
        if (!isOrdered || weights.ScoreFactor <= 0 || weights.PairBonus <= 0)
            yield return new(MatchingCertificate.WrongWeights, "");
    }

    private IEnumerable<CertificateFault> OfSide(
        Seat[] side,
        Dictionary<string, long> prices,
        Func<ProposedPair, string> personOf
    )
    {
        var taken = new Dictionary<string, int>(
            solution.Pairs.Where(pair => !pair.IsLocked).CountBy(personOf),
            StringComparer.Ordinal
        );
        var seats = side.Where(seat => seat.Remaining > 0).ToArray();
        if (prices.Count != seats.Length)
            yield return new(MatchingCertificate.PricesIncomplete, "");
        foreach (var seat in seats)
        {
            var id = seat.Person.Id;
            taken.Remove(id, out var count);
            if (!prices.TryGetValue(id, out var price) || price < 0)
                yield return new(MatchingCertificate.PricesIncomplete, id);
            if (count > seat.Remaining)
                yield return new(MatchingCertificate.SeatsExceeded, id);
            if (count < seat.Remaining && price > 0)
                yield return new(MatchingCertificate.FreeSeatPriced, id);
        }
        foreach (var id in taken.Keys)
            yield return new(MatchingCertificate.SeatsExceeded, id);
    }

    private IEnumerable<CertificateFault> OfPairs(Func<PairClaims, IEnumerable<CertificateFault>> ofPairs)
    {
        foreach (var fault in ofPairs(claims))
            yield return fault;
    }
}
