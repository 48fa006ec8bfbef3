using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Binome.WebApi.Mail;

/// <summary>The outbox as plain HTML, with the mail's own text.</summary>
internal static class OutboxPage
{
    public static string List(ImmutableArray<OutboxMail> mails, Language language)
    {
        var isFrench = language == Language.French;
        var html = new StringBuilder();
        var empty = isFrench ? "Aucun courriel pour l’instant." : "No mail so far.";
        html.Append("<p class=\"lead\">")
            .Append(
                isFrench
                    ? "Aucun serveur de messagerie n’est configuré : les courriels sont conservés ici au lieu d’être envoyés. Seule cette machine peut ouvrir cette page."
                    : "No mail server is set, so mails are kept here instead of sent. Only this machine can open this page."
            )
            .Append("</p>\n");
        if (mails.IsEmpty)
            return Document(isFrench ? "Courriels conservés" : "Kept mails", $"{html}<p>{empty}</p>\n", language);
        html.Append("<ul>\n");
        foreach (var mail in mails)
            html.Append("<li><a href=\"/outbox/")
                .Append(mail.Id)
                .Append("\">")
                .Append(Encode(mail.Content.Subject))
                .Append("</a><br>")
                .Append(Encode(Line(mail, language)))
                .Append("</li>\n");
        html.Append("</ul>\n");
        return Document(isFrench ? "Courriels conservés" : "Kept mails", html.ToString(), language);
    }

    public static string One(OutboxMail mail, Language language)
    {
        var isFrench = language == Language.French;
        var html = new StringBuilder();
        html.Append("<p>")
            .Append(Encode(Line(mail, language)))
            .Append("</p>\n<div lang=\"")
            .Append(mail.Language)
            .Append("\">\n");
        foreach (var paragraph in mail.Content.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").AppendJoin("<br>", paragraph.Trim().Split("\r\n").Select(Linked)).Append("</p>\n");
        html.Append("</div>\n<p><a href=\"/outbox/")
            .Append(mail.Id)
            .Append("/html\">")
            .Append(isFrench ? "Voir la version mise en page" : "See it as it looks in a mail reader")
            .Append("</a><br><a href=\"/outbox\">")
            .Append(isFrench ? "Tous les courriels" : "All mails")
            .Append("</a></p>\n");
        return Document(mail.Content.Subject, html.ToString(), language);
    }

    private static string Line(OutboxMail mail, Language language)
    {
        var at = mail.QueuedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return language == Language.French ? $"à {mail.To}, le {at}" : $"to {mail.To}, {at}";
    }

    private static string Linked(string line) =>
        Uri.TryCreate(line, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
            ? $"<a href=\"{Encode(line)}\">{Encode(line)}</a>"
            : Encode(line);

    private static string Document(string title, string body, Language language) =>
        $"""
            <!doctype html>
            <html lang="{language.Tag()}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="robots" content="noindex">
              <title>{Encode(title)} · Binome</title>
              <link rel="stylesheet" href="/site.css">
            </head>
            <body>
            <main>
            <h1>{Encode(title)}</h1>
            {body}</main>
            </body>
            </html>

            """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
