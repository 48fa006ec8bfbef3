using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Binome.Benchmarks;

/// <summary>The load generator: Debian's wrk, on the same two cores as the server it loads.</summary>
internal static partial class Wrk
{
    private const int Connections = 64;

    /// <param name="refused">Whether the answers are expected to be refusals.</param>
    public static async Task<double> RequestsPerSecond(
        string address,
        string? script,
        Dictionary<string, string> environment,
        int seconds,
        bool refused = false
    )
    {
        List<string> arguments = ["-t1", $"-c{Connections}", $"-d{seconds}s"];
        if (script is not null)
            arguments.AddRange(["-s", Path.Combine(AppContext.BaseDirectory, script)]);
        var text = await Run([.. arguments, address], environment, refused);
        return double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>The 99th percentile of the answers to one caller who waits for each.</summary>
    public static async Task<double> MillisecondsP99(string address, string key, int seconds)
    {
        var text = await Run(
            ["-t1", "-c1", $"-d{seconds}s", "--latency", "-H", $"Authorization: Bearer {key}", address],
            []
        );
        var found = P99().Match(text);
        var value = double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
        return found.Groups[2].Value switch
        {
            "us" => value / 1_000,
            "ms" => value,
            _ => value * 1_000,
        };
    }

    private static async Task<string> Run(
        IEnumerable<string> arguments,
        Dictionary<string, string> environment,
        bool refused = false
    )
    {
        var info = new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        using var wrk = Process.Start(info)!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (
            text.Contains("Non-2xx", StringComparison.Ordinal) != refused
            || text.Contains("Socket errors", StringComparison.Ordinal)
        )
            throw new InvalidOperationException($"The load was not answered as it should be:\n{text}");
        return text;
    }

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
