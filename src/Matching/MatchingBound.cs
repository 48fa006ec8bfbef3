namespace Binome.Matching;

/// <summary>
/// A solution's value and the bound of its prices, both as <see cref="DualPrices"/> defines value; without locked pairs. When the certificate holds, no allowed
/// set of pairs is worth more than the bound, and the two are equal.
/// </summary>
/// <param name="Value">What the proposed pairs are worth together.</param>
/// <param name="Bound">Every price times the seats it stands for, and what chosen pairs are worth above the prices of their two people.</param>
public readonly record struct MatchingBound(Int128 Value, Int128 Bound)
{
    /// <summary>Adds both up from what the solution says; whether that is true is for <see cref="MatchingCertificate"/>.</summary>
    public static MatchingBound Of(MatchingProblem problem, MatchingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        var prices = solution.Prices;
        var mentors = new PricedSide(problem.Mentors, prices.Mentors, problem.Locked.CountBy(pair => pair.MentorId));
        var mentees = new PricedSide(problem.Mentees, prices.Mentees, problem.Locked.CountBy(pair => pair.MenteeId));
        var (value, bound) = ((Int128)0, mentors.Total + mentees.Total);
        foreach (var pair in solution.Pairs.Where(pair => !pair.IsLocked))
        {
            var (mentor, mentee) = (mentors.Of(pair.MentorId), mentees.Of(pair.MenteeId));
            var worth =
                ((Int128)prices.ScoreFactor * pair.ScorePoints)
                + prices.PairBonus
                + ((Int128)prices.PriorityFactor * (mentor.Priority + mentee.Priority));
            value += worth;
            bound += worth - mentor.Price - mentee.Price;
        }
        return new MatchingBound(value, bound);
    }

    private sealed class PricedSide
    {
        private readonly Dictionary<string, (int Priority, long Price)> people = new(StringComparer.Ordinal);

        internal PricedSide(
            IReadOnlyList<Seats> side,
            IReadOnlyList<SeatPrice> prices,
            IEnumerable<KeyValuePair<string, int>> locked
        )
        {
            var taken = new Dictionary<string, int>(locked, StringComparer.Ordinal);
            foreach (var seats in side)
                people[seats.PersonId] = (seats.Priority, 0);
            foreach (var (id, price) in prices)
                people[id] = (Of(id).Priority, price);
            foreach (var seats in side)
                Total += (Int128)(seats.Remaining - taken.GetValueOrDefault(seats.PersonId)) * Of(seats.PersonId).Price;
        }

        internal Int128 Total { get; }

        internal (int Priority, long Price) Of(string id) => people.GetValueOrDefault(id);
    }
}
