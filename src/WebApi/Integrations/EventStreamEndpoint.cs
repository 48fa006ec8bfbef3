using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Integrations;

/// <summary>The log as server-sent events, from where a listener was before.</summary>
internal static class EventStreamEndpoint
{
    public const string ContentType = "text/event-stream";
    private const string LastEventId = "Last-Event-ID";

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
        IEventRows rows,
        EventStreams streams
    ) =>
        new EventStreamAnswer(
            caller,
            EventsEndpoints.Types(new QueryValues(context.Request.Query)),
            await After(context, caller, rows),
            streams
        );

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
}

/// <summary>Marks a route whose answer goes on for as long as somebody listens: it takes no place among the requests that end.</summary>
internal sealed class LongLived
{
    public static readonly LongLived Mark = new();
}
