using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Binome.Browser.Tests.Rig;

/// <summary>The real executable on a free port and a data folder of its own, as somebody starts it to try it.</summary>
internal sealed class BinomeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;
    private readonly ConcurrentQueue<string> output = new();
    private Process process;

    private readonly IReadOnlyDictionary<string, string> settings;

    private BinomeProcess(Uri address, string? verb, IReadOnlyDictionary<string, string> settings)
    {
        this.settings = settings;
        Address = address;
        process = Begin(verb);
    }

    public Uri Address { get; }

    public string Output => string.Join('\n', output);

    public static Task<BinomeProcess> Start(string? verb = null) =>
        Start(new Uri($"http://localhost:{FreePort()}"), verb, new Dictionary<string, string>());

    /// <param name="settings">What is set for a process that will be at an address.</param>
    public static async Task<BinomeProcess> Start(Func<Uri, Task<IReadOnlyDictionary<string, string>>> settings)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        return await Start(address, verb: null, await settings(address));
    }

    private static async Task<BinomeProcess> Start(
        Uri address,
        string? verb,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var binome = new BinomeProcess(address, verb, settings);
        await binome.Ready();
        return binome;
    }

    /// <summary>The first text on the console that looks like this; waits for it.</summary>
    public async Task<string> Printed(Regex pattern)
    {
        using var limit = new CancellationTokenSource(StartTimeMax);
        while (true)
        {
            if (pattern.Match(Output) is { Success: true } match)
                return match.Groups[^1].Value;
            if (process.HasExited)
                throw new InvalidOperationException($"Binome ended with {process.ExitCode}:\n{Output}");
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>As a power cut would, and then as its operator starts it again.</summary>
    public async Task KillAndStart()
    {
        await Kill();
        process.Dispose();
        process = Begin(null);
        await Ready();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private Process Begin(string? verb)
    {
        var begun = Process.Start(StartInfo(verb is null ? [] : [verb]))!;
        begun.OutputDataReceived += (_, line) => Keep(line.Data);
        begun.ErrorDataReceived += (_, line) => Keep(line.Data);
        begun.BeginOutputReadLine();
        begun.BeginErrorReadLine();
        return begun;
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var silo = Path.Combine(AppContext.BaseDirectory, "Binome.Silo.dll");
        var info = new ProcessStartInfo("dotnet", [silo, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Binome__Url"] = Address.GetLeftPart(UriPartial.Authority),
                ["Binome__Storage__DataPath"] = folder,
                ["Binome__Log__Level"] = "Warning",
            },
        };
        foreach (var (name, value) in settings)
            info.Environment[name] = value;
        return info;
    }

    private void Keep(string? line)
    {
        if (line is not null)
            output.Enqueue(line);
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var limit = new CancellationTokenSource(StartTimeMax);
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Binome ended with {process.ExitCode}:\n{Output}");
            try
            {
                using var response = await http.GetAsync("/readyz", limit.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(50, limit.Token);
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
