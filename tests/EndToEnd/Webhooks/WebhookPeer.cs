using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Binome.EndToEnd.Tests.Webhooks;

/// <summary>A test that needs node and the npm packages of the tests; skipped, saying why, where they are not.</summary>
public sealed class WebhookFactAttribute : FactAttribute
{
    public WebhookFactAttribute() => Skip = WebhookPeer.Missing;
}

/// <summary>A request as the receiver saw it.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Event">The id in the body; null when no secret of the receiver's had signed it.</param>
internal sealed record Received(
    int Status,
    string Id,
    string? Event,
    string? Type,
    string? Resource,
    long Sequence,
    int Signatures
);

/// <summary>A receiver in a process of its own that verifies with the library that the standard's authors wrote.</summary>
internal sealed class WebhookPeer : IAsyncDisposable
{
    private static readonly string Tests = FindTests();
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly TaskCompletionSource<int> listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim known = new(0);

    private WebhookPeer(object behaviour)
    {
        var script = Path.Combine(Tests, "EndToEnd", "Webhooks", "webhook-peer.mjs");
        var start = new ProcessStartInfo("node", [script, JsonSerializer.Serialize(behaviour)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>Why there is no peer; null when there is one.</summary>
    public static string? Missing { get; } =
        !Directory.Exists(Path.Combine(Tests, "node_modules", "standardwebhooks"))
            ? "standardwebhooks is not installed: npm ci --prefix tests"
            : null;

    public string Url { get; private set; } = "";

    public ConcurrentQueue<Received> Requests { get; } = new();

    public static async Task<WebhookPeer> Start(object behaviour)
    {
        var peer = new WebhookPeer(behaviour);
        peer.Url = $"http://127.0.0.1:{await peer.listens.Task.WaitAsync(StartTimeMax)}/hook";
        return peer;
    }

    public async Task Know(string secret)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { secret }));
        await process.StandardInput.FlushAsync();
        (await known.WaitAsync(StartTimeMax)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        using var said = JsonDocument.Parse(line);
        if (said.RootElement.TryGetProperty("port", out var port))
            listens.SetResult(port.GetInt32());
        else if (said.RootElement.TryGetProperty("known", out _))
            known.Release();
        else
            Requests.Enqueue(JsonSerializer.Deserialize<Received>(line, JsonSerializerOptions.Web)!);
    }

    private static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests");
    }
}
