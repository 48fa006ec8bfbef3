using System.Diagnostics;

namespace Binome.EndToEnd.Tests.Faults;

/// <summary>Runs where a file system may be mounted, and says why where it may not.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}

/// <summary>A file system in memory that holds very little.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Refusal = new(Try);
    private readonly DataFolder folder = new();

    public SmallDisk(int megabytes) => Mount($"-t tmpfs -o size={megabytes}m tmpfs {folder.Path}").ShouldBe(0);

    public static string? Missing => Refusal.Value;

    public string Path => System.IO.Path.Combine(folder.Path, "d");

    public void Grow(int megabytes) => Mount($"-o remount,size={megabytes}m {folder.Path}").ShouldBe(0);

    public void Dispose()
    {
        Run("umount", $"-l {folder.Path}");
        folder.Dispose();
    }

    private static int Mount(string arguments) => Run("mount", arguments);

    private static int Run(string program, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
            return "There is no tmpfs.";
        using var folder = new DataFolder();
        if (Mount($"-t tmpfs -o size=1m tmpfs {folder.Path}") != 0)
            return "No file system may be mounted here.";
        Run("umount", folder.Path);
        return null;
    }
}
