namespace Binome.Matching;

/// <summary>Who reports to whom.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="ManagerId">Their manager, or null at the top.</param>
public readonly record struct ReportingLine(string PersonId, string? ManagerId);

/// <summary>Something wrong in the reporting data. The chart stays usable and errs on the side of forbidding a pair.</summary>
/// <param name="Code">One of <see cref="OrgChart.InCycle"/>, <see cref="OrgChart.BelowCycle"/>, <see cref="OrgChart.UnknownManager"/>.</param>
/// <param name="PersonId">The person concerned.</param>
/// <param name="RelatedId">The first member, in ordinal order, of the cycle; or the id of the unknown manager.</param>
public sealed record OrgChartFault(string Code, string PersonId, string RelatedId);

/// <summary>
/// The reporting tree of a whole tenant, answering in constant time whether one of two people is above the other (D-31).
/// Each person holds an interval of a depth-first numbering; being above someone is having an interval that contains theirs.
/// </summary>
public sealed class OrgChart
{
    /// <summary>The person is their own manager, directly or through others; the members of a cycle count as one chain.</summary>
    public const string InCycle = "in_cycle";

    /// <summary>The person's managers end in a cycle.</summary>
    public const string BelowCycle = "below_cycle";

    /// <summary>The manager is not in the data; people with the same unknown manager still share the chain through that id only.</summary>
    public const string UnknownManager = "unknown_manager";

    private readonly Dictionary<string, int> indexes;
    private readonly int[] managers;
    private readonly int[] enter;
    private readonly int[] exit;

    private OrgChart(Dictionary<string, int> indexes, ReportingForest forest, IReadOnlyList<OrgChartFault> faults)
    {
        this.indexes = indexes;
        managers = forest.Managers;
        enter = forest.Enter;
        exit = forest.Exit;
        Faults = faults;
    }

    /// <summary>What is wrong in the data, by person id.</summary>
    public IReadOnlyList<OrgChartFault> Faults { get; }

    /// <summary>Builds the chart in linear time (after sorting the ids).</summary>
    /// <exception cref="ArgumentException">A person appears twice, or there are over <see cref="MatchingLimits.PeopleInOrgChartMax"/> people.</exception>
    public static OrgChart Build(IEnumerable<ReportingLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var sorted = lines.OrderBy(line => line.PersonId, StringComparer.Ordinal).ToArray();
        if (sorted.Length > MatchingLimits.PeopleInOrgChartMax)
            throw new ArgumentException("Too many people in the reporting tree.", nameof(lines));

        var indexes = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        foreach (var line in sorted)
            if (!indexes.TryAdd(line.PersonId, indexes.Count))
                throw new ArgumentException(
                    $"Person {line.PersonId} appears twice in the reporting tree.",
                    nameof(lines)
                );

        var forest = ReportingForest.Build(ManagersOf(sorted, indexes));
        return new OrgChart(indexes, forest, FaultsOf(sorted, indexes, forest));
    }

    /// <summary>Whether the person is known, as a person or as someone's manager.</summary>
    public bool Contains(string personId) => indexes.ContainsKey(personId);

    /// <summary>True when the two are one person, when one is above the other, or when both are in one cycle; false when either is unknown.</summary>
    public bool InSameChain(string personId, string otherId) =>
        indexes.TryGetValue(personId, out var person)
        && indexes.TryGetValue(otherId, out var other)
        && InSameChain(person, other);

    /// <summary>
    /// The lines of these people and of everybody they report through, by id: a chart of those answers the same about these people. A manager who is not in
    /// the data has a line too, without a manager; people who are not in the chart have none.
    /// </summary>
    public IReadOnlyList<ReportingLine> LinesThrough(IEnumerable<string> personIds)
    {
        ArgumentNullException.ThrowIfNull(personIds);
        var chain = new HashSet<int>();
        foreach (var id in personIds)
            for (
                var person = indexes.GetValueOrDefault(id, ReportingForest.None);
                person != ReportingForest.None && chain.Add(person);

            )
                person = managers[person];
        var ids = indexes
            .Where(entry => chain.Contains(entry.Value))
            .ToDictionary(entry => entry.Value, entry => entry.Key);
        return
        [
            .. ids.Select(entry => new ReportingLine(entry.Value, ids.GetValueOrDefault(managers[entry.Key])))
                .OrderBy(line => line.PersonId, StringComparer.Ordinal),
        ];
    }

    internal int IndexOf(string personId) => indexes[personId];

    internal bool InSameChain(int person, int other) =>
        enter[person] <= enter[other] ? enter[other] < exit[person] : enter[person] < exit[other];

    /// <summary>For each person where their interval starts and how long it is.</summary>
    internal (int[] Enters, int[] Sizes) IntervalsOf(IReadOnlyList<Compiling.Profile> people) =>
        (
            [.. people.Select(person => enter[person.OrgIndex])],
            [.. people.Select(person => exit[person.OrgIndex] - enter[person.OrgIndex])]
        );

    // A manager missing from the data becomes a top of the forest, so that the reports of an unknown manager are still known to be below that id.
    private static int[] ManagersOf(ReportingLine[] sorted, Dictionary<string, int> indexes)
    {
        var managers = new List<int>(sorted.Length);
        foreach (var line in sorted)
        {
            var manager = ReportingForest.None;
            if (line.ManagerId is { } managerId && !indexes.TryGetValue(managerId, out manager))
            {
                manager = indexes.Count;
                indexes.Add(managerId, manager);
            }
            managers.Add(manager);
        }
        while (managers.Count < indexes.Count)
            managers.Add(ReportingForest.None);
        return [.. managers];
    }

    private static List<OrgChartFault> FaultsOf(
        ReportingLine[] sorted,
        Dictionary<string, int> indexes,
        ReportingForest forest
    )
    {
        var faults = new List<OrgChartFault>();
        for (var person = 0; person < sorted.Length; person++)
        {
            var (id, managerId) = sorted[person];
            if (forest.CycleAbove[person] != ReportingForest.None)
            {
                var code = forest.IsInCycle[person] ? InCycle : BelowCycle;
                faults.Add(new OrgChartFault(code, id, sorted[forest.CycleAbove[person]].PersonId));
            }
            else if (managerId is not null && indexes[managerId] >= sorted.Length)
                faults.Add(new OrgChartFault(UnknownManager, id, managerId));
        }
        return faults;
    }
}
