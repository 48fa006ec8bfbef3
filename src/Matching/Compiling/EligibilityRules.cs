using Binome.Matching.Criteria;

namespace Binome.Matching.Compiling;

/// <summary>The hard rules. A rule is a position in <see cref="HardRules.All"/>; None means the pair is allowed.</summary>
internal sealed class EligibilityRules
{
    internal const int None = -1;

    internal const int SamePerson = 0;
    internal const int ReportingLine = 1;
    internal const int AlreadyPaired = 2;
    internal const int Excluded = 3;
    internal const int Language = 4;
    internal const int Capacity = 5;

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
            ReportingLine => !ReferenceEquals(one, other) && orgChart.InSameChain(one.OrgIndex, other.OrgIndex),
            AlreadyPaired => Former.Contains(mentor, mentee),
            Excluded => Banned.Contains(mentor, mentee),
            Language => rules.RequiresCommonLanguage && ShareNoLanguage(one, other),
            Capacity => mentors[mentor].Remaining == 0 || mentees[mentee].Remaining == 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown hard rule."),
        };
    }

    // Unknown languages forbid nothing: the data may simply not have been imported.
    private static bool ShareNoLanguage(Profile one, Profile other) =>
        one.Languages.Length > 0 && other.Languages.Length > 0 && Sets.SharedCount(one.Languages, other.Languages) == 0;
}
