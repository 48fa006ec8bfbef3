using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;
using Binome.WebApi.Traffic;

namespace Binome.WebApi.Integrations;

/// <summary>The log as server-sent events, from where a listener was before.</summary>
internal static class EventStreamEndpoint
{
    public const string ContentType = "text/event-stream";
    private const string LastEventId = "Last-Event-ID";
    private const int PageEvents = 100;

    /// <summary>How long a client waits before it comes back.</summary>
    private static readonly byte[] Opening = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Beat = ":\n\n"u8.ToArray();

    public static void Map(RouteGroupBuilder events) =>
        events
            .MapGet("/stream", Stream)
            .Describe(
                "streamEvents",
                Actions.EventsRead,
                "What happens from now on, or after Last-Event-ID, as server-sent events (text/event-stream)."
            )
            .Asks(new QueryParameter("types", "Event types, separated by commas or repeated."))
            .WithMetadata(LongLived.Mark)
            .Produces<string>(StatusCodes.Status200OK, ContentType);

    private static async Task<IResult> Stream(
        Caller caller,
        HttpContext context,
        IEventFeed feed,
        IEventRows rows,
        EventStreams streams,
        StreamWatches watches
    )
    {
        var types = EventsEndpoints.Types(new QueryValues(context.Request.Query));
        var after = await After(context, caller, rows);
        var (stream, refusal) = await streams.Join(caller.Tenant);
        if (stream is null)
            return caller.Problem(refusal!);
        watches.Add(caller.CredentialId, context);
        try
        {
            var listener = new Listener(context, feed, caller.Tenant, types, stream);
            await listener.Run(after ?? stream.Head);
        }
        finally
        {
            watches.Remove(caller.CredentialId, context);
            streams.Leave(caller.Tenant, stream);
        }
        return Results.Empty;
    }

    private static async Task<long?> After(HttpContext context, Caller caller, IEventRows rows)
    {
        if (
            !context.Request.Headers.TryGetValue(LastEventId, out var values)
            || values.ToString() is not { Length: > 0 } id
        )
            return null;
        return await rows.Find(caller.Tenant, id) is { } found
            ? found.Sequence
            : throw new RequestRefused(TransportCodes.LastEventUnknown);
    }

    private sealed class Listener(
        HttpContext context,
        IEventFeed feed,
        string tenant,
        ImmutableArray<string> types,
        TenantStream stream
    )
    {
        private readonly CancellationToken gone = context.RequestAborted;

        public async Task Run(long position)
        {
            context.Response.ContentType = ContentType;
            context.Response.Headers.CacheControl = "no-store";
            // A proxy that collects answers would hold events back.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await context.Response.BodyWriter.WriteAsync(Opening, gone);
            var beats = stream.Beats;
            while (!gone.IsCancellationRequested)
            {
                var changed = stream.Changed;
                if (position < stream.Head)
                {
                    position = await Send(position);
                    continue;
                }
                if (beats != stream.Beats)
                    await context.Response.BodyWriter.WriteAsync(Beat, gone);
                beats = stream.Beats;
                await changed.WaitAsync(gone);
            }
        }

        private async Task<long> Send(long position)
        {
            var events =
                stream.After(position)
                ??
                [
                    .. (await feed.After(tenant, position, PageEvents)).Select(happened =>
                        StreamedEvent.Of(tenant, happened)
                    ),
                ];
            var body = context.Response.BodyWriter;
            foreach (var happened in events)
            {
                position = happened.Sequence;
                if (types.IsEmpty || types.Contains(happened.Type))
                    await body.WriteAsync(happened.Frame, gone);
            }
            return position;
        }
    }
}

/// <summary>Marks a route whose answer goes on for as long as somebody listens: it takes no place among the requests that end.</summary>
internal sealed class LongLived
{
    public static readonly LongLived Mark = new();
}
