using Binome.Contracts.Programmes;
using Binome.WebApi.Sessions;

namespace Binome.Api.Tests.Sessions;

/// <summary>When two people can meet, wherever each of them lives.</summary>
public sealed class SlotFinderTests
{
    private static readonly DateTimeOffset Monday = At("2026-01-05T00:00Z");

    private static readonly SlotPerson Paris = new("Europe/Paris", [], null);

    private static readonly SlotSearch Plain = new(
        "Europe/Paris",
        [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday],
        [],
        [Paris, Paris],
        []
    );

    [Fact]
    public void Find_WithoutWishes_ProposesEachHalfDay_NeverOnAWeekend()
    {
        var slots = SlotFinder.Find(Plain, At("2026-01-08T00:00Z"), 60);

        slots.Length.ShouldBe(SlotFinder.SlotsMax);
        slots
            .Take(5)
            .ShouldBe([
                At("2026-01-08T08:00Z"),
                At("2026-01-08T13:00Z"),
                At("2026-01-09T08:00Z"),
                At("2026-01-09T13:00Z"),
                At("2026-01-12T08:00Z"),
            ]);
    }

    [Fact]
    public void Find_AcrossTimeZones_KeepsToTheHalfDaysOfBoth()
    {
        // Nine to one in New York is three to seven in Paris, of which two to six is an afternoon.
        var search = Plain with
        {
            People = [Paris, new SlotPerson("America/New_York", ["tue-am"], null)],
        };

        SlotFinder.Find(search, Monday, 60).First().ShouldBe(At("2026-01-06T14:00Z"));
        SlotFinder.Find(search, Monday, 240).ShouldBeEmpty();
    }

    [Fact]
    public void Find_KeepsOutOfQuietHoursHolidaysAndPlannedSessions()
    {
        var search = Plain with
        {
            Holidays = [new DateOnly(2026, 1, 5)],
            People = [Paris, Paris with { Quiet = new QuietHours("17:00", "10:00", "Europe/Paris") }],
            Taken = [(At("2026-01-06T09:00Z"), At("2026-01-06T10:00Z"))],
        };

        SlotFinder.Find(search, Monday, 60).Take(2).ShouldBe([At("2026-01-06T10:00Z"), At("2026-01-06T13:00Z")]);
    }

    [Theory]
    [InlineData("2026-03-27T00:00Z", "2026-03-27T08:00Z", "2026-03-30T07:00Z")]
    [InlineData("2026-10-23T00:00Z", "2026-10-23T07:00Z", "2026-10-26T08:00Z")]
    public void Find_AcrossAClockChange_StaysAtNine(string from, string before, string after)
    {
        var slots = SlotFinder.Find(Plain, At(from), 60);
        (slots[0], slots[2]).ShouldBe((At(before), At(after)));
    }

    [Fact]
    public void Find_WhenNothingFits_ProposesNothing() =>
        SlotFinder
            .Find(Plain with { People = [Paris, new SlotPerson("Pacific/Auckland", [], null)] }, Monday, 60)
            .ShouldBeEmpty();

    private static DateTimeOffset At(string iso) =>
        DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);
}
