using System.Diagnostics;

namespace Binome.EndToEnd.Tests.Faults;

/// <summary>Runs where a running process may be traced, and says why where it may not.</summary>
public sealed class TracedFactAttribute : FactAttribute
{
    public TracedFactAttribute() => Skip = Tracer.Missing;
}

/// <summary>strace on a running process: counts its system calls, or makes them fail, until disposed.</summary>
internal sealed class Tracer : IAsyncDisposable
{
    private static readonly TimeSpan AttachTimeMax = TimeSpan.FromSeconds(20);
    private static readonly Lazy<string?> Refusal = new(Try);
    private readonly Process strace;
    private readonly string log;

    private Tracer(int process, string expressions)
    {
        log = Path.GetTempFileName();
        var arguments = $"-f -p {process} -o {log} {expressions}";
        strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
    }

    public static string? Missing => Refusal.Value;

    /// <summary>How many of the traced calls have ended so far.</summary>
    public int Count => Lines().Count(line => line.Contains(" = ", StringComparison.Ordinal));

    /// <summary>How many were made to fail.</summary>
    public int Injected => Lines().Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal));

    public static async Task<Tracer> Attach(BinomeProcess process, string expressions)
    {
        var tracer = new Tracer(process.Id, expressions);
        using var limit = new CancellationTokenSource(AttachTimeMax);
        // It says so once it has all threads.
        var said = await tracer.strace.StandardError.ReadLineAsync(limit.Token);
        said.ShouldNotBeNull();
        said.ShouldContain("attached");
        _ = tracer.strace.StandardError.ReadToEndAsync(CancellationToken.None);
        return tracer;
    }

    public async ValueTask DisposeAsync()
    {
        // Asked to end, it lets go of the process, which goes on.
        using var kill = Process.Start("kill", $"-INT {strace.Id}");
        await kill.WaitForExitAsync();
        await strace.WaitForExitAsync();
        strace.Dispose();
        File.Delete(log);
    }

    private string[] Lines()
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n');
    }

    private static string? Try()
    {
        try
        {
            using var sleeper = Process.Start("sleep", "30");
            var asked = new ProcessStartInfo("timeout", $"-s INT 1 strace -p {sleeper.Id}")
            {
                RedirectStandardError = true,
            };
            using var strace = Process.Start(asked)!;
            var said = strace.StandardError.ReadToEnd();
            strace.WaitForExit();
            sleeper.Kill();
            return said.Contains("attached", StringComparison.Ordinal)
                ? null
                : $"strace may not look at a running process here: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "strace is not installed: apt-get install strace";
        }
    }
}
