using Binome.Matching.Compiling;

namespace Binome.Matching.Certificates;

/// <summary>What a solution claims of each pair: chosen with a score, locked or left out; and what its prices say of that.</summary>
internal sealed class PairClaims
{
    private readonly Dictionary<int, int>?[] chosen;
    private readonly HashSet<(int Mentor, int Mentee)> locked;
    private readonly List<CertificateFault> astray = [];

    internal PairClaims(CompiledProblem problem, MatchingSolution solution)
    {
        Problem = problem;
        Weights = solution.Prices;
        MentorPrices = PricesOf(Weights.Mentors);
        MenteePrices = PricesOf(Weights.Mentees);
        PriceOfMentor = [.. problem.Mentors.Select(seat => MentorPrices.GetValueOrDefault(seat.Person.Id))];
        PriceOfMentee = [.. problem.Mentees.Select(seat => MenteePrices.GetValueOrDefault(seat.Person.Id))];
        locked = [.. problem.Locked];
        chosen = new Dictionary<int, int>[problem.Mentors.Length];
        var (mentors, mentees) = (IndexesOf(problem.Mentors), IndexesOf(problem.Mentees));
        foreach (var pair in solution.Pairs.Where(pair => !pair.IsLocked))
            if (
                !mentors.TryGetValue(pair.MentorId, out var mentor)
                || !mentees.TryGetValue(pair.MenteeId, out var mentee)
                || !(chosen[mentor] ??= []).TryAdd(mentee, pair.ScorePoints)
            )
                astray.Add(new(MatchingCertificate.PairNotAllowed, $"{pair.MentorId} {pair.MenteeId}"));
    }

    internal CompiledProblem Problem { get; }
    internal DualPrices Weights { get; }
    internal Dictionary<string, long> MentorPrices { get; }
    internal Dictionary<string, long> MenteePrices { get; }

    /// <summary>By place among the mentors; 0 without a price, which is a fault of its own.</summary>
    internal long[] PriceOfMentor { get; }

    /// <summary>By place among the mentees.</summary>
    internal long[] PriceOfMentee { get; }

    /// <summary>Chosen pairs that are none of this problem, or chosen twice.</summary>
    internal IReadOnlyList<CertificateFault> Astray => astray;

    internal IReadOnlyCollection<int> ChosenOf(int mentor) => chosen[mentor]?.Keys ?? (IReadOnlyCollection<int>)[];

    internal ILookup<int, int> LockedOfMentors() => locked.ToLookup(pair => pair.Mentor, pair => pair.Mentee);

    /// <summary>The fault of one pair by the definition of its rules and score; null when there is none.</summary>
    internal CertificateFault? FaultOf(int mentor, int mentee) =>
        CodeOf(mentor, mentee) is { } code ? Fault(code, mentor, mentee) : null;

    internal CertificateFault Fault(string code, int mentor, int mentee) =>
        new(code, $"{Problem.Mentors[mentor].Person.Id} {Problem.Mentees[mentee].Person.Id}");

    private string? CodeOf(int mentor, int mentee)
    {
        var claimed = chosen[mentor] is { } pairs && pairs.TryGetValue(mentee, out var told) ? told : (int?)null;
        var isAllowed =
            Problem.Eligibility.FirstBroken(mentor, mentee) == EligibilityRules.None
            && !locked.Contains((mentor, mentee));
        var score = isAllowed ? Problem.Score(mentor, mentee) : 0;
        if (!isAllowed || score < Problem.MinimumScorePoints)
            return claimed is null ? null : MatchingCertificate.PairNotAllowed;
        if (claimed is { } points && points != score)
            return MatchingCertificate.WrongScore;
        var priorities = Problem.Mentors[mentor].Priority + Problem.Mentees[mentee].Priority;
        var value =
            ((Int128)Weights.ScoreFactor * score) + Weights.PairBonus + ((Int128)Weights.PriorityFactor * priorities);
        var price = (Int128)PriceOfMentor[mentor] + PriceOfMentee[mentee];
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
