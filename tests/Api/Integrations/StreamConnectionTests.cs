using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Binome.Api.Tests.Edge;
using Binome.Contracts.Integrations;
using Binome.WebApi.Integrations;
using Binome.WebApi.Traffic;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Integrations;

/// <summary>What goes over the socket of a listener whose request is over, and how it ends.</summary>
public sealed class StreamConnectionTests : IAsyncLifetime
{
    /// <summary>More than a socket takes from the server while nobody reads.</summary>
    private const int MoreThanBuffers = 16 * 1_048_576;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private readonly CancellationToken limit = new CancellationTokenSource(WaitMax).Token;
    private ImmutableArray<StoredEvent> log = [];
    private EdgeHost host = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start(new RequestLimits { StreamsPerTenant = 1 });
        host.Rows = (rows, method, arguments) =>
            rows != "feed" ? null
            : method == nameof(IEventFeed.Head) ? Task.FromResult<long>(log.Length)
            : method == nameof(IEventFeed.Heads)
                ? Task.FromResult(ImmutableDictionary<string, long>.Empty.Add(EdgeHost.Tenant, log.Length))
            : Task.FromResult(log.Where(happened => happened.Sequence > (long)arguments[1]!).ToImmutableArray());
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Stream_OverHttp11_IsChunkedAndTheLastOfItsConnection()
    {
        using var wire = await Ask(Request());
        var head = await Head(wire);
        head[0].ShouldBe("HTTP/1.1 200 OK");
        head.ShouldContain("Content-Type: text/event-stream");
        head.ShouldContain("Cache-Control: no-store");
        head.ShouldContain("X-Accel-Buffering: no");
        head.ShouldContain("Transfer-Encoding: chunked");
        head.ShouldContain("Connection: close");
        head.ShouldContain(line => line.StartsWith("Request-Id: ", StringComparison.Ordinal));
        head.ShouldContain(line => line.StartsWith("RateLimit: ", StringComparison.Ordinal));
        (await Chunk(wire)).ShouldBe("retry: 2000\n\n");

        Happens("1");
        Happens("2");
        (await Chunk(wire)).ShouldStartWith("id: evt_1\nevent: pair.opened\ndata: {");
        (await Chunk(wire)).ShouldEndWith("\"data\":2}\n\n");
    }

