using Binome.Contracts.Programmes;
using NodaTime;

namespace Binome.Grains.Pairs;

/// <summary>On which days and at which hours something may fall due for a pair.</summary>
/// <param name="TimeZone">The pair's zone: its days are counted in it.</param>
/// <param name="Holidays">Of the tenant.</param>
/// <param name="Quiet">Of both sides, each in a zone of its own.</param>
internal sealed record PairCalendar(
    string TimeZone,
    ImmutableArray<Weekday> WorkingDays,
    ImmutableArray<DateOnly> Holidays,
    ImmutableArray<QuietHours> Quiet
)
{
    /// <summary>How far a day is moved for days off; then it stays where it was, since nothing may be lost.</summary>
    private const int DaysMovedMax = 60;

    private static readonly Period Step = Period.FromMinutes(15);
    private static readonly LocalTime Morning = new(9, 0);
    private static readonly LocalTime Evening = new(18, 0);

    private DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>The day, or the next one on which people work, at the first hour from nine that disturbs neither side.</summary>
    public DateTimeOffset AtOrAfter(LocalDate day) => Find(day, 1);

    /// <summary>The same, or the last one before.</summary>
    public DateTimeOffset AtOrBefore(LocalDate day) => Find(day, -1);

    public LocalDate DayOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Zone).Date;

    private DateTimeOffset Find(LocalDate day, int direction)
    {
        for (var moved = 0; moved <= DaysMovedMax; moved++)
        {
            var candidate = day.PlusDays(moved * direction);
            if (IsWorked(candidate) && FirstHour(candidate) is { } found)
                return found;
        }
        return At(day, Morning);
    }

    private bool IsWorked(LocalDate day) =>
        WorkingDays.Contains((Weekday)((int)day.DayOfWeek - 1)) && !Holidays.Contains(day.ToDateOnly());

    private DateTimeOffset? FirstHour(LocalDate day)
    {
        for (var time = Morning; time < Evening; time += Step)
        {
            var instant = At(day, time);
            if (!Quiet.Any(quiet => Includes(quiet, instant)))
                return instant;
        }
        return null;
    }

    private DateTimeOffset At(LocalDate day, LocalTime time) =>
        day.At(time).InZoneLeniently(Zone).ToInstant().ToDateTimeOffset();

    private static bool Includes(QuietHours quiet, DateTimeOffset instant)
    {
        var zone = DateTimeZoneProviders.Tzdb[quiet.TimeZone];
        var time = Instant.FromDateTimeOffset(instant).InZone(zone).TimeOfDay.ToTimeOnly();
        // Also over midnight; the framework's own range is inclusive, then exclusive.
        return time.IsBetween(QuietHours.Hour(quiet.From)!.Value, QuietHours.Hour(quiet.Until)!.Value);
    }
}
