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
        return PointsOfGap(GapOf(mentor, mentee));
    }

    internal int PointsOfGap(int gap) => Mirror(Closeness(Math.Abs(Math.Abs(gap - Centre) - Ideal)));

    // Far from every gap there is, yet harmless in sums.
    internal const int NoMeasure = int.MinValue / 4;

    /// <summary>Where the ideal gap lies: points fall with ||gap − Centre| − Ideal|, to zero at Widest.</summary>
    internal int Centre =>
        Direction == CriterionDirection.Complementary && Setting.TargetGap is { } target ? target * unit : 0;

    /// <summary>The ideal size around the centre.</summary>
    internal int Ideal => Direction == CriterionDirection.Complementary && Setting.TargetGap is null ? ideal : 0;
    internal int Widest => widest;

    internal override int[] FacetOf(Profile person, MatchingSide side) => [MeasureOf(person) ?? NoMeasure];

    /// <summary>What the gap is taken of, so that gap = mentor's − mentee's; null without data.</summary>
    internal abstract int? MeasureOf(Profile person);

    protected abstract int GapOf(Profile mentor, Profile mentee);

    private int Closeness(int distance) => Points.Ratio(widest - Math.Min(distance, widest), widest);
}

/// <summary>Levels 1 to 5: the widest gap is 4, the ideal size 2.</summary>
internal sealed class SeniorityGapCriterion(CriterionSetting setting) : GapCriterion(setting, 1, 4, 2)
{
    internal override MatchingReason Explain(Profile mentor, Profile mentee) =>
        Reasons.Of(ReasonCodes.SeniorityGap, ("gap", GapOf(mentor, mentee).ToString(CultureInfo.InvariantCulture)));

    internal override int? MeasureOf(Profile person) => person.SeniorityLevel;

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

    // Earlier days mean longer tenure.
    internal override int? MeasureOf(Profile person) => -person.HireDay;

    protected override bool HasMentorData(Profile mentor) => mentor.HireDay is not null;

    protected override bool HasMenteeData(Profile mentee) => mentee.HireDay is not null;

    protected override int GapOf(Profile mentor, Profile mentee) =>
        mentee.HireDay.GetValueOrDefault() - mentor.HireDay.GetValueOrDefault();
}
