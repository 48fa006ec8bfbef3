using System.Net;

namespace Binome.EndToEnd.Tests;

/// <summary>Moving house and backing up, as an operator types it.</summary>
public sealed class MovingTests
{
    [Fact]
    public async Task ExportAndBackup_WhileTheServerRuns_AreTakenInElsewhere()
    {
        using var data = new DataFolder();
        using var moved = new DataFolder();
        using var restored = new DataFolder();
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        var archive = Path.Combine(moved.Path, "everything.gz");
        await using (var binome = await BinomeProcess.Start(data.Path))
        {
            await Succeed(data.Path, "export", "--all", archive);
            await Succeed(data.Path, "backup", Path.Combine(restored.Path, "binome.db"));
            var (again, _, errors) = await BinomeProcess.Verb(data.Path, "export", "--all", archive);
            again.ShouldBe(1);
            errors.ShouldContain("is there already");
        }
        await Succeed(moved.Path, "import", archive);

        foreach (var folder in (DataFolder[])[moved, restored])
        {
            await using var binome = await BinomeProcess.Start(folder.Path);
            using var client = binome.Client(key);
            (await client.Status("/v1/participants")).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Import_WhileTheServerRuns_OrOfAnotherFile_SaysSoInOneLine()
    {
        using var data = new DataFolder();
        var file = Path.Combine(data.Path, "other");
        await File.WriteAllTextAsync(file, "no archive");
        var (noArchive, _, what) = await BinomeProcess.Verb(data.Path, "import", file);
        await using var binome = await BinomeProcess.Start(data.Path);
        var (inUse, _, who) = await BinomeProcess.Verb(data.Path, "import", file);

        noArchive.ShouldBe(1);
        what.Trim().ShouldBe("The file is no archive of Binome.");
        inUse.ShouldBe(1);
        who.ShouldContain("in use by another Binome process");
    }

    private static async Task Succeed(string data, params string[] arguments)
    {
        var (code, _, errors) = await BinomeProcess.Verb(data, arguments);
        code.ShouldBe(0, errors);
    }
}
