using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Binome.Mail.Tests;

/// <summary>A test that has ical.js from npm read a calendar; skipped, saying why, where it can't run.</summary>
public sealed class IcsFactAttribute : FactAttribute
{
    public IcsFactAttribute() => Skip = IcsPeer.Missing;
}

/// <summary>The same for several cases.</summary>
public sealed class IcsTheoryAttribute : TheoryAttribute
{
    public IcsTheoryAttribute() => Skip = IcsPeer.Missing;
}

/// <summary>A reader of calendars that others wrote.</summary>
internal static class IcsPeer
{
    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing =>
        SmtpPeer.Missing is { } missing ? missing
        : Directory.Exists(Path.Combine(SmtpPeer.Tests, "node_modules", "ical.js")) ? null
        : "ical.js is not installed: npm ci --prefix tests";

    public static async Task<JsonElement> Read(string calendar)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(SmtpPeer.Tests, "Mail", "ics-peer.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(calendar));
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        var problem = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, problem);
        using var answer = JsonDocument.Parse(said);
        return answer.RootElement.Clone();
    }
}
