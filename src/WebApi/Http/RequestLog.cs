using Binome.WebApi.Authentication;
using Binome.WebApi.Traffic;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Http;

/// <summary>The line of each request. It never holds a query string, a body, or a path with ids: the route's pattern names what was asked.</summary>
internal static partial class RequestLog
{
    private const string None = "-";

    public static void Write(ILogger logger, HttpContext context, TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Information) || context.Features.Get<LoggedTogether>() is not null)
            return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? None;
        var tenant = (context.User.Identity as CallerIdentity)?.Tenant ?? None;
        Request(
            logger,
            context.Request.Method,
            route.Length > 1 ? route.TrimEnd('/') : route,
            context.Response.StatusCode,
            elapsed.TotalMilliseconds,
            tenant,
            context.TraceIdentifier
        );
    }

    // Without an event id, which would be one more property of every line.
    [LoggerMessage(0, LogLevel.Information, "{Method} {Route} {Status} {ElapsedMs:0.0} ms {Tenant} {RequestId}")]
    private static partial void Request(
        ILogger logger,
        string method,
        string route,
        int status,
        double elapsedMs,
        string tenant,
        string requestId
    );

    [LoggerMessage(2, LogLevel.Error, "Request {RequestId} failed unexpectedly")]
    public static partial void Unexpected(ILogger logger, string requestId, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Request {RequestId} was turned away: busy")]
    public static partial void Busy(ILogger logger, string requestId, Exception exception);
}
