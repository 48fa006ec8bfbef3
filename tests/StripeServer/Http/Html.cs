using System.Net;

namespace Binome.StripeServer.Http;

/// <summary>The bare pages a browser meets.</summary>
internal static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static bool French(string? locale, HttpRequest request) =>
        locale is null or "auto"
            ? request.Headers.AcceptLanguage.ToString().StartsWith("fr", StringComparison.OrdinalIgnoreCase)
            : locale.StartsWith("fr", StringComparison.Ordinal);

    public static IResult Page(bool french, string title, string main, int status = 200) =>
        Results.Content(
            $$"""
            <!doctype html>
            <html lang="{{(french ? "fr" : "en")}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(title)}}</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 32rem; padding: 0 1rem; color: #1a1f36; }
            label, button { display: block; margin-top: 1rem; }
            input, select { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #6b7280; border-radius: 6px; }
            button { font: inherit; width: 100%; padding: .75rem; border: 0; border-radius: 6px; background: #3b37b8; color: #fff; }
            [role=alert] { color: #a40e26; }
            </style>
            </head>
            <body>
            <main>
            <h1>{{Text(title)}}</h1>
            {{main}}
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );
}
