using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Mail;

/// <summary>
/// Shows the mails that were kept instead of sent, so that a person who tries Binome can open a sign-in link. Whoever sees
/// them can sign in as their readers, so they are there for this machine alone and not through a proxy.
/// </summary>
internal static class OutboxEndpoints
{
    private const int MailsShownMax = 50;

    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Mail readers want styles on the elements; the document can do nothing else.
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via"];

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/outbox").AllowAnonymous().ExcludeFromDescription();
        group.AddEndpointFilter(OnlyFromThisMachine);
        group.MapGet("/", List);
        group.MapGet("/{mail}", One);
        group.MapGet("/{mail}/html", Html);
    }

    private static ValueTask<object?> OnlyFromThisMachine(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        return invocation.HttpContext.RequestServices.GetRequiredService<IOutbox>().IsShown && IsLocal(context)
            ? next(invocation)
            : new(Problems.Answer(context, TransportCodes.RouteUnknown));
    }

    /// <summary>The host is checked too: a page elsewhere may point a name of its own at this machine.</summary>
    private static bool IsLocal(HttpContext context)
    {
        var host = context.Request.Host.Host.Trim('[', ']');
        var isLocalHost =
            host == "localhost" || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named));
        return isLocalHost
            && context.Connection.RemoteIpAddress is { } remote
            && IPAddress.IsLoopback(remote)
            && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
    }

    private static async Task<Answer> List(IOutbox outbox, HttpContext context, CancellationToken cancellation)
    {
        var language = Languages.Of(context.Request);
        var mails = await outbox.Newest(MailsShownMax, cancellation);
        return Page(context, OutboxPage.List(mails, language), language, PagePolicy);
    }

    private static async Task<Answer> One(
        string mail,
        IOutbox outbox,
        HttpContext context,
        CancellationToken cancellation
    )
    {
        var language = Languages.Of(context.Request);
        return await outbox.Find(mail, cancellation) is { } found
            ? Page(context, OutboxPage.One(found, language), language, PagePolicy)
            : Problems.Answer(context, FailureCodes.NotFound);
    }

    private static async Task<Answer> Html(
        string mail,
        IOutbox outbox,
        HttpContext context,
        CancellationToken cancellation
    ) =>
        await outbox.Find(mail, cancellation) is { } found
            ? Page(context, found.Content.Html, Languages.Of(context.Request), MailPolicy)
            : Problems.Answer(context, FailureCodes.NotFound);

    private static Answer Page(HttpContext context, string html, Language language, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return new Answer(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(html))
        {
            ContentType = "text/html; charset=utf-8",
            ContentLanguage = language.Tag(),
        };
    }
}
