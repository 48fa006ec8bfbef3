using System.Globalization;
using System.Text;

namespace Binome.WebApi.Calendar;

/// <summary>A session or workshop as a calendar shows it.</summary>
/// <param name="Uid">The same for one of them for good.</param>
/// <param name="Sequence">Grows with every change, so that a later one wins whatever the order of arrival.</param>
/// <param name="Organizer">An e-mail address; null in a feed, which invites nobody.</param>
/// <param name="Attendee">As organizer.</param>
internal sealed record CalendarEntry(
    string Uid,
    int Sequence,
    DateTimeOffset ChangedAt,
    DateTimeOffset StartsAt,
    int Minutes,
    string Summary,
    string Link,
    bool IsCancelled
)
{
    public string? Organizer { get; init; }
    public string? Attendee { get; init; }

    /// <summary>Null or empty where a session is, which its people know.</summary>
    public string? Location { get; init; }
}

/// <summary>Writes calendars as RFC 5545 has them: CRLF, folded at 75 octets, texts escaped, instants in UTC.</summary>
internal static class CalendarText
{
    private const int LineOctetsMax = 75;

    /// <param name="method">REQUEST or CANCEL in a mail; PUBLISH in a feed.</param>
    public static string Write(string method, string name, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Binome//Binome//EN");
        Line(text, $"METHOD:{method}");
        Line(text, $"X-WR-CALNAME:{Escaped(name)}");
        foreach (var entry in entries)
            Entry(text, entry);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Entry(StringBuilder text, CalendarEntry entry)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{entry.Uid}");
        Line(text, $"SEQUENCE:{entry.Sequence.ToString(CultureInfo.InvariantCulture)}");
        Line(text, $"DTSTAMP:{Instant(entry.ChangedAt)}");
        Line(text, $"LAST-MODIFIED:{Instant(entry.ChangedAt)}");
        Line(text, $"DTSTART:{Instant(entry.StartsAt)}");
        Line(text, $"DTEND:{Instant(entry.StartsAt.AddMinutes(entry.Minutes))}");
        Line(text, $"SUMMARY:{Escaped(entry.Summary)}");
        if (entry.Location is { Length: > 0 } place)
            Line(text, $"LOCATION:{Escaped(place)}");
        Line(text, $"URL:{entry.Link}");
        Line(text, entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        // What is said in a session is nobody else's, and so is with whom.
        Line(text, "CLASS:PRIVATE");
        if (entry.Organizer is { } organizer)
            Line(text, $"ORGANIZER;CN=Binome:mailto:{organizer}");
        if (entry.Attendee is { } attendee)
            Line(text, $"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{attendee}");
        Line(text, "END:VEVENT");
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
            _ = character switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(character) => escaped,
                _ => escaped.Append(character),
            };
        return escaped.ToString();
    }

    // A line goes on after a break and one space, which counts; no character is cut.
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctetsMax)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
