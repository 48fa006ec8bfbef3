using System.Globalization;
using Binome.Contracts.Mail;
using Binome.WebApi.Calendar;

namespace Binome.WebApi.Mail;

/// <summary>The calendar entry that goes with a mail about a session.</summary>
/// <param name="Method">REQUEST or CANCEL.</param>
public sealed record CalendarInvite(string Method, string Text)
{
    /// <summary>Null for a mail that is about no session.</summary>
    /// <param name="organizer">The sender's address.</param>
    public static CalendarInvite? Of(Letter letter, string organizer)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var mail = letter.Mail;
        if (mail.Template is not (MailTemplates.SessionPlanned or MailTemplates.SessionCancelled))
            return null;
        var isCancelled = mail.Template == MailTemplates.SessionCancelled;
        var subject = MailContent.Of(mail).Subject;
        var entry = new CalendarEntry(
            UidOf(mail.Values["session"]),
            Number(mail.Values["sequence"]),
            letter.QueuedAt,
            DateTimeOffset.Parse(
                mail.Values["starts_at"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            ),
            Number(mail.Values["minutes"]),
            subject,
            mail.Values["link"],
            isCancelled
        )
        {
            Organizer = organizer,
            Attendee = mail.To,
        };
        var method = isCancelled ? "CANCEL" : "REQUEST";
        return new CalendarInvite(method, CalendarText.Write(method, "Binome", [entry]));
    }

    /// <summary>The same in mails and feeds, so that calendars know one session from the other.</summary>
    public static string UidOf(string sessionId) => $"{sessionId}@binome";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
