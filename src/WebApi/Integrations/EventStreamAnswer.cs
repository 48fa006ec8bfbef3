namespace Binome.WebApi.Integrations;

/// <summary>
/// Begins a stream. An answer, not a part of the handler: what a handler and the filters round it hold is given back before the long
/// wait begins, and where the connection allows it the whole request is.
/// </summary>
internal sealed class EventStreamAnswer(Caller caller, ImmutableArray<string> types, long? after, EventStreams streams)
    : IResult
{
    /// <summary>How long a client waits before it comes back.</summary>
    private static readonly StreamFrame Opening = new("retry: 2000\n\n"u8);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var connection = StreamConnection.Of(httpContext);
        var (listener, refusal) = await streams.Join(caller, connection is null ? httpContext.Abort : connection.Abort);
        if (listener is null)
        {
            await caller.Problem(refusal!).ExecuteAsync(httpContext);
            return;
        }
        listener.Begin(types, after);
        var (output, gone) = (httpContext.Response.BodyWriter, httpContext.RequestAborted);
        try
        {
            SetHeaders(httpContext.Response, isLeaving: connection is not null);
            await output.WriteAsync(Opening.Bytes(asChunk: connection is not null), gone);
        }
        catch
        {
            streams.Leave(listener);
            throw;
        }
        if (connection is null)
            await listener.Run(output, chunked: false, gone);
        else
            connection.Keep(listener);
    }

    private static void SetHeaders(HttpResponse response, bool isLeaving)
    {
        response.ContentType = EventStreamEndpoint.ContentType;
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        // A proxy that collects answers would hold events back.
        headers["X-Accel-Buffering"] = "no";
        if (!isLeaving)
            return;
        // The server makes no chunks of its own then, ends none, and waits for no further request.
        headers.TransferEncoding = "chunked";
        headers.Connection = "close";
    }
}
