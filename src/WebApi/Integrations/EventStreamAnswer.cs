namespace Binome.WebApi.Integrations;

/// <summary>
/// Sends events until the listener goes. An answer, not a part of the handler: what a handler and the filters round it hold is given
/// back before the long wait begins.
/// </summary>
internal sealed class EventStreamAnswer(Caller caller, ImmutableArray<string> types, long? after, EventStreams streams)
    : IResult
{
    /// <summary>How long a client waits before it comes back.</summary>
    private static readonly byte[] Opening = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Beat = ":\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (stream, refusal) = await streams.Join(caller);
        if (stream is null)
        {
            await caller.Problem(refusal!).ExecuteAsync(httpContext);
            return;
        }
        try
        {
            await Send(httpContext.Response, stream, httpContext.RequestAborted);
        }
        finally
        {
            streams.Leave(caller, stream);
        }
    }

    private async Task Send(HttpResponse response, TenantStream stream, CancellationToken gone)
    {
        response.ContentType = EventStreamEndpoint.ContentType;
        response.Headers.CacheControl = "no-store";
        // A proxy that collects answers would hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
        await response.BodyWriter.WriteAsync(Opening, gone);
        var (position, beats) = (after ?? stream.Head, stream.Beats);
        while (!gone.IsCancellationRequested)
        {
            var changed = stream.Changed;
            if (position < stream.Head)
            {
                position = await Send(response, stream, position, gone);
                continue;
            }
            if (beats != stream.Beats)
                await response.BodyWriter.WriteAsync(Beat, gone);
            beats = stream.Beats;
            await changed.WaitAsync(gone);
        }
    }

    private async Task<long> Send(HttpResponse response, TenantStream stream, long position, CancellationToken gone)
    {
        foreach (var happened in stream.After(position) ?? await streams.Older(caller.Tenant, position))
        {
            position = happened.Sequence;
            if (types.IsEmpty || types.Contains(happened.Type))
                await response.BodyWriter.WriteAsync(happened.Frame, gone);
        }
        return position;
    }
}
