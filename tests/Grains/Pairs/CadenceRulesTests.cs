using Binome.Contracts.Programmes;
using Binome.Grains.Pairs;
using NodaTime;
using static Binome.Grains.Tests.Moments;

namespace Binome.Grains.Tests.Pairs;

public sealed class CadenceRulesTests
{
    [Theory]
    // Winter to winter.
    [InlineData("Europe/Paris", "2026-01-05T15:30Z", "2026-01-26T08:00Z", "2026-02-02T08:00Z")]
    // Clocks go forward on 29 March in Paris: nine in the morning comes an hour earlier in UTC.
    [InlineData("Europe/Paris", "2026-03-07T10:00Z", "2026-03-28T08:00Z", "2026-04-04T07:00Z")]
    // And back on 25 October.
    [InlineData("Europe/Paris", "2026-10-03T10:00Z", "2026-10-24T07:00Z", "2026-10-31T08:00Z")]
    // New York changes on 8 March and 1 November, three weeks and one week off Paris.
    [InlineData("America/New_York", "2026-02-14T10:00Z", "2026-03-07T14:00Z", "2026-03-14T13:00Z")]
    [InlineData("America/New_York", "2026-10-10T10:00Z", "2026-10-31T13:00Z", "2026-11-07T14:00Z")]
    // 29 February is a day like any other.
    [InlineData("Europe/Paris", "2028-02-08T10:00Z", "2028-02-29T08:00Z", "2028-03-07T08:00Z")]
    [InlineData("Europe/Paris", "2028-02-29T10:00Z", "2028-03-21T08:00Z", "2028-03-28T07:00Z")]
    // Late in the evening in UTC it is already the next day in Paris and still the same in New York.
    [InlineData("Europe/Paris", "2026-01-05T23:30Z", "2026-01-27T08:00Z", "2026-02-03T08:00Z")]
    [InlineData("America/New_York", "2026-01-06T03:00Z", "2026-01-26T14:00Z", "2026-02-02T14:00Z")]
    public void After_WhenASessionWasHeld_IsNineInTheMorningOfThePair(
        string zone,
        string heldAt,
        string dueAt,
        string overdueAt
    )
    {
        var window = CadenceRules.After(Plainly(zone), At(heldAt));

        (window.DueAt, window.OverdueAt).ShouldBe((At(dueAt), At(overdueAt)));
    }

    [Fact]
    public void First_WhenThePairBegins_TakesTheDaysOfTheFirstSession() =>
        CadenceRules
            .First(Plainly("Europe/Paris"), Start)
            .Next.ShouldBe(new WindowMark(MarkKind.Due, At("2026-01-12T08:00Z"), 0));

    [Property(MaxTest = 500)]
    public void After_AlwaysFallsOnNineInTheMorningSoManyDaysLater(uint minute, byte min, byte more, bool paris)
    {
        var zone = DateTimeZoneProviders.Tzdb[paris ? "Europe/Paris" : "America/New_York"];
        var heldAt = Start.AddMinutes(minute % (10 * 365 * 24 * 60));
        var cadence = new Cadence(1 + min, 1 + min + more, 7, 14);

        var window = CadenceRules.After(Plainly(zone.Id) with { Cadence = cadence }, heldAt);

        var heldOn = Instant.FromDateTimeOffset(heldAt).InZone(zone).Date;
        var due = Instant.FromDateTimeOffset(window.DueAt).InZone(zone).LocalDateTime;
        var overdue = Instant.FromDateTimeOffset(window.OverdueAt).InZone(zone).LocalDateTime;
        due.ShouldBe(heldOn.PlusDays(cadence.MinDays).At(new LocalTime(9, 0)));
        overdue.ShouldBe(heldOn.PlusDays(cadence.MaxDays).At(new LocalTime(9, 0)));
    }

    private static PairState Plainly(string zone) => new() { TimeZone = zone, Rhythm = PairSamples.Plain };
}
