using System.Globalization;
using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>
/// A signed gap g = mentor − mentee and a widest gap S. Similar: 1 − min(|g|, S) ÷ S; different: its mirror. Complementary: 1 − min(d, S) ÷ S, where d is
/// the distance from g to the target or, without target, from |g| to the ideal size.
/// </summary>
internal abstract class GapCriterion(CriterionSetting setting, int unit, int widest, int ideal) : Criterion(setting)
{
    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        var gap = GapOf(mentor, mentee);
        if (Direction != CriterionDirection.Complementary)
            return Mirror(Closeness(Math.Abs(gap)));
        return Closeness(
            Setting.TargetGap is { } target ? Math.Abs(gap - (target * unit)) : Math.Abs(Math.Abs(gap) - ideal)
        );
    }

    protected abstract int GapOf(Profile mentor, Profile mentee);

    private int Closeness(int distance) => Points.Ratio(widest - Math.Min(distance, widest), widest);
}

/// <summary>Levels 1 to 5: the widest gap is 4, the ideal size 2.</summary>
internal sealed class SeniorityGapCriterion(CriterionSetting setting) : GapCriterion(setting, 1, 4, 2)
{
    internal override MatchingReason Explain(Profile mentor, Profile mentee) =>
        Reasons.Of(ReasonCodes.SeniorityGap, ("gap", GapOf(mentor, mentee).ToString(CultureInfo.InvariantCulture)));

    protected override bool HasMentorData(Profile mentor) => mentor.SeniorityLevel is not null;

    protected override bool HasMenteeData(Profile mentee) => mentee.SeniorityLevel is not null;

    protected override int GapOf(Profile mentor, Profile mentee) =>
        mentor.SeniorityLevel.GetValueOrDefault() - mentee.SeniorityLevel.GetValueOrDefault();
}

/// <summary>Days between the hire dates, so the gap does not change as time passes: the widest is 20 years, the ideal size 8.</summary>
internal sealed class TenureGapCriterion(CriterionSetting setting)
    : GapCriterion(setting, DaysPerYear, 20 * DaysPerYear, 8 * DaysPerYear)
{
    private const int DaysPerYear = 365;

    internal override MatchingReason Explain(Profile mentor, Profile mentee) =>
        Reasons.Of(
            ReasonCodes.TenureGap,
            ("gap", (GapOf(mentor, mentee) / DaysPerYear).ToString(CultureInfo.InvariantCulture))
        );

    protected override bool HasMentorData(Profile mentor) => mentor.HireDay is not null;

    protected override bool HasMenteeData(Profile mentee) => mentee.HireDay is not null;

    protected override int GapOf(Profile mentor, Profile mentee) =>
        mentee.HireDay.GetValueOrDefault() - mentor.HireDay.GetValueOrDefault();
}
