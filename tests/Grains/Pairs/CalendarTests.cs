using Binome.Contracts.Programmes;
using Binome.Grains.Pairs;
using NodaTime;
using static Binome.Grains.Tests.Moments;

namespace Binome.Grains.Tests.Pairs;

/// <summary>On which day and at which hour something falls due, beside a computation of its own that knows nothing of ours.</summary>
public sealed class CalendarTests
{
    private const int Years = 5;

    private static readonly ImmutableArray<Weekday> Worked = Rhythm.Default.WorkingDays;

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("Europe/London")]
    [InlineData("America/New_York")]
    [InlineData("America/St_Johns")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Asia/Tokyo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Australia/Sydney")]
    [InlineData("Pacific/Auckland")]
    public void AtOrAfter_OnEveryDayOfFiveYears_IsTheInstantOfAnIndependentComputation(string zone)
    {
        DateOnly[] holidays = [.. Enumerable.Range(2024, Years + 1).SelectMany(year => Off(year))];
        // One side begins late, the other sits in Paris and is busy in the afternoon.
        QuietHours[] quiet = [new("20:00", "09:20", zone), new("15:00", "16:30", "Europe/Paris")];
        var calendar = new PairCalendar(zone, Worked, [.. holidays], [.. quiet]);
        var first = new DateOnly(2024, 1, 1);
        var wrong = new List<string>();
        for (var day = first; day < first.AddYears(Years); day = day.AddDays(1))
        {
            var found = calendar.AtOrAfter(LocalDate.FromDateOnly(day));
            var expected = Expected(day, TimeZoneInfo.FindSystemTimeZoneById(zone), holidays, quiet);
            if (found != expected)
                wrong.Add($"{day}: {found:o} instead of {expected:o}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void AtOrAfter_WhenNobodyCouldEverBeReached_StaysOnItsDay()
    {
        var calendar = new PairCalendar("Europe/Paris", Worked, [], [new("08:00", "19:00", "Europe/Paris")]);

        calendar.AtOrAfter(new LocalDate(2026, 1, 6)).ShouldBe(At("2026-01-06T08:00Z"));
    }

    [Fact]
    public void AtOrAfter_WhenQuietHoursEnd_IsTheFirstQuarterThatDisturbsNobody()
    {
        var calendar = new PairCalendar("Europe/Paris", Worked, [], [new("20:00", "10:10", "Europe/Paris")]);

        calendar.AtOrAfter(new LocalDate(2026, 1, 6)).ShouldBe(At("2026-01-06T09:15Z"));
    }

    [Fact]
    public void AtOrBefore_OnASunday_IsTheFridayBefore() =>
        new PairCalendar("Europe/Paris", Worked, [], [])
            .AtOrBefore(new LocalDate(2026, 1, 11))
            .ShouldBe(At("2026-01-09T08:00Z"));

    private static IEnumerable<DateOnly> Off(int year) =>
        [new(year, 1, 1), new(year, 5, 1), new(year, 7, 14), new(year, 12, 25), new(year, 12, 26)];

    // By the framework's own zones, quarter by quarter.
    private static DateTimeOffset Expected(
        DateOnly from,
        TimeZoneInfo zone,
        DateOnly[] holidays,
        IEnumerable<QuietHours> quiet
    )
    {
        for (var day = from; ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(day))
                continue;
            for (var quarter = 36; quarter < 72; quarter++)
            {
                var local = day.ToDateTime(default).AddMinutes(15 * quarter);
                var utc = TimeZoneInfo.ConvertTimeToUtc(local, zone);
                if (!quiet.Any(hours => IsQuiet(hours, utc)))
                    return new DateTimeOffset(utc);
            }
        }
    }

    private static bool IsQuiet(QuietHours hours, DateTime utc)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
        var time = TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("HH:mm", null);
        var isAfter = string.CompareOrdinal(time, hours.From) >= 0;
        var isBefore = string.CompareOrdinal(time, hours.Until) < 0;
        return string.CompareOrdinal(hours.From, hours.Until) < 0 ? isAfter && isBefore : isAfter || isBefore;
    }
}
