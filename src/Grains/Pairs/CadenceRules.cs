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

    private static DateTimeOffset MorningAfter(DateTimeOffset from, int days, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var day = Instant.FromDateTimeOffset(from).InZone(zone).Date.PlusDays(days);
        return day.At(MorningOfTheDay).InZoneLeniently(zone).ToInstant().ToDateTimeOffset();
    }
}
