using Binome.Matching.Compiling;

namespace Binome.Matching;

/// <summary>What is wrong with a solution or its proof.</summary>
/// <param name="Code">One of <see cref="MatchingCertificate"/>'s codes.</param>
/// <param name="Subject">The person id, or mentor id and mentee id joined by a space; empty when it is the whole solution.</param>
public sealed record CertificateFault(string Code, string Subject);

/// <summary>
/// Checks that a solution is allowed and the best, from the problem, the pairs and the prices alone: no search, one look at each pair. It shares no code
/// with the solver, and scores pairs one at a time.
/// </summary>
public static class MatchingCertificate
{
    /// <summary>A proposed pair that a rule, a lock or the minimum score does not allow, or twice the same.</summary>
    public const string PairNotAllowed = "pair_not_allowed";

    /// <summary>A score that is not the pair's.</summary>
    public const string WrongScore = "wrong_score";

    /// <summary>A total that is not the sum of the pairs' scores.</summary>
    public const string WrongTotal = "wrong_total";

    /// <summary>The locked pairs of the solution are not those of the problem.</summary>
    public const string LocksDiffer = "locks_differ";

    /// <summary>More pairs than seats.</summary>
    public const string SeatsExceeded = "seats_exceeded";

    /// <summary>Not one price for everyone with a seat, or one below zero.</summary>
    public const string PricesIncomplete = "prices_incomplete";

    /// <summary>The weights of pair, priority and score do not keep the order of the objective.</summary>
    public const string WrongWeights = "wrong_weights";

    /// <summary>Someone has a seat left although their price says that filling it would gain something.</summary>
    public const string FreeSeatPriced = "free_seat_priced";

    /// <summary>A pair left out is worth more than the prices of its two people: the solution may not be the best.</summary>
    public const string PairUnderpriced = "pair_underpriced";

    /// <summary>A pair chosen is worth less than the prices of its two people.</summary>
    public const string PairOverpriced = "pair_overpriced";

    /// <summary>The most faults reported.</summary>
    public const int FaultsMax = 100;

    /// <summary>Faults of the solution, at most <see cref="FaultsMax"/>; none: it is allowed and no allowed set of pairs is better.</summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static IReadOnlyList<CertificateFault> Verify(
        MatchingProblem problem,
        MatchingSolution solution,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        var compiled = CompiledProblem.From(problem);
        var check = new CertificateCheck(compiled, solution);
        return [.. check.Faults(cancellation).Take(FaultsMax)];
    }
}

/// <summary>The check of one solution.</summary>
internal sealed class CertificateCheck(CompiledProblem problem, MatchingSolution solution)
{
    private readonly DualPrices weights = solution.Prices;
    private readonly Dictionary<string, long> mentorPrices = PricesOf(solution.Prices.Mentors);
    private readonly Dictionary<string, long> menteePrices = PricesOf(solution.Prices.Mentees);

    internal IEnumerable<CertificateFault> Faults(CancellationToken cancellation) =>
        OfTotal()
            .Concat(OfLocks())
            .Concat(OfWeights())
            .Concat(OfSide(problem.Mentors, mentorPrices, pair => pair.MentorId))
            .Concat(OfSide(problem.Mentees, menteePrices, pair => pair.MenteeId))
            .Concat(OfPairs(cancellation));

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

    private IEnumerable<CertificateFault> OfPairs(CancellationToken cancellation)
    {
        var (mentors, mentees) = (IndexesOf(problem.Mentors), IndexesOf(problem.Mentees));
        var chosen = new Dictionary<int, int>[problem.Mentors.Length];
        var astray = new List<CertificateFault>();
        foreach (var pair in solution.Pairs.Where(pair => !pair.IsLocked))
            if (
                !mentors.TryGetValue(pair.MentorId, out var mentor)
                || !mentees.TryGetValue(pair.MenteeId, out var mentee)
                || !(chosen[mentor] ??= []).TryAdd(mentee, pair.ScorePoints)
            )
                astray.Add(new(MatchingCertificate.PairNotAllowed, $"{pair.MentorId} {pair.MenteeId}"));
        var locked = problem.Locked.ToLookup(pair => pair.Mentor, pair => pair.Mentee);
        long[] theirPrices = [.. problem.Mentees.Select(seat => menteePrices.GetValueOrDefault(seat.Person.Id))];
        return astray.Concat(
            Enumerable
                .Range(0, problem.Mentors.Length)
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .SelectMany(mentor => OfMentor(mentor, chosen[mentor], locked[mentor].ToHashSet(), theirPrices))
        );
    }

    private List<CertificateFault> OfMentor(
        int mentor,
        Dictionary<int, int>? chosen,
        HashSet<int> locked,
        long[] theirPrices
    )
    {
        var faults = new List<CertificateFault>();
        var one = problem.Mentors[mentor];
        var myPrice = mentorPrices.GetValueOrDefault(one.Person.Id);
        for (var mentee = 0; mentee < problem.Mentees.Length && faults.Count < MatchingCertificate.FaultsMax; mentee++)
        {
            var claimed = chosen is not null && chosen.TryGetValue(mentee, out var told) ? told : (int?)null;
            var price = (Int128)myPrice + theirPrices[mentee];
            if (CodeOf(mentor, mentee, claimed, locked.Contains(mentee), price) is { } code)
                faults.Add(new(code, $"{one.Person.Id} {problem.Mentees[mentee].Person.Id}"));
        }
        return faults;
    }

    private string? CodeOf(int mentor, int mentee, int? claimed, bool isLocked, Int128 price)
    {
        var isAllowed = !isLocked && problem.Eligibility.FirstBroken(mentor, mentee) == EligibilityRules.None;
        var score = isAllowed ? problem.Score(mentor, mentee) : 0;
        if (!isAllowed || score < problem.MinimumScorePoints)
            return claimed is null ? null : MatchingCertificate.PairNotAllowed;
        if (claimed is { } told && told != score)
            return MatchingCertificate.WrongScore;
        var priorities = problem.Mentors[mentor].Priority + problem.Mentees[mentee].Priority;
        var value =
            ((Int128)weights.ScoreFactor * score) + weights.PairBonus + ((Int128)weights.PriorityFactor * priorities);
        if (claimed is null)
            return value > price ? MatchingCertificate.PairUnderpriced : null;
        return value < price ? MatchingCertificate.PairOverpriced : null;
    }

    private static Dictionary<string, int> IndexesOf(Seat[] side) =>
        side.Select((seat, index) => (seat.Person.Id, index))
            .ToDictionary(entry => entry.Id, entry => entry.index, StringComparer.Ordinal);

    private static Dictionary<string, long> PricesOf(IReadOnlyList<SeatPrice> prices)
    {
        var byPerson = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (id, price) in prices)
            byPerson[id] = price;
        return byPerson;
    }
}