    [Fact]
    public async Task Stream_OverHttp10_IsNotChunked()
    {
        using var wire = await Ask(Request(version: "1.0"));
        (await Head(wire)).ShouldNotContain(line => line.StartsWith("Transfer-Encoding", StringComparison.Ordinal));
        (await Line(wire)).ShouldBe("retry: 2000\n");
        await Line(wire);

        Happens("1");
        (await Line(wire)).ShouldBe("id: evt_1\n");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public async Task Stream_WhenItsListenerGoes_GivesItsPlaceBack(string version)
    {
        using (var wire = await Ask(Request(version)))
        {
            await Head(wire);
            using var second = await Ask(Request());
            (await Head(second))[0].ShouldContain("429");
        }
        for (var status = ""; !status.Contains("200"); )
        {
            limit.ThrowIfCancellationRequested();
            using var next = await Ask(Request());
            status = (await Head(next))[0];
        }
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public async Task Stream_WhenItsKeyIsRevoked_IsCutOffWithinFiveSeconds(string version)
    {
        using var wire = await Ask(Request(version));
        await Head(wire);

        host.Credentials.Revoke(host.Key, DateTimeOffset.UnixEpoch);
        var clock = Stopwatch.StartNew();
        await End(wire);

        // As promised: a look-up is two seconds old at most, and looked at every second.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.0")]
    public async Task Stop_WhileSomebodyListensAndDoesNotRead_TakesNoTime(string version)
    {
        using var wire = await Ask(Request(version));
        await Head(wire);
        Happens($"\"{new string('x', MoreThanBuffers)}\"");
        // The first of it has come, so the rest waits for a reader that there isn't.
        await wire.ReadExactlyAsync(new byte[1_024], limit);

        var clock = Stopwatch.StartNew();
        await host.Stop();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Listener_WhoReadsNothing_IsCutOffAfterThirtySeconds()
    {
        var time = new FakeTimeProvider();
        var stream = new TenantStream(EdgeHost.Tenant, 0);
        stream.Publish([Event(1, "1")]);
        var isAborted = false;
        var listener = new EventListener(Streams(time), stream, () => isAborted = true);
        listener.Begin([], after: 0);
        var full = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var run = listener.Run(full.Writer, chunked: true, limit);

        time.Advance(TimeSpan.FromSeconds(29));
        isAborted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await run;
        isAborted.ShouldBeTrue();
    }

    /// <summary>The server's time limits would end the connection, and what hangs on its heartbeat is never collected.</summary>
    [Fact]
    public async Task Connection_WhenAListenerKeepsIt_HasNoHeartbeatOfRequests()
    {
        var heart = new Heart();
        var (beats, gone) = (0, new CancellationTokenSource());
        var pipe = new Pipe();
        await using var connection = new DefaultConnectionContext(
            "1",
            Stub.Of<IDuplexPipe>((_, _) => pipe.Writer),
            null!
        )
        {
            ConnectionClosed = gone.Token,
        };
        connection.Features.Set<IConnectionHeartbeatFeature>(heart);
        var listener = new EventListener(Streams(TimeProvider.System), new TenantStream(EdgeHost.Tenant, 0), () => { });
        listener.Begin([], after: 0);

        var served = StreamConnection.Serve(
            connection,
            requests =>
            {
                requests.Features.Get<IConnectionHeartbeatFeature>()!.OnHeartbeat(_ => beats++, heart);
                heart.Beat();
                requests.Features.Get<StreamConnection>()!.Keep(listener);
                return Task.CompletedTask;
            }
        );
        heart.Beat();

        beats.ShouldBe(1);
        await gone.CancelAsync();
        await served;
    }

    [Fact]
    public async Task Requests_OnOneConnection_AlsoAtOnce_AreAnsweredInTurn()
    {
        var one = Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: binome\r\n\r\n");
        using var wire = await Ask([.. one, .. one, .. one]);
        for (var answers = 0; answers < 6; answers++)
        {
            if (answers >= 3)
                await wire.WriteAsync(one, limit);
            var head = await Head(wire);
            head[0].ShouldBe("HTTP/1.1 200 OK");
            var length = head.Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
            await wire.ReadExactlyAsync(new byte[int.Parse(length["Content-Length: ".Length..])], limit);
        }
    }

    private static EventStreams Streams(TimeProvider time) =>
        new(
            Stub.Of<IEventFeed>((_, _) => null),
            new EventSignal(),
            new StreamWatches(null!, NullLogger<StreamWatches>.Instance),
            new RequestLimits(),
            Stub.Of<IHostApplicationLifetime>((_, _) => null),
            time,
            NullLogger<EventStreams>.Instance
        );

    private static StoredEvent Event(long sequence, string data) =>
        new($"evt_{sequence}", sequence, "pair.opened", "pair_1", 1, DateTimeOffset.UnixEpoch, data);

    private void Happens(string data) => log = log.Add(Event(log.Length + 1, data));

    private byte[] Request(string version = "1.1") =>
        Encoding.ASCII.GetBytes(
            $"GET /v1/events/stream HTTP/{version}\r\nHost: binome\r\nAuthorization: Bearer {host.Key}\r\nAccept: text/event-stream\r\n\r\n"
        );

    private async Task<NetworkStream> Ask(byte[] request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port, limit);
        var wire = new NetworkStream(socket, ownsSocket: true);
        await wire.WriteAsync(request, limit);
        return wire;
    }

    private async Task<List<string>> Head(NetworkStream wire)
    {
        var lines = new List<string>();
        while (await Line(wire) is var line && line != "\r\n")
            lines.Add(line.TrimEnd());
        return lines;
    }

    private async Task<string> Chunk(NetworkStream wire)
    {
        var content = new byte[Convert.ToInt32((await Line(wire)).TrimEnd(), 16)];
        await wire.ReadExactlyAsync(content, limit);
        (await Line(wire)).ShouldBe("\r\n");
        return Encoding.UTF8.GetString(content);
    }

    private async Task<string> Line(NetworkStream wire)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line is not [.., '\n'])
        {
            await wire.ReadExactlyAsync(one, limit);
            line.Append((char)one[0]);
        }
        return line.ToString();
    }

    private async Task End(NetworkStream wire)
    {
        try
        {
            while (await wire.ReadAsync(new byte[1_024], limit) > 0) { }
        }
        catch (IOException)
        {
            // Cut off; that it ended is all that was asked.
        }
    }

    private sealed class Heart : IConnectionHeartbeatFeature
    {
        private Action? beat;

        public void OnHeartbeat(Action<object> action, object state) => beat += () => action(state);

        public void Beat() => beat!();
    }
}
