using System.Globalization;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Instants, dates and shares as people read them, in the language of the page.</summary>
internal static class Moments
{
    private const string DatePattern = "d MMMM yyyy";

    public static string Text(this DateOnly date) => date.ToString(DatePattern, CultureInfo.CurrentCulture);

    /// <summary>The day on which it is, in a time zone.</summary>
    public static string Day(this DateTimeOffset instant, string timeZone) =>
        In(instant, timeZone).ToString(DatePattern, CultureInfo.CurrentCulture);

    /// <summary>The day of the week, the day and the hour, in a time zone.</summary>
    public static string LocalHour(this DateTimeOffset instant, string timeZone) =>
        In(instant, timeZone).ToString("dddd d MMMM, HH:mm", CultureInfo.CurrentCulture);

    /// <summary>In a form that machines read, as the fields of a form need it.</summary>
    public static string Local(this DateTimeOffset instant, string form, string timeZone) =>
        In(instant, timeZone).ToString(form, CultureInfo.InvariantCulture);

    /// <summary>With the hour, in UTC; a browser that can shows the reader's own.</summary>
    public static string Hour(this DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString($"{DatePattern}, HH:mm 'UTC'", CultureInfo.CurrentCulture);

    public static string Iso(this DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>0–1 as a whole percentage.</summary>
    public static string Percent(this double share) => Percentages.Of(share, CultureInfo.CurrentCulture);

    public static string Number(this int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static DateTimeOffset In(DateTimeOffset instant, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? TimeZoneInfo.ConvertTime(instant, zone)
            : instant.ToUniversalTime();
}
