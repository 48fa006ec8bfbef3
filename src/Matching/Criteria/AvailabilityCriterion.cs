using System.Globalization;
using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>
/// Hours of the week when both are free, in UTC when both time zones are known. Similar and complementary: min(hours, 16) ÷ 16, four common half-days
/// being choice enough for a session every three weeks. Different: the mirror.
/// </summary>
internal sealed class AvailabilityCriterion(CriterionSetting setting) : Criterion(setting)
{
    private const int EnoughQuarters = 4 * WeekMask.HoursPerHalfDay * WeekMask.QuartersPerHour;

    internal override int Fit(Profile mentor, Profile mentee)
    {
        if (!HasMentorData(mentor) || !HasMenteeData(mentee))
            return Missing;
        return PointsOfQuarters(WeekMask.SharedQuarters(mentor, mentee));
    }

    /// <summary>Points for so many common half-days in one time zone.</summary>
    internal int PointsOfHalfDays(int halfDays) =>
        PointsOfQuarters(halfDays * WeekMask.HoursPerHalfDay * WeekMask.QuartersPerHour);

    private int PointsOfQuarters(int quarters) =>
        Mirror(Points.Ratio(Math.Min(quarters, EnoughQuarters), EnoughQuarters));

    internal override MatchingReason Explain(Profile mentor, Profile mentee)
    {
        var quarters = WeekMask.SharedQuarters(mentor, mentee);
        if (quarters == 0)
            return Reasons.Of(ReasonCodes.AvailabilityNone);
        var hours = quarters / (decimal)WeekMask.QuartersPerHour;
        return Reasons.Of(
            ReasonCodes.AvailabilityShared,
            ("hours", hours.ToString("0.##", CultureInfo.InvariantCulture))
        );
    }

    // Half-days and offset say it all; the offset only where both have one.
    internal override int[] FacetOf(Profile person, MatchingSide side) => person.WeekFacet;

    protected override bool HasMentorData(Profile mentor) => mentor.LocalWeek is not null;

    protected override bool HasMenteeData(Profile mentee) => mentee.LocalWeek is not null;
}
