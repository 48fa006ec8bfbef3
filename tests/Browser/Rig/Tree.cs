namespace Binome.Browser.Tests.Rig;

/// <summary>Places in the source tree.</summary>
internal static class Tree
{
    public static readonly string Root = FindRoot();

    public static string Axe => Path.Combine(Root, "tests", "node_modules", "axe-core", "axe.min.js");

    public static string Screenshots => Path.Combine(Root, "artifacts", "screenshots");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new InvalidOperationException("The source tree is not above the tests.");
        return folder.FullName;
    }
}
