using System.Diagnostics;

namespace Binome.StripePeer.Tests;

/// <summary>A test that drives the peer with the official library from npm; skipped, saying why, where it can't run.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePeer.Missing;
}

/// <inheritdoc cref="NodeFactAttribute"/>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodePeer.Missing;
}

/// <summary>Runs a program of this folder under node.</summary>
internal static class NodePeer
{
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(3);

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing => StripeServer.Types.StripeTypes.Missing;

    public static async Task<(int Exit, string Output)> Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(StripeServer.Types.StripeTypes.TestsFolder, "StripePeer", file), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(RunMax);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
