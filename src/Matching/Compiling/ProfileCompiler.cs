namespace Binome.Matching.Compiling;

/// <summary>Turns people into profiles. People must come in id order: label numbers, and so the wording of reasons, follow from it.</summary>
internal sealed class ProfileCompiler(Vocabulary vocabulary, OrgChart orgChart, DateOnly asOf)
{
    private const int NoOffset = int.MinValue;

    private readonly Dictionary<string, TimeSpan?> offsets = new(StringComparer.Ordinal);

    internal Profile Compile(MatchingPerson person) =>
        new()
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
            WeekFacet =
            [
                (int)person.Availability,
                person.Availability != HalfDays.None && OffsetOf(person.TimeZone) is { } hours
                    ? (int)Math.Round(hours.TotalHours * WeekMask.QuartersPerHour)
                    : NoOffset,
            ],
            LocalWeek = person.Availability == HalfDays.None ? null : WeekMask.From(person.Availability, TimeSpan.Zero),
            UtcWeek =
                person.Availability != HalfDays.None && OffsetOf(person.TimeZone) is { } offset
                    ? WeekMask.From(person.Availability, offset)
                    : null,
        };

    // A skill listed twice counts once, at its higher level.
    private SkillSet CompileSkills(IReadOnlyList<SkillLevel> skills)
    {
        var highest = new SortedDictionary<int, int>();
        foreach (var (skill, level) in skills.OrderBy(skill => skill.Skill, StringComparer.Ordinal))
        {
            var number = vocabulary.Skills.NumberOf(skill);
            if (number != LabelIndex.Missing)
                highest[number] = Math.Max(level, highest.GetValueOrDefault(number));
        }
        return new SkillSet([.. highest.Keys], [.. highest.Values]);
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
