namespace Binome.Matching;

/// <summary>Why a problem cannot be solved as it stands.</summary>
/// <param name="Code">One of <see cref="ProblemFaults"/>' codes.</param>
/// <param name="Subject">The person id or criterion code concerned; empty when it is the whole problem.</param>
public sealed record ProblemFault(string Code, string Subject);

/// <summary>Checks a problem before it is solved; the solver refuses a problem with faults.</summary>
public static class ProblemFaults
{
    /// <summary>A side has over <see cref="MatchingLimits.PeoplePerSideMax"/> people, or the problem over twice as many.</summary>
    public const string TooManyPeople = "too_many_people";

    /// <summary>Over <see cref="MatchingLimits.AlreadyPairedMax"/> couples are or were paired, or as many are excluded.</summary>
    public const string TooManyAlreadyPaired = "too_many_already_paired";

    /// <summary>Two people, or two seats entries of one side, with one id.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A seat whose person is not in the problem.</summary>
    public const string UnknownPerson = "unknown_person";

    /// <summary>A person with a seat who is not in the reporting tree: the hard rule could not be checked.</summary>
    public const string NotInOrgChart = "not_in_org_chart";

    /// <summary>Remaining seats outside 0 to <see cref="MatchingLimits.CapacityMax"/>.</summary>
    public const string CapacityOutOfRange = "capacity_out_of_range";

    /// <summary>A priority outside 0 to <see cref="MatchingLimits.PriorityMax"/>.</summary>
    public const string PriorityOutOfRange = "priority_out_of_range";

    /// <summary>A locked pair of someone without a place on that side, given twice, or more of them than seats; the subject is the person.</summary>
    public const string LockInvalid = "lock_invalid";

    /// <summary>A level outside 1 to 5, or a learner profile outside the four.</summary>
    public const string LevelOutOfRange = "level_out_of_range";

    /// <summary>More skills or labels on one person, or (no subject) more distinct intentions in the problem, than the limits allow.</summary>
    public const string TooManyLabels = "too_many_labels";

    /// <summary>An unknown criterion, one given twice, one with a weight, direction or target out of range, or too many of them.</summary>
    public const string CriterionInvalid = "criterion_invalid";

    /// <summary>No criterion with a weight and a direction.</summary>
    public const string NoCriterion = "no_criterion";

    /// <summary>Minimum common hours outside 0 to <see cref="MatchingLimits.SharedHoursMax"/>.</summary>
    public const string SharedHoursOutOfRange = "shared_hours_out_of_range";

    /// <summary>A minimum score outside 0 to 10,000.</summary>
    public const string MinimumScoreOutOfRange = "minimum_score_out_of_range";

    /// <summary>An affinity without labels, given twice, outside 0 to 10,000, or a table over its limit.</summary>
    public const string AffinityInvalid = "affinity_invalid";

    private const int SeniorityTargetMax = MatchingLimits.LevelMax - 1;
    private const int TenureTargetMax = 40;

