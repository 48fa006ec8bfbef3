using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.Storage.Tests.Sqlite;

public sealed class DataFolderTests : IDisposable
{
    private readonly SqliteFixture storage = new();

    [Fact]
    public void Open_WhenTheFolderIsInUse_SaysWhich()
    {
        using var second = Second();

        var failure = Should.Throw<DataFolderLockedException>(() =>
            second.GetRequiredService<StorageDatabase>().Open()
        );

        failure.Message.ShouldContain(storage.Folder);
    }

    [Fact]
    public void Open_WhenTheFirstHasClosed_Succeeds()
    {
        using var second = Second();
        storage.Get<StorageDatabase>().Dispose();

        second.GetRequiredService<StorageDatabase>().Open();
    }

    [Fact]
    public void Open_WhenOpenAlready_DoesNothing()
    {
        storage.Get<StorageDatabase>().Open();
    }

    [Fact]
    public async Task Write_WhenNotOpen_SaysSo()
    {
        using var second = Second();

        var failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            second.GetRequiredService<Contracts.Integrations.IIdempotency>().Claim("t", "k", "h", "c")
        );

        failure.Message.ShouldContain("not open");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Open_WhenTheFolderIsMissing_MakesItForItsOwnerAlone()
    {
        var folder = Path.Combine(storage.Folder, "new");
        using var services = new ServiceCollection()
            .AddBinomeStorage(options => options.DataPath = folder)
            .BuildServiceProvider();

        services.GetRequiredService<StorageDatabase>().Open();

        File.GetUnixFileMode(folder)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Dispose_WhenWritten_FoldsTheLogIn()
    {
        await storage.Grain("ten_acme", "pair_1").Write(1);

        storage.Get<StorageDatabase>().Dispose();

        File.Exists(storage.DatabasePath + "-wal").ShouldBeFalse();
    }

    public void Dispose() => storage.Dispose();

    private ServiceProvider Second() =>
        new ServiceCollection().AddBinomeStorage(options => options.DataPath = storage.Folder).BuildServiceProvider();
}
