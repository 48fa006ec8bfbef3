using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Binome.Benchmarks.Webhooks;

namespace Binome.Benchmarks.Streams;

/// <summary>What ten thousand listeners cost to whom nothing happens, beside Kestrel that answers a stream and nothing else.</summary>
internal static class StreamReport
{
    private const int Streams = 10_000;
    private const int Tenants = 50;
    private const int WarmingReads = 20_000;
    private const int WarmingStreams = 500;
    private const double Megabyte = 1_048_576;

    /// <summary>Two beats and a little, so that each has been written to.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(35);

    public static async Task Run(string data)
    {
        var storage = new BenchStorage(data);
        var keys = await WebhookReport.Keys(storage, Tenants);
        double bare;
        await using (var peer = await Server.Bare())
            bare = await Grown(peer, "/hello", "/stream", ["none"]);
        await using var binome = await Server.Binome(storage);
        var ours = await Grown(binome, "/v1/programmes", "/v1/events/stream", [.. keys]);
        Console.WriteLine(
            $"{Streams:N0} idle streams: {ours:0} MB more (asked ≤ 100), bare Kestrel {bare:0} MB, ratio {ours / bare:0.##}"
        );
    }

    private static async Task<double> Grown(Server server, string read, string path, string[] keys)
    {
        var address = new Uri(server.Address);
        byte[][] requests =
        [
            .. keys.Select(key =>
                Encoding.ASCII.GetBytes(
                    $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {key}\r\nAccept: text/event-stream\r\n\r\n"
                )
            ),
        ];
        // What a server that does its work has compiled, and its nursery, are no matter of the listeners.
        await Read(server, read, keys[0]);
        Close(await Listen(address.Port, requests, WarmingStreams));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var before = server.Bytes;
        var sockets = await Listen(address.Port, requests, Streams);
        await Task.Delay(Idle);
        var grown = (server.Bytes - before) / Megabyte;
        if (sockets.Any(HasEnded))
            throw new InvalidOperationException($"Streams of {path} have ended.");
        Close(sockets);
        return grown;
    }

    private static async Task Read(Server server, string path, string key)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, WarmingReads),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, stop) =>
            {
                using var response = await http.GetAsync(path, stop);
                response.EnsureSuccessStatusCode();
            }
        );
    }

    private static async Task<List<Socket>> Listen(int port, byte[][] requests, int count)
    {
        var sockets = new List<Socket>(count);
        for (var number = 0; number < count; number++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.SendAsync(requests[number % requests.Length]);
            sockets.Add(socket);
        }
        var answer = new byte[1_024];
        foreach (var socket in sockets)
        {
            var length = await socket.ReceiveAsync(answer);
            var text = Encoding.ASCII.GetString(answer, 0, length);
            if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                throw new InvalidOperationException(text);
        }
        return sockets;
    }

    private static bool HasEnded(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    private static void Close(List<Socket> sockets) => sockets.ForEach(socket => socket.Dispose());
}
