using System.Diagnostics;

namespace Binome.Benchmarks;

/// <summary>A program of this repository in its published form.</summary>
internal static class Publication
{
    public static async Task<string> Make(string project, string folder)
    {
        var info = new ProcessStartInfo("dotnet", ["publish", Root(project), "-c", "Release", "-o", folder, "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(info)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException(said);
    }

    private static string Root(string project)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Binome.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("Run it from its own checkout.");
        return Path.Combine(folder.FullName, project);
    }
}
