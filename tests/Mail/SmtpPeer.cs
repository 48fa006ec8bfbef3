using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Binome.Mail.Tests;

/// <summary>A test that talks to the SMTP server from npm; skipped, saying why, where it can't run.</summary>
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = SmtpPeer.Missing;
}

/// <inheritdoc cref="SmtpFactAttribute"/>
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = SmtpPeer.Missing;
}

/// <summary>An SMTP server that others wrote, in a process of its own.</summary>
internal sealed class SmtpPeer : IAsyncDisposable
{
    public static readonly string Tests = FindTests();
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Channel<JsonElement> said = Channel.CreateUnbounded<JsonElement>();

    private SmtpPeer(JsonObject behaviour)
    {
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(Tests, "Mail", "smtp-peer.mjs"), behaviour.ToJsonString()]
        )
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
        !Directory.Exists(Path.Combine(Tests, "node_modules", "smtp-server"))
            ? "smtp-server is not installed: npm ci --prefix tests"
        : HasNode() ? null
        : "node is not installed";

    public int Port { get; private set; }

    public static async Task<SmtpPeer> Start(JsonObject? behaviour = null)
    {
        var peer = new SmtpPeer(behaviour ?? []);
        peer.Port = (await peer.Next("port")).GetProperty("port").GetInt32();
        return peer;
    }

    /// <summary>The next thing it says that has such a member.</summary>
    public async Task<JsonElement> Next(string member)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        while (true)
        {
            var next = await said.Reader.ReadAsync(limit.Token);
            if (next.TryGetProperty(member, out _))
                return next;
        }
    }

    /// <summary>The next mail it accepts, as it came over the wire.</summary>
    public async Task<(string From, string[] To, bool Secure, string Raw)> NextMail()
    {
        var mail = await Next("raw");
        return (
            mail.GetProperty("from").GetString()!,
            [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
            mail.GetProperty("secure").GetBoolean(),
            Encoding.Latin1.GetString(mail.GetProperty("raw").GetBytesFromBase64())
        );
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
        using var json = JsonDocument.Parse(line);
        said.Writer.TryWrite(json.RootElement.Clone());
    }

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")));

    private static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests");
    }
}
