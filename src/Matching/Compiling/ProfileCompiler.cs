namespace Binome.Matching.Compiling;

/// <summary>Turns people into profiles. People must come in id order: label numbers, and so the wording of reasons, follow from it.</summary>
internal sealed class ProfileCompiler(Vocabulary vocabulary, OrgChart orgChart, DateOnly asOf)
{
    private const int NoOffset = int.MinValue;

    private static readonly SkillSet NoSkills = new([], []);

    private readonly Dictionary<(HalfDays, int), WeekMask> weeks = [];
    private readonly Dictionary<string, TimeSpan?> offsets = new(StringComparer.Ordinal);

    internal Profile Compile(MatchingPerson person)
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
            Languages = vocabulary.Languages.NumbersOf(person.Languages),
            SkillsOffered = CompileSkills(person.SkillsOffered),
            SkillsWanted = CompileSkills(person.SkillsWanted),
            SkillsRequired = CompileSkills(person.SkillsRequired),
            Themes = vocabulary.Themes.NumbersOf(person.Themes),
            Attributes =
            [
                .. vocabulary.AttributeNames.Select(
                    (name, index) => vocabulary.Attributes[index].NumberOf(person.Attributes.GetValueOrDefault(name))
                ),
            ],
            MentorIntentions = vocabulary.Intentions.NumbersOf(person.MentorIntentions),
            MenteeIntentions = vocabulary.Intentions.NumbersOf(person.MenteeIntentions),
            WeekFacet = [(int)person.Availability, shift ?? NoOffset],
            LocalWeek = person.Availability == HalfDays.None ? null : WeekOf(person.Availability, 0),
            UtcWeek = shift is { } quarters ? WeekOf(person.Availability, quarters) : null,
        };
    }

    // A skill listed twice counts once, at its higher level.
    private SkillSet CompileSkills(IReadOnlyList<SkillLevel> skills)
    {
        if (skills.Count == 0)
            return NoSkills;
        SkillLevel[] sorted = [.. skills];
        Array.Sort(sorted, (one, other) => string.CompareOrdinal(one.Skill, other.Skill));
        var (numbers, levels) = (new int[sorted.Length], new int[sorted.Length]);
        for (var at = 0; at < sorted.Length; at++)
            (numbers[at], levels[at]) = (vocabulary.Skills.NumberOf(sorted[at].Skill), sorted[at].Level);
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
        return new SkillSet(numbers[..count], levels[..count]);
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
}
