using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace Binome.Surface.Tests;

/// <summary>Runs where the packages of real Orleans can be had, and says why where they can't.</summary>
public sealed class OrleansTheoryAttribute : TheoryAttribute
{
    public OrleansTheoryAttribute() => Skip = RealOrleans.Missing;
}

/// <summary>The assemblies of one release of real Orleans, read and never run.</summary>
internal sealed class RealOrleans : IDisposable
{
    private static readonly string[] Packages =
    [
        "Core.Abstractions",
        "Core",
        "Runtime",
        "Reminders",
        "Serialization",
        "Serialization.Abstractions",
    ];

    private static readonly TimeSpan RestoreTimeMax = TimeSpan.FromMinutes(3);
    private static readonly Lazy<(string? Folder, string? Missing)> Restored = new(Restore);
    private readonly AssemblyLoadContext context = new("orleans", isCollectible: true);
    private readonly Dictionary<string, Type> types;

    /// <param name="abstractions">The release of the assembly in which most of the surface lives.</param>
    /// <param name="others">That of the other assemblies.</param>
    public RealOrleans(string abstractions, string others)
    {
        var files = Packages.ToDictionary(
            package => $"Orleans.{package}",
            package => FileOf(package, package == Packages[0] ? abstractions : others)
        );
        context.Resolving += (_, name) =>
            files.TryGetValue(name.Name!, out var file) ? context.LoadFromAssemblyPath(file) : null;
        types = files
            .Values.Select(context.LoadFromAssemblyPath)
            .SelectMany(assembly => assembly.GetExportedTypes())
            .ToDictionary(type => type.FullName!);
    }

    /// <summary>Why there is nothing to compare with; null when there is.</summary>
    public static string? Missing => Restored.Value.Missing;

    public Type? Find(string name) => types.GetValueOrDefault(name);

    public void Dispose() => context.Unload();

    private static string FileOf(string package, string version) =>
        $"{Restored.Value.Folder}microsoft.orleans.{package.ToLowerInvariant()}/{version}/lib/net10.0/Orleans.{package}.dll";

    private static (string? Folder, string? Missing) Restore()
    {
        var project = $"{Root()}/tests/Surface/Packages/Packages.csproj";
        var (code, output) = Dotnet("restore", project, "-nologo", "-v", "quiet");
        if (code != 0 && output.Contains("error NU", StringComparison.Ordinal))
            return (null, "The packages of real Orleans can't be restored here.");
        if (code != 0)
            throw new InvalidOperationException(output);
        return (Dotnet("msbuild", project, "-getProperty:NuGetPackageRoot").Output.Trim(), null);
    }

    private static (int Code, string Output) Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        if (process.WaitForExit(RestoreTimeMax))
            return (process.ExitCode, output);
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"dotnet {string.Join(' ', arguments)} took longer than {RestoreTimeMax}.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Binome.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return folder.FullName;
    }
}
