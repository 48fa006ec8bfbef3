using System.IO.Pipelines;

namespace Binome.WebApi.Integrations;

/// <summary>
/// One who listens: where they are in the log, and what tells them the rest. There are ten thousand of them, so it holds nothing of the
/// request with which they came.
/// </summary>
/// <param name="abort">Ends the connection, or the request where it goes on.</param>
internal sealed class EventListener(EventStreams streams, TenantStream stream, Action abort)
{
    /// <summary>How long a piece may take to be sent; who reads slower comes back and goes on from the log.</summary>
    public static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(30);

    private static readonly StreamFrame Beat = new(":\n\n"u8);

    private ImmutableArray<string> types = [];
    private long position;
    private PipeWriter output = null!;
    private bool asChunks;
    private CancellationToken gone;

    public TenantStream Stream => stream;

    /// <summary>What sees to it that the credential holds; set before the stream begins.</summary>
    public StreamWatch? Watch { get; set; }

    /// <param name="wanted">Types of events; none for all.</param>
    /// <param name="after">The number of the event after which it begins; null for what happens from now on.</param>
    public void Begin(ImmutableArray<string> wanted, long? after)
    {
        types = wanted;
        position = after ?? stream.Head;
    }

    public void Abort() => abort();

    /// <summary>Sends until who listens is gone, and gives the place back.</summary>
    /// <param name="closed">Ends when the connection or the request does.</param>
    public async Task Run(PipeWriter writer, bool chunked, CancellationToken closed)
    {
        (output, asChunks, gone) = (writer, chunked, closed);
        try
        {
            var beats = stream.Beats;
            while (!gone.IsCancellationRequested)
            {
                var changed = stream.Changed;
                if (position < stream.Head)
                {
                    await SendEvents();
                    continue;
                }
                if (beats != stream.Beats)
                    await Send(Beat);
                beats = stream.Beats;
                await changed.WaitAsync(gone);
            }
        }
        catch (Exception end)
        {
            if (end is not (OperationCanceledException or TimeoutException or IOException))
                streams.LogEnded(end);
        }
        finally
        {
            streams.Leave(this);
            // What still waits to be sent would hold the connection: perhaps nobody reads it.
            abort();
        }
    }

    private async Task SendEvents()
    {
        foreach (var happened in stream.After(position) ?? await streams.Older(stream.Tenant, position))
        {
            position = happened.Sequence;
            if (types.IsEmpty || types.Contains(happened.Type))
                await Send(happened.Frame);
        }
    }

    private async ValueTask Send(StreamFrame frame)
    {
        var sent = output.WriteAsync(frame.Bytes(asChunks), gone);
        if (sent.IsCompleted)
            await sent;
        else
            await sent.AsTask().WaitAsync(SendTimeMax, streams.Time, gone);
    }
}