    /// <summary>All faults of a problem, in a stable order; empty when it can be solved.</summary>
    public static IReadOnlyList<ProblemFault> Find(MatchingProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var people = new Dictionary<string, MatchingPerson>(StringComparer.Ordinal);
        var faults = new List<ProblemFault>();
        foreach (var person in problem.People)
            if (!people.TryAdd(person.Id, person))
                faults.Add(new(Duplicate, person.Id));
        var (ofMentors, ofMentees, intentions) = (Array.Empty<ProblemFault>(), Array.Empty<ProblemFault>(), 0);
        Parallel.Invoke(
            () => ofMentors = [.. OfSide(problem.Mentors, people, problem.OrgChart)],
            () => ofMentees = [.. OfSide(problem.Mentees, people, problem.OrgChart)],
            () => intentions = CountIntentions(problem)
        );
        faults.AddRange(ofMentors);
        faults.AddRange(ofMentees);
        faults.AddRange(OfLocks(problem.Mentors, problem.Locked, pair => pair.MentorId));
        faults.AddRange(OfLocks(problem.Mentees, problem.Locked, pair => pair.MenteeId));
        faults.AddRange(OfRules(problem.Rules));
        if (problem.People.Count > 2 * MatchingLimits.PeoplePerSideMax)
            faults.Add(new(TooManyPeople, ""));
        if (Math.Max(problem.AlreadyPaired.Count, problem.Excluded.Count) > MatchingLimits.AlreadyPairedMax)
            faults.Add(new(TooManyAlreadyPaired, ""));
        if (intentions > MatchingLimits.IntentionLabelsMax)
            faults.Add(new(TooManyLabels, ""));
        return
        [
            .. faults
                .Distinct()
                .OrderBy(fault => fault.Code, StringComparer.Ordinal)
                .ThenBy(fault => fault.Subject, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ProblemFault> OfSide(
        IReadOnlyList<Seats> side,
        Dictionary<string, MatchingPerson> people,
        OrgChart orgChart
    )
    {
        if (side.Count > MatchingLimits.PeoplePerSideMax)
            yield return new(TooManyPeople, "");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, remaining, priority) in side)
        {
            if (priority is < 0 or > MatchingLimits.PriorityMax)
                yield return new(PriorityOutOfRange, id);
            if (!seen.Add(id))
                yield return new(Duplicate, id);
            if (remaining is < 0 or > MatchingLimits.CapacityMax)
                yield return new(CapacityOutOfRange, id);
            if (!orgChart.Contains(id))
                yield return new(NotInOrgChart, id);
            if (!people.TryGetValue(id, out var person))
                yield return new(UnknownPerson, id);
            else
                foreach (var fault in OfPerson(person))
                    yield return fault;
        }
    }

    private static IEnumerable<ProblemFault> OfLocks(
        IReadOnlyList<Seats> side,
        IReadOnlyList<PairKey> locked,
        Func<PairKey, string> personOf
    )
    {
        var seats = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, remaining, _) in side)
            seats[id] = remaining;
        return locked
            .GroupBy(personOf, StringComparer.Ordinal)
            .Where(pairs =>
                seats.GetValueOrDefault(pairs.Key) < pairs.Count() || pairs.Distinct().Count() < pairs.Count()
            )
            .Select(pairs => new ProblemFault(LockInvalid, pairs.Key));
    }

    internal static IEnumerable<ProblemFault> OfPerson(MatchingPerson person)
    {
        if (!HaveLevels(person.SkillsOffered) || !HaveLevels(person.SkillsWanted) || !HaveLevels(person.SkillsRequired))
            yield return new(LevelOutOfRange, person.Id);
        if (person.SeniorityLevel is { } level && !IsLevel(level))
            yield return new(LevelOutOfRange, person.Id);
        if (person.LearnerProfile is < LearnerProfile.Activist or > LearnerProfile.Pragmatist)
            yield return new(LevelOutOfRange, person.Id);
        var skills = Math.Max(person.SkillsOffered.Count, person.SkillsWanted.Count);
        if (Math.Max(skills, person.SkillsRequired.Count) > MatchingLimits.SkillsPerPersonMax)
            yield return new(TooManyLabels, person.Id);
        var intentions = Math.Max(person.MentorIntentions.Count, person.MenteeIntentions.Count);
        var labels = Math.Max(person.Languages.Count, person.Themes.Count);
        if (Math.Max(intentions, labels) > MatchingLimits.LabelsPerPersonMax)
            yield return new(TooManyLabels, person.Id);
    }

    private static bool HaveLevels(IReadOnlyList<SkillLevel> skills)
    {
        for (var at = 0; at < skills.Count; at++)
            if (!IsLevel(skills[at].Level))
                return false;
        return true;
    }

    private static IEnumerable<ProblemFault> OfRules(MatchingRules rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in rules.Criteria)
            if (!seen.Add(setting.Code) || !IsValid(setting))
                yield return new(CriterionInvalid, setting.Code);
        if (rules.Criteria.Count > MatchingLimits.CriteriaMax)
            yield return new(CriterionInvalid, "");
        if (rules.MinimumSharedHours is < 0 or > MatchingLimits.SharedHoursMax)
            yield return new(SharedHoursOutOfRange, "");
        if (!rules.Criteria.Any(setting => setting.Counts))
            yield return new(NoCriterion, "");
        if (rules.MinimumScorePoints is < 0 or > Points.Scale)
            yield return new(MinimumScoreOutOfRange, "");
        if (!AreValid(rules.IntentionAffinities))
            yield return new(AffinityInvalid, "");
    }

    private static int CountIntentions(MatchingProblem problem)
    {
        var distinct = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var person in problem.People)
        {
            foreach (var intention in person.MentorIntentions)
                distinct.Add(intention.Trim());
            foreach (var intention in person.MenteeIntentions)
                distinct.Add(intention.Trim());
        }
        foreach (var cell in problem.Rules.IntentionAffinities)
        {
            distinct.Add(cell.MentorIntention.Trim());
            distinct.Add(cell.MenteeIntention.Trim());
        }
        return distinct.Count;
    }

    private static bool IsLevel(int level) => level is >= 1 and <= MatchingLimits.LevelMax;

    /// <summary>Whether weight, direction and target of a criterion are in range.</summary>
    public static bool IsValid(CriterionSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var targetMax = setting.Code switch
        {
            CriterionCodes.SeniorityGap => SeniorityTargetMax,
            CriterionCodes.TenureGap => TenureTargetMax,
            _ => 0,
        };
        return CriterionCodes.IsKnown(setting.Code)
            && setting.Weight is >= 0 and <= MatchingLimits.WeightMax
            && Enum.IsDefined(setting.Direction)
            && Math.Abs((long)(setting.TargetGap ?? 0)) <= targetMax;
    }

    private static bool AreValid(IReadOnlyList<IntentionAffinity> affinities)
    {
        if (affinities.Count > MatchingLimits.IntentionAffinitiesMax)
            return false;
        var labels = affinities.Select(cell => (Normal(cell.MentorIntention), Normal(cell.MenteeIntention))).ToArray();
        return labels.Distinct().Count() == labels.Length
            && labels.All(couple => couple.Item1.Length > 0 && couple.Item2.Length > 0)
            && affinities.All(cell => cell.Points is >= 0 and <= Points.Scale);
    }

    private static string Normal(string label) => label.Trim().ToUpperInvariant();
}
