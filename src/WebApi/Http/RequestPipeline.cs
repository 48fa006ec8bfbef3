using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Http;

/// <summary>
/// Round every request: gives it an id, turns whatever goes wrong into one form of answer, and writes one line about it.
/// </summary>
internal sealed class RequestPipeline(
    RequestDelegate next,
    TimeProvider time,
    Refusals refusals,
    ILogger<RequestPipeline> logger
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        context.TraceIdentifier = Ids.New(Ids.Request, time.GetUtcNow());
        context.Response.Headers[HeaderNames.RequestId] = context.TraceIdentifier;
        try
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
                await ExplainBareStatus(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more; the line below says so.
            context.Response.StatusCode = context.Response.HasStarted
                ? context.Response.StatusCode
                : StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception)
        {
            await Explain(context, exception);
        }
        finally
        {
            RequestLog.Write(logger, context, time.GetElapsedTime(started));
        }
    }

    private async Task Explain(HttpContext context, Exception exception)
    {
        var failure = ExceptionMapping.Of(exception);
        if (failure.Code == TransportCodes.Unexpected)
            RequestLog.Unexpected(logger, context.TraceIdentifier, exception);
        else if (failure.Code == FailureCodes.Busy)
            RequestLog.Busy(logger, context.TraceIdentifier, exception);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }
        Clear(context);
        await refusals.Answer(context, failure);
    }

    // What holds for the request whatever comes of it stays.
    private static void Clear(HttpContext context)
    {
        var headers = context.Response.Headers;
        var kept = HeaderNames.OfTheRequest.Select(name => (name, headers[name])).ToArray();
        context.Response.Clear();
        foreach (var (name, value) in kept)
            headers[name] = value;
    }

    // Routing and the server answer some requests with a status alone; Allow and the like are kept.
    private Task ExplainBareStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted || response.ContentLength > 0 || response.ContentType is not null)
            return Task.CompletedTask;
        var code = ExceptionMapping.OfStatus(response.StatusCode);
        return refusals.Answer(context, Failure.Of(code));
    }
}
