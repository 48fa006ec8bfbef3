using Binome.Contracts.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Storage.Tests.Sqlite;

public sealed class RecoveryTests : IDisposable
{
    private const string Tenant = "ten_acme";
    private const int Writers = 16;
    private const int WritesEach = 30;
    private readonly SqliteFixture storage = new();
    private readonly string copy = Directory.CreateTempSubdirectory("binome-copy-").FullName;

    [Fact]
    public async Task Open_AfterAnAbruptEnd_HasAllThatWasAcknowledged()
    {
        var acknowledged = new int[Writers];
        var halfWay = new TaskCompletionSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Write(i, acknowledged, halfWay)));
        await halfWay.Task;

        // What the disk holds at this moment, as after a kill: what was acknowledged before the copy must be in it.
        var before = acknowledged.ToArray();
        CopyAsItLies();
        await writing;

        using var services = new ServiceCollection()
            .AddBinomeStorage(options => options.DataPath = copy)
            .BuildServiceProvider();
        services.GetRequiredService<StorageDatabase>().Open();
        before.Sum().ShouldBeGreaterThan(0);
        for (var i = 0; i < Writers; i++)
            (await Read(services, i)).ShouldBeGreaterThanOrEqualTo(before[i]);
        await ShouldBeWhole(services);
    }

    private async Task Write(int writer, int[] acknowledged, TaskCompletionSource halfWay)
    {
        var grain = storage.Grain(Tenant, $"pair_{writer}");
        for (var i = 1; i <= WritesEach; i++)
        {
            await grain.Write(i, new Effects().Event(new LedgerEvent("pair.session.held", grain.Id)));
            Volatile.Write(ref acknowledged[writer], i);
            if (i == WritesEach / 2)
                halfWay.TrySetResult();
        }
    }

    // The database file can be copied before the log because the log of this little test is never folded in meanwhile.
    private void CopyAsItLies()
    {
        foreach (var name in (string[])["binome.db", "binome.db-wal"])
            File.Copy(Path.Combine(storage.Folder, name), Path.Combine(copy, name));
    }

    private static async Task<int> Read(ServiceProvider services, int writer)
    {
        var state = new GrainState<TestState>(new TestState());
        await services
            .GetRequiredKeyedService<IGrainStorage>(GrainKinds.Storage)
            .ReadStateAsync(GrainKinds.Pair, GrainId.Create("pair", GrainKey.Of(Tenant, $"pair_{writer}")), state);
        return state.State!.Number;
    }

    private static async Task ShouldBeWhole(ServiceProvider services)
    {
        var states = 0;
        for (var i = 0; i < Writers; i++)
            states += await Read(services, i);
        var (events, _) = await services
            .GetRequiredService<IEventRows>()
            .List(Tenant, new EventFilter([], null, null, null), null, Writers * WritesEach);
        events.Length.ShouldBe(states);
        events
            .Select(happened => happened.Sequence)
            .ShouldBe(Enumerable.Range(1, states).Select(i => (long)i).Reverse());
    }

    public void Dispose()
    {
        storage.Dispose();
        Directory.Delete(copy, recursive: true);
    }
}
