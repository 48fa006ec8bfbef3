using Binome.Matching.Criteria;

namespace Binome.Matching.Compiling;

/// <summary>
/// The hard rules, one pair at a time. A rule is a position in <see cref="HardRules.All"/>; None means the pair is allowed. What is not known of a person
/// forbids nothing (the data may simply not have been imported), but for required skills, which must be offered.
/// </summary>
internal sealed class EligibilityRules
{
    internal const int None = -1;

    internal const int SamePerson = 0;
    internal const int ReportingLine = 1;
    internal const int AlreadyPaired = 2;
    internal const int Excluded = 3;
    internal const int SameTeam = 4;
    internal const int SameSubsidiary = 5;
    internal const int Language = 6;
    internal const int Availability = 7;
    internal const int RequiredSkills = 8;
    internal const int Capacity = 9;

    private readonly Seat[] mentors;
    private readonly Seat[] mentees;
    private readonly OrgChart orgChart;
    private readonly MatchingRules rules;

    internal EligibilityRules(
        MatchingProblem problem,
        (Seat[] Seats, Dictionary<string, int> ById) mentors,
        (Seat[] Seats, Dictionary<string, int> ById) mentees
    )
    {
        (this.mentors, this.mentees) = (mentors.Seats, mentees.Seats);
        orgChart = problem.OrgChart;
        rules = problem.Rules;
        Former = CoupleSet.Of(problem.AlreadyPaired, mentors.ById, mentees.ById);
        var eitherWay = problem.Excluded.Concat(
            problem.Excluded.Select(pair => new PairKey(pair.MenteeId, pair.MentorId))
        );
        Banned = CoupleSet.Of(eitherWay, mentors.ById, mentees.ById);
    }

    /// <summary>Couples that are or were paired.</summary>
    internal CoupleSet Former { get; }

    /// <summary>Couples somebody excluded.</summary>
    internal CoupleSet Banned { get; }

    internal int FirstBroken(int mentor, int mentee)
    {
        for (var rule = SamePerson; rule <= Capacity; rule++)
            if (Breaks(rule, mentor, mentee))
                return rule;
        return None;
    }

    internal IReadOnlyList<string> AllBroken(int mentor, int mentee) =>
        [.. HardRules.All.Where((_, rule) => Breaks(rule, mentor, mentee))];

    // Nobody is in a chain with themselves for this rule: that pair is same_person's alone.
    private bool Breaks(int rule, int mentor, int mentee)
    {
        var (one, other) = (mentors[mentor].Person, mentees[mentee].Person);
        return rule switch
        {
            SamePerson => ReferenceEquals(one, other),
            ReportingLine => rules.ForbidsReportingLine
                && !ReferenceEquals(one, other)
                && orgChart.InSameChain(one.OrgIndex, other.OrgIndex),
            AlreadyPaired => Former.Contains(mentor, mentee),
            Excluded => Banned.Contains(mentor, mentee),
            Capacity => mentors[mentor].Remaining == 0 || mentees[mentee].Remaining == 0,
            _ => Breaks(rule, one, other),
        };
    }

    /// <summary>The rules that follow from what is known of the two people alone.</summary>
    internal bool Breaks(int rule, Profile mentor, Profile mentee) =>
        rule switch
        {
            SameTeam => rules.ForbidsSameTeam && mentor.Team != LabelIndex.Missing && mentor.Team == mentee.Team,
            SameSubsidiary => rules.RequiresOtherSubsidiary
                && mentor.Subsidiary != LabelIndex.Missing
                && mentor.Subsidiary == mentee.Subsidiary,
            Language => rules.RequiresCommonLanguage && ShareNoLanguage(mentor, mentee),
            Availability => rules.MinimumSharedHours > 0
                && mentor.LocalWeek is not null
                && mentee.LocalWeek is not null
                && WeekMask.SharedQuarters(mentor, mentee) < rules.MinimumSharedHours * WeekMask.QuartersPerHour,
            RequiredSkills => rules.ChecksRequiredSkills && Lacks(mentor.SkillsOffered, mentee.SkillsRequired),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule about two profiles."),
        };

    /// <summary>Whether a rule about profiles can forbid anything at all.</summary>
    internal bool IsOn(int rule) =>
        rule switch
        {
            SameTeam => rules.ForbidsSameTeam,
            SameSubsidiary => rules.RequiresOtherSubsidiary,
            Language => rules.RequiresCommonLanguage,
            Availability => rules.MinimumSharedHours > 0,
            RequiredSkills => rules.ChecksRequiredSkills && mentees.Any(seat => !seat.Person.SkillsRequired.IsEmpty),
            _ => true,
        };

    /// <summary>All that such a rule reads of a person on one side.</summary>
    internal static int[] FacetOf(int rule, Profile person, MatchingSide side) =>
        rule switch
        {
            SameTeam => [person.Team],
            SameSubsidiary => [person.Subsidiary],
            Language => person.Languages,
            Availability => person.WeekFacet,
            RequiredSkills when side == MatchingSide.Mentor =>
            [
                .. person.SkillsOffered.Skills,
                .. person.SkillsOffered.Levels,
            ],
            RequiredSkills => [.. person.SkillsRequired.Skills, .. person.SkillsRequired.Levels],
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule about two profiles."),
        };

    private static bool ShareNoLanguage(Profile one, Profile other) =>
        one.Languages.Length > 0 && other.Languages.Length > 0 && Sets.SharedCount(one.Languages, other.Languages) == 0;

    private static bool Lacks(SkillSet offered, SkillSet required)
    {
        for (var need = 0; need < required.Skills.Length; need++)
        {
            var offer = Array.BinarySearch(offered.Skills, required.Skills[need]);
            if (offer < 0 || offered.Levels[offer] < required.Levels[need])
                return true;
        }
        return false;
    }
}
