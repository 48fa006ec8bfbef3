using System.Diagnostics;

namespace Binome.Api.Tests.Contract;

/// <summary>A test that others' tools from npm judge; skipped, saying why, where they can't run.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.Missing;
}

/// <summary>Tools from npm, each in a process of its own.</summary>
internal static class Node
{
    private static readonly string[] Packages =
    [
        "@stoplight/spectral-cli",
        "@stoplight/spectral-owasp-ruleset",
        "@stoplight/prism-cli",
        "openapi-typescript",
        "openapi-fetch",
        "typescript",
    ];

    public static readonly string Root = FindRoot();
    public static readonly string Tests = Path.Combine(Root, "tests");
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(5);

    /// <summary>Why they can't run; null when they can.</summary>
    public static string? Missing { get; } =
        Packages.FirstOrDefault(name => !Directory.Exists(Path.Combine(Tests, "node_modules", name))) is { } missing
            ? $"{missing} is not installed: npm ci --prefix tests"
        : !HasNode() ? "node is not installed"
        : null;

    public static string Tool(string name) => Path.Combine(Tests, "node_modules", ".bin", name);

    /// <summary>A folder from which the packages are found, gone when it is disposed of.</summary>
    public static WorkFolder NewFolder() =>
        new(
            Directory
                .CreateDirectory(Path.Combine(Tests, "node_modules", ".cache", $"binome-{Guid.NewGuid():N}"))
                .FullName
        );

    public static Process Start(string program, string folder, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    /// <summary>Runs a tool to its end.</summary>
    public static async Task<(int ExitCode, string Said)> Run(string program, string folder, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeMax);
        using var process = Start(program, folder, arguments);
        var said = process.StandardOutput.ReadToEndAsync(limit.Token);
        var complained = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await said + await complained);
    }

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}

internal sealed class WorkFolder(string path) : IDisposable
{
    public string FullName => path;

    public string this[string name] => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
