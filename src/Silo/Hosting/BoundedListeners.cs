using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Binome.Silo.Hosting;

/// <summary>
/// Kestrel's sockets, with connections that never take the last descriptors of the process: the runtime ends it as a whole when a
/// thread can't start for want of one. A connection over the limit is closed before the next is taken; Kestrel's own limit closes
/// it later, on a thread of the pool, and takes others meanwhile.
/// </summary>
internal sealed partial class BoundedListeners(
    IOptions<SocketTransportOptions> options,
    ILoggerFactory loggers,
    ILogger<BoundedListeners> logger,
    TimeProvider time
) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Descriptors kept from connections: for databases, mails, webhooks, and threads that start. Half of them where there are few.</summary>
    private const int Reserved = 256;

    private static readonly TimeSpan SayEvery = TimeSpan.FromMinutes(1);

    private readonly SocketTransportFactory sockets = new(options, loggers);
    private readonly long max = ConnectionsMax();
    private long open;
    private long saidAt;

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellation = default)
    {
        var listener = await sockets.BindAsync(endpoint, cancellation);
        // The operator gets in at any time.
        return endpoint is UnixDomainSocketEndPoint ? listener : new Listener(listener, this);
    }

    /// <summary>Connections beside what the process holds open by now; no limit where the system does not say one.</summary>
    private static long ConnectionsMax()
    {
        const string openFiles = "Max open files";
        if (!OperatingSystem.IsLinux())
            return long.MaxValue;
        var line = File.ReadLines("/proc/self/limits")
            .First(line => line.StartsWith(openFiles, StringComparison.Ordinal));
        var soft = line[openFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        if (!long.TryParse(soft, CultureInfo.InvariantCulture, out var limit))
            return long.MaxValue;
        var free = limit - Directory.GetFileSystemEntries("/proc/self/fd").Length;
        return Math.Max(free - Reserved, free / 2);
    }

    private bool Takes(ConnectionContext connection)
    {
        if (Interlocked.Increment(ref open) > max)
        {
            Interlocked.Decrement(ref open);
            Say();
            return false;
        }
        connection.ConnectionClosed.UnsafeRegister(
            static listeners => Interlocked.Decrement(ref ((BoundedListeners)listeners!).open),
            this
        );
        return true;
    }

    private void Say()
    {
        var (before, now) = (Volatile.Read(ref saidAt), time.GetTimestamp());
        if (before != 0 && time.GetElapsedTime(before, now) < SayEvery)
            return;
        if (Interlocked.CompareExchange(ref saidAt, now, before) == before)
            LogFull(max);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "All {Max} connections that the limit on open files allows are taken; further ones are closed. Raise the limit (ulimit -n, LimitNOFILE) if they are honest clients."
    )]
    private partial void LogFull(long max);

    private sealed class Listener(IConnectionListener listener, BoundedListeners all) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellation = default)
        {
            while (await listener.AcceptAsync(cancellation) is { } connection)
            {
                if (all.Takes(connection))
                    return connection;
                connection.Abort();
                await connection.DisposeAsync();
            }
            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellation = default) => listener.UnbindAsync(cancellation);

        public ValueTask DisposeAsync() => listener.DisposeAsync();
    }
}
