using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Binome.EndToEnd.Tests;

/// <summary>The real executable in a process of its own, on a data folder that outlives it.</summary>
internal sealed class BinomeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan VerbTimeMax = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private BinomeProcess(
        string data,
        int port,
        string? verb,
        IEnumerable<(string, string)> settings,
        int? descriptors = null
    )
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = StartInfo(data, Address, verb is null ? [] : [verb], settings);
        if (descriptors is { } most)
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, $"--nofile={most}:{most}");
            start.FileName = "prlimit";
        }
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public string Output => string.Join('\n', output);

    /// <param name="settings">Names after <c>Binome__</c>, with values.</param>
    /// <param name="descriptors">How many the process may hold open; as many as the system gives otherwise.</param>
    public static async Task<BinomeProcess> Start(
        string data,
        string? verb = null,
        IEnumerable<(string Name, string Value)>? settings = null,
        int? descriptors = null
    )
    {
        var binome = new BinomeProcess(data, FreePort(), verb, settings ?? [], descriptors);
        await binome.Ready();
        return binome;
    }

    /// <summary>Starts one that is expected to end by itself, and answers what it said.</summary>
    public static async Task<string> Refused(string data, IEnumerable<(string Name, string Value)> settings)
    {
        await using var binome = new BinomeProcess(data, FreePort(), verb: null, settings);
        using var limit = new CancellationTokenSource(StartTimeMax);
        await binome.process.WaitForExitAsync(limit.Token);
        binome.process.ExitCode.ShouldBe(1, binome.Output);
        return binome.Output;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> Verb(string data, params string[] arguments)
    {
        using var verb = Process.Start(StartInfo(data, new Uri($"http://127.0.0.1:{FreePort()}"), arguments))!;
        using var limit = new CancellationTokenSource(VerbTimeMax);
        var errors = verb.StandardError.ReadToEndAsync(limit.Token);
        var text = await verb.StandardOutput.ReadToEndAsync(limit.Token);
        await verb.WaitForExitAsync(limit.Token);
        return (verb.ExitCode, text, await errors);
    }

    /// <summary>Makes a tenant by the operator's verb and answers its first API key.</summary>
    public static async Task<string> NewTenant(string data, string name)
    {
        var (code, text, errors) = await Verb(data, "tenants", "create", "--name", name, "--json");
        code.ShouldBe(0, errors);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("key").GetProperty("secret").GetString()!;
    }

    public ApiClient Client(string key) => new(Address, key);

    /// <summary>The same, and an owner of the only tenant is signed in by the link that the operator's verb prints.</summary>
    public async Task<ApiClient> SignedIn(string data, string key)
    {
        var (_, tenants, _) = await Verb(data, "tenants", "list", "--json");
        using var listed = JsonDocument.Parse(tenants);
        var tenant = listed.RootElement.GetProperty("data")[0].GetProperty("id").GetString()!;
        string[] asked = ["--tenant", tenant, "--email", "owner@acme.example", "--name", "Ada", "--role", "owner"];
        var (code, invited, errors) = await Verb(data, ["members", "invite", .. asked, "--json"]);
        code.ShouldBe(0, errors);
        using var member = JsonDocument.Parse(invited);
        var client = Client(key);
        await client.SignIn(member.RootElement.GetProperty("link").GetString()!);
        return client;
    }

    /// <summary>As a power cut would: no handler runs.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
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
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Binome was not ready within {StartTimeMax}:\n{Output}");
            }
            await Task.Delay(20);
        }
    }

    private static ProcessStartInfo StartInfo(
        string data,
        Uri address,
        IEnumerable<string> arguments,
        IEnumerable<(string, string)>? settings = null
    )
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Binome.Silo.dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Binome__Url"] = address.ToString(),
                ["Binome__Storage__DataPath"] = data,
                ["Binome__Log__Level"] = "Warning",
                // Load comes from one organisation.
                ["Binome__Limits__RequestsPerMinute"] = "1000000",
                ["Binome__Limits__ConcurrentPerTenant"] = "10000",
            },
        };
        foreach (var (name, value) in settings ?? [])
            start.Environment[$"Binome__{name}"] = value;
        return start;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
