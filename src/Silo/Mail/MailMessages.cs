using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Binome.Contracts.Mail;
using Binome.Silo.Hosting;
using Binome.WebApi.Mail;

namespace Binome.Silo.Mail;

/// <summary>Makes the message that goes over the wire: text and HTML, marked as sent by a machine.</summary>
internal sealed class MailMessages(BinomeSettings settings)
{
    private readonly MailAddress from = new(settings.Mail.From ?? $"binome@{new Uri(settings.Address).Host}");

    /// <exception cref="FormatException">The address can't be written as a header.</exception>
    public MailMessage Of(Letter letter, MailContent content)
    {
        var sender = from.DisplayName.Length > 0 ? from : new MailAddress(from.Address, "Binome");
        var message = new MailMessage(sender, new MailAddress(letter.Mail.To))
        {
            Subject = content.Subject,
            SubjectEncoding = Encoding.UTF8,
        };
        // The same however often it is sent, so that a mail sent twice after a crash is recognised as one.
        message.Headers.Add("Message-ID", $"<{letter.Id}@{from.Host}>");
        message.Headers.Add("Content-Language", letter.Mail.Language);
        // Nobody's holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (letter.Mail.UnsubscribeLink is { } link)
        {
            // One click in the mail reader, answered without a page and without signing in (RFC 8058).
            message.Headers.Add("List-Unsubscribe", $"<{link}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.AlternateViews.Add(View(content.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(content.Html, MediaTypeNames.Text.Html));
        if (CalendarInvite.Of(letter, from.Address) is { } invite)
        {
            var calendar = View(invite.Text, "text/calendar");
            calendar.ContentType.Parameters["method"] = invite.Method;
            message.AlternateViews.Add(calendar);
        }
        return message;
    }

    private static AlternateView View(string content, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}
