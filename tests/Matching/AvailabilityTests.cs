namespace Binome.Matching.Tests;

public sealed class AvailabilityTests
{
    private static readonly DateOnly BetweenClockChanges = new(2026, 3, 20);

    [Theory]
    [InlineData("mon-am", "mon-am", 2_500, "4")]
    [InlineData("mon-am,mon-pm,tue-am,tue-pm,wed-am", "mon-am,mon-pm,tue-am,tue-pm,wed-am", 10_000, "20")]
    public void Availability_WhenSlotsAreShared_CountsHoursUpToEnough(
        string mentor,
        string mentee,
        int points,
        string hours
    )
    {
        var contribution = Contribution(mentor, null, mentee, null, Cohort.Winter);

        contribution.UnitPoints.ShouldBe(points);
        contribution.Reason.Parameters["hours"].ShouldBe(hours);
    }

    [Fact]
    public void Availability_WhenNothingIsShared_SaysSo()
    {
        var contribution = Contribution("mon-am", null, "mon-pm", null, Cohort.Winter);

        contribution.UnitPoints.ShouldBe(0);
        contribution.Reason.Code.ShouldBe(ReasonCodes.AvailabilityNone);
    }

    [Fact]
    public void Availability_WhenZonesDiffer_ComparesTheSameInstants() =>
        // 14–18 in Paris is 13–17 UTC; 9–13 in New York is 14–18 UTC.
        Hours("mon-pm", "Europe/Paris", "mon-am", "America/New_York", Cohort.Winter).ShouldBe("3");

    [Fact]
    public void Availability_WhenOnlyOneZoneChangedItsClock_FollowsTheDay() =>
        Hours("mon-pm", "Europe/Paris", "mon-am", "America/New_York", BetweenClockChanges).ShouldBe("4");

    [Fact]
    public void Availability_WhenOffsetsAreNotWholeHours_CountsQuarters() =>
        // 9–13 in Kathmandu (UTC+5:45) is 3:15–7:15 UTC; 14–18 in Auckland (UTC+13 in January) is 1–5 UTC.
        Hours("wed-am", "Asia/Kathmandu", "wed-pm", "Pacific/Auckland", Cohort.Winter).ShouldBe("1.75");

    [Fact]
    public void Availability_WhenADayStartsInTheWeekBefore_WrapsRound() =>
        // Monday 9–13 in Auckland is Sunday 20–24 UTC; Sunday 14–18 in New York is Sunday 19–23 UTC.
        Hours("mon-am", "Pacific/Auckland", "sun-pm", "America/New_York", Cohort.Winter).ShouldBe("3");

    [Fact]
    public void Availability_WhenAZoneIsUnknown_ComparesLocalTimes() =>
        Hours("mon-am", "Mars/Olympus", "mon-am", "America/New_York", Cohort.Winter).ShouldBe("4");

    [Fact]
    public void TryParse_WhenCodesAreKnown_RoundTrips()
    {
        HalfDayCodes.TryParse(["sun-pm", "MON-AM"], out var halfDays).ShouldBeTrue();

        halfDays.ShouldBe(HalfDays.MondayMorning | HalfDays.SundayAfternoon);
        HalfDayCodes.ToCodes(halfDays).ShouldBe(["mon-am", "sun-pm"]);
    }

    [Fact]
    public void TryParse_WhenACodeIsUnknown_SaysSoAndKeepsTheOthers()
    {
        HalfDayCodes.TryParse(["mon-am", "someday"], out var halfDays).ShouldBeFalse();

        halfDays.ShouldBe(HalfDays.MondayMorning);
    }

    private static string Hours(
        string mentorSlots,
        string? mentorZone,
        string menteeSlots,
        string? menteeZone,
        DateOnly day
    ) => Contribution(mentorSlots, mentorZone, menteeSlots, menteeZone, day).Reason.Parameters["hours"];

    private static CriterionContribution Contribution(
        string mentorSlots,
        string? mentorZone,
        string menteeSlots,
        string? menteeZone,
        DateOnly day
    )
    {
        var rules = Cohort.OnlyCriterion(CriterionCodes.Availability, CriterionDirection.Similar);
        var problem = Cohort.Of(
            [Available("mentor", mentorSlots, mentorZone)],
            [Available("mentee", menteeSlots, menteeZone)],
            rules
        );
        return new PairAssessor(problem with { AsOf = day })
            .Assess("mentor", "mentee")
            .Contributions.ShouldHaveSingleItem();
    }

    private static MatchingPerson Available(string id, string slots, string? zone)
    {
        HalfDayCodes.TryParse(slots.Split(','), out var halfDays).ShouldBeTrue();
        return Cohort.Person(id) with { Availability = halfDays, TimeZone = zone };
    }
}
