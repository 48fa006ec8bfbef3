using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Binome.EndToEnd.Tests;

/// <summary>The README's quickstart, replayed as it stands there.</summary>
public sealed partial class QuickstartTests
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Quickstart_OnTheDemonstration_RunsToItsReport()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path, "demo");
        var key = await Printed(binome, Key());
        var link = await Printed(binome, Link());

        var (code, output, errors) = await Bash(
            Script().Replace("http://localhost:5080", binome.Address.ToString().TrimEnd('/')),
            key,
            link,
            data.Path
        );

        code.ShouldBe(0, $"{output}\n{errors}");
        output.ShouldContain("\"rejected\":1");
        output.ShouldContain("row.email_invalid");
        output.ShouldContain("\"status\":\"proposed\"");
        output.ShouldContain("\"opened\":50");
        output.ShouldContain("pair.session.due");
        output.ShouldContain("pair.session.overdue");
        output.ShouldContain("\"object\":\"programme_report\"");
    }

    [Fact]
    public async Task Demo_StartedAgain_LoadsNothingTwice()
    {
        using var data = new DataFolder();
        await using (var first = await BinomeProcess.Start(data.Path, "demo"))
            (await Printed(first, People())).ShouldBe("938 created, 0 unchanged, 8 rejected rows");

        await using var again = await BinomeProcess.Start(data.Path, "demo");
        (await Printed(again, People())).ShouldBe("0 created, 938 unchanged, 8 rejected rows");
        using var client = again.Client(await Printed(again, Key()));
        (await client.All("/v1/programmes")).Count.ShouldBe(1);
        (await client.All("/v1/matching_runs")).Count.ShouldBe(1);
    }

    private static async Task<string> Printed(BinomeProcess binome, Regex what)
    {
        using var limit = new CancellationTokenSource(TimeMax);
        while (true)
        {
            if (what.Match(binome.Output) is { Success: true } match)
                return match.Groups[1].Value;
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<(int Code, string Output, string Errors)> Bash(
        string script,
        string key,
        string link,
        string folder
    )
    {
        var info = new ProcessStartInfo("bash", ["-eu"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KEY"] = key, ["LINK"] = link },
        };
        using var bash = Process.Start(info)!;
        using var limit = new CancellationTokenSource(TimeMax);
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEndAsync(limit.Token);
        var output = await bash.StandardOutput.ReadToEndAsync(limit.Token);
        await bash.WaitForExitAsync(limit.Token);
        return (bash.ExitCode, output, await errors);
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "README.md")))
            folder = folder.Parent ?? throw new InvalidOperationException("README.md is not above the tests.");
        var readme = File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
        return Block().Match(readme) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidOperationException("The README has no quickstart.");
    }

    [GeneratedRegex(@"<!-- quickstart -->\s*```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"API key\s+(bn_live_\w+)")]
    private static partial Regex Key();

    [GeneratedRegex(@"Sign in\s+(http\S+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"People\s+(\d.*rows)")]
    private static partial Regex People();
}
