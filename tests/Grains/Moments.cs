using System.Globalization;

namespace Binome.Grains.Tests;

internal static class Moments
{
    /// <summary>A Monday in winter, 09:00 in Paris.</summary>
    public static readonly DateTimeOffset Start = At("2026-01-05T08:00Z");

    public static DateTimeOffset At(string iso) =>
        DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateTimeOffset Day(int days) => Start.AddDays(days);
}
