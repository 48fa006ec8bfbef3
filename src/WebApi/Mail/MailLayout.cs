using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Binome.WebApi.Mail;

/// <summary>A filled mail on its way to plain text and to HTML. Mail readers drop style sheets, so each element has its own.</summary>
internal sealed record MailLayout(
    Language Language,
    string Subject,
    ImmutableArray<string> Before,
    ImmutableArray<(string Label, string Link)> Actions,
    ImmutableArray<string> After,
    string Footer
)
{
    private const string Paragraph = "<p style=\"margin:0 0 16px\">";
    private const string Button =
        "display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5f8b;color:#ffffff;font-weight:600;text-decoration:none";

    // Accents stay as they are; only what could be markup is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var paragraph in Before)
            text.Append(paragraph).Append("\r\n\r\n");
        foreach (var (label, link) in Actions)
            text.Append(label)
                .Append(Language == Language.French ? "\u00a0:\r\n" : ":\r\n")
                .Append(link)
                .Append("\r\n\r\n");
        foreach (var paragraph in After)
            text.Append(paragraph).Append("\r\n\r\n");
        return text.Append("-- \r\n").Append(Footer).Append("\r\n").ToString();
    }

    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\r\n<html lang=\"").Append(Language.Tag()).Append("\">\r\n<head>\r\n");
        html.Append(
            "<meta charset=\"utf-8\">\r\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\r\n"
        );
        html.Append("<meta name=\"color-scheme\" content=\"light\">\r\n<title>")
            .Append(Encode(Subject))
            .Append("</title>\r\n</head>\r\n");
        html.Append(
            "<body style=\"margin:0;background:#f4f2ec;color:#1c2430;font:16px/1.6 system-ui,-apple-system,'Segoe UI',sans-serif\">\r\n"
        );
        html.Append("<div style=\"max-width:560px;margin:0 auto;padding:32px 16px\">\r\n");
        html.Append("<p style=\"margin:0 0 16px;font-size:18px;font-weight:700\">Binome</p>\r\n");
        html.Append(
            "<div role=\"main\" style=\"padding:32px;border:1px solid #e3e0d8;border-radius:12px;background:#ffffff\">\r\n"
        );
        Append(html, Before);
        foreach (var (label, link) in Actions)
            html.Append(Paragraph)
                .Append("<a href=\"")
                .Append(Encode(link))
                .Append("\" style=\"")
                .Append(Button)
                .Append("\">")
                .Append(Encode(label))
                .Append("</a></p>\r\n");
        Append(html, After);
        html.Append("</div>\r\n<p style=\"margin:16px 0 0;font-size:13px;color:#5b6675\">").Append(Encode(Footer));
        return html.Append("</p>\r\n</div>\r\n</body>\r\n</html>\r\n").ToString();
    }

    private static void Append(StringBuilder html, ImmutableArray<string> paragraphs)
    {
        foreach (var paragraph in paragraphs)
            html.Append(Paragraph).Append(Encode(paragraph)).Append("</p>\r\n");
    }

    private static string Encode(string text) => Encoder.Encode(text);
}
