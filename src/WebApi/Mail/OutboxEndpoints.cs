using System.Net;
using System.Text;

namespace Binome.WebApi.Mail;

/// <summary>
/// Who may see the mails that were kept instead of sent. Whoever sees them can sign in as their readers, so they are there
/// for this machine alone and not through a proxy.
/// </summary>
internal static class OutboxEndpoints
{
    // Mail readers want styles on the elements; the document can do nothing else.
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"];

    public static void Map(WebApplication app) =>
        app.MapGet("/outbox/{mail}/html", Html).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The host is looked at too: a page elsewhere may point a name of its own at this machine.</summary>
    public static bool IsShownTo(this IOutbox outbox, HttpContext context)
    {
        var host = context.Request.Host.Host.Trim('[', ']');
        var isLocalHost =
            host == "localhost" || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named));
        return outbox.IsShown
            && isLocalHost
            && context.Connection.RemoteIpAddress is { } remote
            && IPAddress.IsLoopback(remote)
            && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
    }

    private static async Task<Answer> Html(
        string mail,
        IOutbox outbox,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        if (!outbox.IsShownTo(context) || await outbox.Find(mail, cancellation) is not { } found)
            return Problems.Answer(context, FailureCodes.NotFound);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = MailPolicy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return new Answer(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(found.Content.Html))
        {
            ContentType = "text/html; charset=utf-8",
        };
    }
}
