using Binome.Matching.Criteria;

namespace Binome.Matching.Compiling;

/// <summary>The hard rules. A rule is a position in <see cref="HardRules.All"/>; None means the pair is allowed.</summary>
internal sealed class EligibilityRules
{
    internal const int None = -1;

    private const int SamePerson = 0;
    private const int ReportingLine = 1;
    private const int AlreadyPaired = 2;
    private const int Language = 3;
    private const int Capacity = 4;

    private readonly OrgChart orgChart;
    private readonly bool requiresCommonLanguage;
    private readonly Dictionary<string, HashSet<string>> mentorsByMentee = new(StringComparer.Ordinal);

    internal EligibilityRules(MatchingProblem problem)
    {
        orgChart = problem.OrgChart;
        requiresCommonLanguage = problem.Rules.RequiresCommonLanguage;
        foreach (var (mentorId, menteeId) in problem.AlreadyPaired)
        {
            if (!mentorsByMentee.TryGetValue(menteeId, out var mentors))
                mentorsByMentee.Add(menteeId, mentors = new HashSet<string>(StringComparer.Ordinal));
            mentors.Add(mentorId);
        }
    }

    /// <summary>The mentors a mentee must not get again; fetched once for a row of pairs.</summary>
    internal HashSet<string>? FormerMentorsOf(Seat mentee) => mentorsByMentee.GetValueOrDefault(mentee.Person.Id);

    internal int FirstBroken(Seat mentor, Seat mentee, HashSet<string>? formerMentors)
    {
        for (var rule = SamePerson; rule <= Capacity; rule++)
            if (Breaks(rule, mentor, mentee, formerMentors))
                return rule;
        return None;
    }

    internal IReadOnlyList<string> AllBroken(Seat mentor, Seat mentee)
    {
        var formerMentors = FormerMentorsOf(mentee);
        return [.. HardRules.All.Where((_, rule) => Breaks(rule, mentor, mentee, formerMentors))];
    }

    // Nobody is in a chain with themselves for this rule: that pair is same_person's alone.
    private bool Breaks(int rule, Seat mentor, Seat mentee, HashSet<string>? formerMentors)
    {
        var (one, other) = (mentor.Person, mentee.Person);
        return rule switch
        {
            SamePerson => ReferenceEquals(one, other),
            ReportingLine => !ReferenceEquals(one, other) && orgChart.InSameChain(one.OrgIndex, other.OrgIndex),
            AlreadyPaired => formerMentors is not null && formerMentors.Contains(one.Id),
            Language => requiresCommonLanguage && ShareNoLanguage(one, other),
            Capacity => mentor.Remaining == 0 || mentee.Remaining == 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown hard rule."),
        };
    }

    // Unknown languages forbid nothing: the data may simply not have been imported.
    private static bool ShareNoLanguage(Profile one, Profile other) =>
        one.Languages.Length > 0 && other.Languages.Length > 0 && Sets.SharedCount(one.Languages, other.Languages) == 0;
}
