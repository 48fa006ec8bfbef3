using Binome.Contracts.Billing;

namespace Binome.Grains.Billing;

/// <summary>Who is billed because of which pairs, day by day: snapshots of billing's own, which the pruning of the log never touches.</summary>
internal static class BilledLines
{
    /// <summary>Everybody in at least one active pair, once, with the pairs.</summary>
    public static Dictionary<string, ImmutableArray<string>> People(ImmutableArray<BilledPair> pairs)
    {
        var people = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var pair in pairs.OrderBy(pair => pair.PairId, StringComparer.Ordinal))
        {
            Add(pair.MentorId, pair.PairId);
            Add(pair.MenteeId, pair.PairId);
        }
        return people;

        void Add(string person, string pair)
        {
            var known = people.GetValueOrDefault(person, []);
            people[person] = known.Length < BillingLimits.PairsPerLineMax ? known.Add(pair) : known;
        }
    }

    /// <summary>The lines that differ from those that are open: ended, begun, or with other pairs.</summary>
    public static IEnumerable<BilledPersonRow> Changes(
        Dictionary<string, ImmutableArray<string>> people,
        ImmutableArray<BilledPersonRow> open,
        DateOnly today
    )
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in open)
        {
            held.Add(line.ParticipantId);
            if (!people.TryGetValue(line.ParticipantId, out var pairs))
                yield return line with
                {
                    Until = today,
                };
            else if (
                pairs.Except(line.Pairs, StringComparer.Ordinal).Any()
                && line.Pairs.Length < BillingLimits.PairsPerLineMax
            )
                yield return line with
                {
                    Pairs = Joined(line.Pairs, pairs),
                };
        }
        foreach (var (person, pairs) in people)
            if (!held.Contains(person))
                yield return new BilledPersonRow(IdOf(person, today), person, pairs, today, Until: null);
    }

    // A line keeps every pair that made the person count while it was open.
    private static ImmutableArray<string> Joined(ImmutableArray<string> before, ImmutableArray<string> now) =>
        [
            .. before
                .Union(now, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(BillingLimits.PairsPerLineMax),
        ];

    // Whoever stops and starts again on one day goes on with the same line.
    private static string IdOf(string person, DateOnly day) =>
        Ids.Derived(Ids.BilledPerson, new DateTimeOffset(day, default, TimeSpan.Zero), person);
}
