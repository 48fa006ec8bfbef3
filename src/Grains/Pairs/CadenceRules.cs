using Binome.Contracts.Programmes;
using NodaTime;

namespace Binome.Grains.Pairs;

/// <summary>Where a pair's next window lies: whole days in the pair's zone, at nine in the morning, also across a change of clocks.</summary>
internal static class CadenceRules
{
    private static readonly LocalTime MorningOfTheDay = new(9, 0);

    public static CadenceWindow First(Cadence cadence, string timeZone, DateTimeOffset startsAt) =>
        new(
            MorningAfter(startsAt, cadence.FirstMinDays, timeZone),
            MorningAfter(startsAt, cadence.FirstMaxDays, timeZone)
        );

    public static CadenceWindow After(Cadence cadence, string timeZone, DateTimeOffset heldAt) =>
        new(MorningAfter(heldAt, cadence.MinDays, timeZone), MorningAfter(heldAt, cadence.MaxDays, timeZone));

    /// <summary>The window after a pause: what had not been raised yet comes as many days later as the pause lasted, begun days counted.</summary>
    public static CadenceWindow Shifted(
        CadenceWindow window,
        string timeZone,
        DateTimeOffset pausedAt,
        DateTimeOffset resumedAt
    )
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var days = Period.DaysBetween(Day(pausedAt, zone), Day(resumedAt, zone));
        return window with
        {
            DueAt = window.DueRaised ? window.DueAt : MorningAfter(window.DueAt, days, timeZone),
            OverdueAt = window.OverdueRaised ? window.OverdueAt : MorningAfter(window.OverdueAt, days, timeZone),
        };
    }

    private static LocalDate Day(DateTimeOffset instant, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).Date;

    private static DateTimeOffset MorningAfter(DateTimeOffset from, int days, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var day = Day(from, zone).PlusDays(days);
        return day.At(MorningOfTheDay).InZoneLeniently(zone).ToInstant().ToDateTimeOffset();
    }
}
