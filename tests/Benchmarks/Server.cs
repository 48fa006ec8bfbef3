using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Binome.Benchmarks;

/// <summary>A server process under measurement, and how long it took to its first 200.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private Server(Process process, int port, TimeSpan firstAnswer)
    {
        this.process = process;
        Address = $"http://127.0.0.1:{port}";
        FirstAnswer = firstAnswer;
    }

    public string Address { get; }

    public TimeSpan FirstAnswer { get; }

    /// <summary>Resident now.</summary>
    public long Bytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public long PeakBytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <param name="folder">Where the program was published; as it was built when absent.</param>
    /// <param name="data">Whose pairs it lists; it has no list when absent.</param>
    public static Task<Server> Bare(string? folder = null, string? data = null)
    {
        var port = FreePort();
        string[] arguments = ["Binome.Benchmarks.dll", "bare", $"{port}"];
        return Start(In(folder, data is null ? arguments : [.. arguments, data]), port, "/hello", []);
    }

    /// <summary>Kestrel with an endpoint that verifies a webhook of Stripe and commits one row to a file of SQLite.</summary>
    public static Task<Server> BareInbox(string file)
    {
        var port = FreePort();
        return Start(In(null, ["Binome.Benchmarks.dll", "inbox", $"{port}", file]), port, "/hello", []);
    }

    /// <summary>Binome with a route of its own in front of everything, on the folder of the storage.</summary>
    public static Task<Server> DirectWrites(BenchStorage storage, string tenant)
    {
        var port = FreePort();
        return Start(
            In(null, ["Binome.Benchmarks.dll", "direct", $"{port}", storage.Data, tenant]),
            port,
            "/healthz",
            []
        );
    }

    /// <summary>Binome whose product time begins there and can be moved.</summary>
    public static Task<Server> MovedClock(BenchStorage storage, DateTimeOffset begins)
    {
        var port = FreePort();
        return Start(
            In(null, ["Binome.Benchmarks.dll", "clock", $"{port}", storage.Data, $"{begins:O}"]),
            port,
            "/healthz",
            []
        );
    }

    /// <summary>The Stripe of our own.</summary>
    public static Task<Server> Stripe()
    {
        var port = FreePort();
        return Start(In(null, ["Binome.StripeServer.dll", $"{port}"]), port, "/_peer/counts", []);
    }

    public static Task<Server> Binome(string data) => Binome(new BenchStorage(data));

    /// <param name="folder">Where the program was published; as it was built when absent.</param>
    /// <param name="at">The port; a free one when absent.</param>
    public static Task<Server> Binome(BenchStorage storage, string? folder = null, int? at = null)
    {
        var port = at ?? FreePort();
        var environment = storage.Environment;
        environment["Binome__Url"] = $"http://127.0.0.1:{port}";
        return Start(In(folder, ["Binome.Silo.dll"]), port, "/healthz", environment);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Server> Start(
        string[] arguments,
        int port,
        string path,
        Dictionary<string, string> environment
    )
    {
        // A shell throws the log away: read by this process it would take a share of the two cores.
        var info = new ProcessStartInfo("bash", ["-c", "exec dotnet \"$@\" > /dev/null", "bash", .. arguments]);
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(info)!;
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(StartTimeMax);
        while (true)
        {
            try
            {
                using var response = await http.GetAsync($"http://127.0.0.1:{port}{path}", limit.Token);
                if (response.IsSuccessStatusCode)
                    return new Server(process, port, clock.Elapsed);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(5, limit.Token);
        }
    }

    private static string[] In(string? folder, string[] arguments) =>
        [Path.Combine(folder ?? AppContext.BaseDirectory, arguments[0]), .. arguments.Skip(1)];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
