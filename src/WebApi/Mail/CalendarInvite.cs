using System.Globalization;
using Binome.Contracts.Mail;
using Binome.WebApi.Calendar;

namespace Binome.WebApi.Mail;

/// <summary>The calendar entry that goes with a mail about a session or a workshop.</summary>
/// <param name="Method">REQUEST or CANCEL.</param>
public sealed record CalendarInvite(string Method, string Text)
{
    /// <summary>Null for a mail that is about neither.</summary>
    /// <param name="organizer">The sender's address.</param>
    public static CalendarInvite? Of(Letter letter, string organizer)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var mail = letter.Mail;
        var isCancelled =
            mail.Template
            is MailTemplates.SessionCancelled
                or MailTemplates.WorkshopCancelled
                or MailTemplates.WorkshopWithdrawn;
        var isPlanned = mail.Template is MailTemplates.SessionPlanned or MailTemplates.WorkshopPlanned;
        if (!isCancelled && !isPlanned)
            return null;
        var subject = MailContent.Of(mail).Subject;
        var entry = new CalendarEntry(
            UidOf(mail.Values.GetValueOrDefault("session") ?? mail.Values["workshop"]),
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
            Location = mail.Values.GetValueOrDefault("place"),
        };
        var method = isCancelled ? "CANCEL" : "REQUEST";
        return new CalendarInvite(method, CalendarText.Write(method, "Binome", [entry]));
    }

    /// <summary>The same in mails and feeds, so that calendars know one session or workshop from the other.</summary>
    public static string UidOf(string id) => $"{id}@binome";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
