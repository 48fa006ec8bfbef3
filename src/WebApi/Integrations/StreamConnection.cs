using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Binome.WebApi.Integrations;

/// <summary>
/// A connection that a listener keeps when its request is over: who waits for hours needs the socket, and nothing of what Kestrel and the
/// pipeline hold while a request runs (docs/decisions/0013).
/// </summary>
internal sealed class StreamConnection(ConnectionContext connection) : IConnectionHeartbeatFeature
{
    private Action? heartbeat;
    private EventListener? listener;

    /// <summary>Serves requests, and then the listener that one of them has left, if any.</summary>
    public static async Task Serve(ConnectionContext context, ConnectionDelegate requests)
    {
        var connection = new StreamConnection(context);
        context.Features.Set(connection);
        if (context.Features.Get<IConnectionHeartbeatFeature>() is { } heart)
        {
            heart.OnHeartbeat(static connection => ((StreamConnection)connection).heartbeat?.Invoke(), connection);
            context.Features.Set<IConnectionHeartbeatFeature>(connection);
        }
        try
        {
            await requests(context);
        }
        finally
        {
            await connection.GoOn();
        }
    }

    /// <summary>
    /// The connection of that request, when a listener can keep it: over HTTP/2 it is that of other requests too, and HTTP/1.0 knows no
    /// chunks. Null as well where nobody serves connections by this, as on the operator's socket.
    /// </summary>
    public static StreamConnection? Of(HttpContext request) =>
        HttpProtocol.IsHttp11(request.Request.Protocol) ? request.Features.Get<StreamConnection>() : null;

    /// <summary>Leaves the connection to the listener from the end of the request on.</summary>
    public void Keep(EventListener stays) => listener = stays;

    /// <summary>Ends it at once, whether a request or the listener has it.</summary>
    public void Abort() => connection.Abort();

    // The server hangs its objects of HTTP and their time limits on the heartbeat, where they would stay as long as the connection.
    void IConnectionHeartbeatFeature.OnHeartbeat(Action<object> action, object state) =>
        heartbeat += () => action(state);

    private Task GoOn()
    {
        heartbeat = null;
        return listener?.Run(connection.Transport.Output, chunked: true, connection.ConnectionClosed)
            ?? Task.CompletedTask;
    }
}
