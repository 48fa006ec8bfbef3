namespace Binome.Matching.Compiling;

/// <summary>Turns people into profiles. People must come in id order: label numbers, and so the wording of reasons, follow from it.</summary>
internal sealed class ProfileCompiler(Vocabulary vocabulary, OrgChart orgChart, DateOnly asOf)
{
    private const int NoOffset = int.MinValue;

    private static readonly SkillSet NoSkills = new([], []);

    private readonly Dictionary<(HalfDays, int), WeekMask> weeks = [];
    private readonly Dictionary<string, TimeSpan?> offsets = new(StringComparer.Ordinal);

    /// <summary>Skills are half of the work and have numbers of their own, so another thread reads them beside the lists of labels.</summary>
    internal IEnumerable<Profile> Compile(MatchingPerson[] people)
    {
        var (skills, lists) = (new PersonSkills[people.Length], new PersonLists[people.Length]);
        Parallel.Invoke(
            () =>
            {
                for (var at = 0; at < people.Length; at++)
                    skills[at] = SkillsOf(people[at]);
            },
            () =>
            {
                for (var at = 0; at < people.Length; at++)
                    lists[at] = ListsOf(people[at]);
            }
        );
        return people.Select((person, at) => Compile(person, skills[at], lists[at]));
    }

    internal Profile Compile(MatchingPerson person) => Compile(person, SkillsOf(person), ListsOf(person));

    private Profile Compile(MatchingPerson person, PersonSkills skills, PersonLists lists)
    {
        int? shift =
            person.Availability != HalfDays.None && OffsetOf(person.TimeZone) is { } offset
                ? (int)Math.Round(offset.TotalHours * WeekMask.QuartersPerHour)
                : null;
        return new()
        {
            Id = person.Id,
            OrgIndex = orgChart.IndexOf(person.Id),
            Subsidiary = vocabulary.Subsidiaries.NumberOf(person.Subsidiary),
            Team = vocabulary.Teams.NumberOf(person.Team),
            Site = vocabulary.Sites.NumberOf(person.Site),
            Country = vocabulary.Countries.NumberOf(person.Country),
            JobFamily = vocabulary.JobFamilies.NumberOf(person.JobFamily),
            CommunicationStyle = vocabulary.CommunicationStyles.NumberOf(person.CommunicationStyle),
            LearnerProfile = person.LearnerProfile is { } profile ? (int)profile : LabelIndex.Missing,
            SeniorityLevel = person.SeniorityLevel,
            HireDay = person.HireDate?.DayNumber,
            Languages = lists.Languages,
            SkillsOffered = skills.Offered,
            SkillsWanted = skills.Wanted,
            SkillsRequired = skills.Required,
            Themes = lists.Themes,
            Attributes = AttributesOf(person),
            MentorIntentions = lists.MentorIntentions,
            MenteeIntentions = lists.MenteeIntentions,
            WeekFacet = [(int)person.Availability, shift ?? NoOffset],
            LocalWeek = person.Availability == HalfDays.None ? null : WeekOf(person.Availability, 0),
            UtcWeek = shift is { } quarters ? WeekOf(person.Availability, quarters) : null,
        };
    }

    private PersonSkills SkillsOf(MatchingPerson person) =>
        new(
            CompileSkills(person.SkillsOffered),
            CompileSkills(person.SkillsWanted),
            CompileSkills(person.SkillsRequired)
        );

    private PersonLists ListsOf(MatchingPerson person) =>
        new(
            vocabulary.Languages.NumbersOf(person.Languages),
            vocabulary.Themes.NumbersOf(person.Themes),
            vocabulary.Intentions.NumbersOf(person.MentorIntentions),
            vocabulary.Intentions.NumbersOf(person.MenteeIntentions)
        );

    private int[] AttributesOf(MatchingPerson person)
    {
        if (vocabulary.AttributeNames.Count == 0)
            return [];
        var values = new int[vocabulary.AttributeNames.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = vocabulary
                .Attributes[at]
                .NumberOf(person.Attributes.GetValueOrDefault(vocabulary.AttributeNames[at]));
        return values;
    }

    // A skill listed twice counts once, at its higher level.
    private SkillSet CompileSkills(IReadOnlyList<SkillLevel> skills)
    {
        if (skills.Count == 0)
            return NoSkills;
        var numbers = vocabulary.Skills.NumbersOf(skills, skill => skill.Skill);
        var levels = new int[numbers.Length];
        for (var at = 0; at < levels.Length; at++)
            levels[at] = skills[at].Level;
        Array.Sort(numbers, levels);
        var count = 0;
        for (var at = 0; at < numbers.Length; at++)
        {
            if (numbers[at] == LabelIndex.Missing)
                continue;
            if (count > 0 && numbers[count - 1] == numbers[at])
                levels[count - 1] = Math.Max(levels[count - 1], levels[at]);
            else
                (numbers[count], levels[count++]) = (numbers[at], levels[at]);
        }
        return count == numbers.Length
            ? new SkillSet(numbers, levels)
            : new SkillSet(numbers[..count], levels[..count]);
    }

    private WeekMask WeekOf(HalfDays halfDays, int shift)
    {
        if (!weeks.TryGetValue((halfDays, shift), out var week))
            weeks.Add((halfDays, shift), week = WeekMask.From(halfDays, shift));
        return week;
    }

    // An id this machine does not know is treated like no time zone: bad data must not stop a cohort.
    private TimeSpan? OffsetOf(string? timeZone)
    {
        if (string.IsNullOrWhiteSpace(timeZone))
            return null;
        if (offsets.TryGetValue(timeZone, out var known))
            return known;
        TimeSpan? offset = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone.Trim(), out var zone)
            ? zone.GetUtcOffset(asOf.ToDateTime(new TimeOnly(12, 0)))
            : null;
        offsets.Add(timeZone, offset);
        return offset;
    }

    private readonly record struct PersonSkills(SkillSet Offered, SkillSet Wanted, SkillSet Required);

    private readonly record struct PersonLists(
        int[] Languages,
        int[] Themes,
        int[] MentorIntentions,
        int[] MenteeIntentions
    );
}
