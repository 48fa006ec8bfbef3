using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Binome.Benchmarks;

/// <summary>The load generator: Debian's wrk, on the same two cores as the server it loads.</summary>
internal static partial class Wrk
{
    private const int Connections = 64;

    public static async Task<double> RequestsPerSecond(
        string address,
        string? script,
        Dictionary<string, string> environment,
        int seconds
    )
    {
        List<string> arguments = ["-t1", $"-c{Connections}", $"-d{seconds}s"];
        if (script is not null)
            arguments.AddRange(["-s", Path.Combine(AppContext.BaseDirectory, script)]);
        arguments.Add(address);
        var info = new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        using var wrk = Process.Start(info)!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (
            text.Contains("Non-2xx", StringComparison.Ordinal)
            || text.Contains("Socket errors", StringComparison.Ordinal)
        )
            throw new InvalidOperationException($"The load was not answered as it should be:\n{text}");
        return double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
