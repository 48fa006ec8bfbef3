using System.Globalization;
using NodaTime;

namespace Binome.Grains.Mail;

/// <summary>Instants as mails say them.</summary>
internal static class MailMoments
{
    /// <summary>The day and hour where the reader lives, with the name of the zone.</summary>
    public static string InWords(DateTimeOffset at, string zone, string language)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();
        var (culture, form) =
            language == "fr" ? ("fr-FR", "dddd d MMMM yyyy 'à' HH:mm") : ("en-GB", "dddd d MMMM yyyy 'at' HH:mm");
        return $"{local.ToString(form, CultureInfo.GetCultureInfo(culture))} ({zone})";
    }

    /// <summary>For machines.</summary>
    public static string Exactly(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
