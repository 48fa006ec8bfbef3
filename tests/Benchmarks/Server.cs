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
    public static Task<Server> Bare(string? folder = null)
    {
        var port = FreePort();
        return Start(In(folder, ["Binome.Benchmarks.dll", "bare", $"{port}"]), port, "/hello", []);
    }

    public static Task<Server> Binome(string data) => Binome(new BenchStorage(data));

    /// <param name="folder">Where the program was published; as it was built when absent.</param>
    public static Task<Server> Binome(BenchStorage storage, string? folder = null)
    {
        var port = FreePort();
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
