using Binome.Storage.Sqlite;

namespace Binome.Storage.Tests.Sqlite;

/// <summary>G12: a copy taken under load restores to a consistent prefix of what was written.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Tenant = "ten_acme";
    private const int Writers = 8;
    private const int WritesBefore = 20;
    private readonly SqliteFixture storage = new();
    private readonly string restored = Directory.CreateTempSubdirectory("binome-restored-").FullName;

    [Fact]
    public async Task Backup_UnderLoad_RestoresAConsistentPrefix()
    {
        var acknowledged = new int[Writers];
        using var over = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Write(i, acknowledged, over.Token)));
        while (acknowledged.Sum() < WritesBefore)
            await Task.Yield();
        var before = acknowledged.ToArray();

        SqliteBackup.Write(storage.Folder, Path.Combine(restored, "binome.db"));
        await over.CancelAsync();
        await writing;

        using var copy = new SqliteFixture(restored);
        var states = 0;
        for (var i = 0; i < Writers; i++)
        {
            var number = (await copy.Grain(Tenant, $"pair_{i}").Read()).State.Number;
            number.ShouldBeInRange(before[i], acknowledged[i]);
            states += number;
        }
        (await copy.Sequences(Tenant)).ShouldBe(Enumerable.Range(1, states).Select(i => (long)i).Reverse());
        await copy.Grain(Tenant, "pair_new").Write(1, Held("pair_new"));
        (await copy.Sequences(Tenant)).Length.ShouldBe(states + 1);
    }

    [Fact]
    public void Backup_WhenTheFileIsThere_ReplacesNothing()
    {
        var file = Path.Combine(restored, "taken");
        File.WriteAllText(file, "mine");

        Should.Throw<IOException>(() => SqliteBackup.Write(storage.Folder, file));

        File.ReadAllText(file).ShouldBe("mine");
    }

    [Fact]
    public void Backup_WhenThereIsNoDatabase_LeavesNoFile()
    {
        var nothing = Path.Combine(restored, "none");

        Should.Throw<IOException>(() => SqliteBackup.Write(nothing, Path.Combine(restored, "copy")));

        Directory.GetFiles(restored).ShouldBeEmpty();
    }

    [Fact]
    public async Task Backup_IsItsOwnersAlone()
    {
        await storage.Grain(Tenant, "pair_1").Write(1);
        var file = Path.Combine(restored, "copy");

        SqliteBackup.Write(storage.Folder, file).ShouldBe(new FileInfo(file).Length);

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task Write(int writer, int[] acknowledged, CancellationToken over)
    {
        var grain = storage.Grain(Tenant, $"pair_{writer}");
        for (var i = 1; !over.IsCancellationRequested; i++)
        {
            await grain.Write(i, Held(grain.Id));
            Volatile.Write(ref acknowledged[writer], i);
        }
    }

    private static Effects Held(string id) => new Effects().Event(new LedgerEvent("pair.session.held", id));

    public void Dispose()
    {
        storage.Dispose();
        if (Directory.Exists(restored))
            Directory.Delete(restored, recursive: true);
    }
}
