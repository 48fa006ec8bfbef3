using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Binome.Architecture.Tests;

/// <summary>The source tree and the assemblies built from it.</summary>
internal static class House
{
    public static readonly string Root = FindRoot();

    public static readonly string[] Rooms =
    [
        "Contracts",
        "Matching",
        "Grains",
        "Storage",
        "WebApi",
        "Silo",
        "Embedded",
    ];

    public static Assembly AssemblyOf(string room) => Assembly.Load($"Binome.{room}");

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    /// <summary>What a room's project refers to: names of other rooms.</summary>
    public static string[] ReferencesOf(string room) =>
        [
            .. XDocument
                .Load(Path.Combine(Root, "src", room, $"{room}.csproj"))
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)),
        ];

    /// <summary>Classes that somebody wrote, without those a compiler or generator made.</summary>
    public static IEnumerable<Type> WrittenTypes(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                !type.Name.Contains('<')
                && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) != true
                && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
                && type.Namespace?.StartsWith("Microsoft", StringComparison.Ordinal) != true
            );

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The source tree is not above the tests.");
    }
}
