namespace Binome.Architecture.Tests;

public sealed class RoomTests
{
    private const int LinesPerFileMax = 400;

    [Theory]
    [InlineData("Contracts", "")]
    [InlineData("Matching", "")]
    [InlineData("Embedded", "")]
    [InlineData("Grains", "Contracts,Matching")]
    [InlineData("Storage", "Contracts")]
    [InlineData("WebApi", "Contracts")]
    [InlineData("Silo", "Contracts,Grains,Storage,WebApi")]
    public void Room_RefersOnlyTo_ItsNeighbours(string room, string neighbours) =>
        House.ReferencesOf(room).Order().ShouldBe(neighbours.Split(',', StringSplitOptions.RemoveEmptyEntries).Order());

    [Fact]
    public void Matching_HasNoPackageAndNoActors()
    {
        var project = File.ReadAllText(Path.Combine(House.Root, "src/Matching/Matching.csproj"));
        project.ShouldNotContain("PackageReference");
        project.ShouldNotContain("UsesActors");
    }

    [Fact]
    public void Classes_AreSealed_StaticOrMeantAsBase()
    {
        // LedgerState is the one base record of stored states; Grain and PageModel are bases by their nature.
        string[] bases = ["LedgerState", "Grain"];
        var open = House
            .Rooms.Select(House.AssemblyOf)
            .SelectMany(House.WrittenTypes)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => !bases.Contains(type.Name) && !typeof(Attribute).IsAssignableFrom(type))
            .Where(type => !typeof(Exception).IsAssignableFrom(type) || type.Assembly != House.AssemblyOf("Embedded"))
            .Where(type => type.Namespace != "AspNetCoreGeneratedDocument" && type.Name != "Program")
            .Select(type => type.FullName);
        open.ShouldBeEmpty();
    }

    [Fact]
    public void Grains_AreInternal()
    {
        var grains = House.WrittenTypes(House.AssemblyOf("Grains")).Where(type => typeof(Grain).IsAssignableFrom(type));
        grains.ShouldNotBeEmpty();
        grains.Where(type => type.IsPublic).ShouldBeEmpty();
    }

    [Fact]
    public void Grains_AreLookedUp_InOneFile()
    {
        var callers = Sources("src")
            .Where(file => !file.Path.StartsWith("src/Embedded/", StringComparison.Ordinal))
            .Where(file => file.Text.Contains("GetGrain<", StringComparison.Ordinal))
            .Select(file => file.Path);
        callers.ShouldBe(["src/Contracts/TenantGrains.cs"]);
    }

    [Fact]
    public void OtherEdition_IsNamed_OnlyInTheHostAndTheFixtures()
    {
        var conditional = Sources("src")
            .Concat(Sources("tests"))
            .Where(file => file.Text.Contains("#if" + " ORLEANS", StringComparison.Ordinal))
            .Select(file => file.Path)
            .Where(path =>
                !path.StartsWith("src/Silo/Hosting/", StringComparison.Ordinal)
                && !path.StartsWith("tests/Conformance/Fixture/", StringComparison.Ordinal)
                && path != "tests/Grains/Company/CompanyHost.cs"
            );
        conditional.ShouldBeEmpty();
    }

    [Fact]
    public void Sql_IsWritten_OnlyInStorage()
    {
        var elsewhere = Sources("src")
            .Where(file => !file.Path.StartsWith("src/Storage/", StringComparison.Ordinal))
            .Where(file => file.Text.Contains("Microsoft.Data.Sqlite") || file.Text.Contains("using Dapper"))
            .Select(file => file.Path);
        elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public void Time_IsNeverReadFromTheWallClock()
    {
        string[] banned = ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.UtcNow", "DateTimeOffset.Now"];
        var readers = Sources("src").Where(file => banned.Any(file.Text.Contains)).Select(file => file.Path);
        readers.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(House.Root, "BannedSymbols.txt")).ShouldContain("P:System.DateTime.UtcNow");
    }

    [Fact]
    public void Files_StayShort() =>
        Sources("src")
            .Concat(Sources("tests"))
            .Where(file => file.Text.Count(character => character == '\n') > LinesPerFileMax)
            .Select(file => file.Path)
            .ShouldBeEmpty();

    private static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        House
            .SourceFiles(folder)
            .Select(file => (Path.GetRelativePath(House.Root, file).Replace('\\', '/'), File.ReadAllText(file)));
}
