using Binome.Rig;

namespace Binome.EndToEnd.Tests;

/// <summary>
/// Two processes that know nothing of each other on one database, so that each has its own activation of the same grain: what
/// a cluster may have for a moment while it fails over, here all the time. The version of the stored state lets one win.
/// </summary>
public sealed class SharedDatabaseTests
{
    private const int Callers = 6;
    private const int SessionsMin = 200;

    [Fact]
    public async Task Sessions_WhenTwoProcessesHaveTheSameGrains_AreEachStoredOnce()
    {
        using var first = new DataFolder();
        using var second = new DataFolder();
        var database = PostgreSqlServer.Shared.NewDatabase();
        await using var one = await Start(first, database, "one");
        await using var two = await Start(second, database, "two");
        var key = await BinomeProcess.NewTenant(first.Path, "Acme");
        using var reader = await one.SignedIn(first.Path, key);
        // Few pairs, so that the two meet at every one of them again and again.
        var pairs = (await reader.NewPairs(people: 40)).Take(2).ToList();

        using var client = new SteadyClient([one.Address, two.Address], key);
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(
            Enumerable.Range(0, Callers).Select(caller => client.Log(pairs, caller, Callers, stop.Token))
        );
        while (client.Acknowledged.Count < SessionsMin && !load.IsCompleted)
            await Task.Delay(20);
        await stop.CancelAsync();
        await load;

        await reader.ShouldHold(pairs, client.Acknowledged);
    }

    private static Task<BinomeProcess> Start(DataFolder data, string database, string cluster) =>
        BinomeProcess.Start(
            data.Path,
            settings:
            [
                ("Storage__Provider", "PostgreSql"),
                ("Storage__ConnectionString", database),
                ("KeysPath", Path.Combine(Path.GetTempPath(), $"bn-keys-{Environment.ProcessId}")),
                ("Cluster__ClusterId", cluster),
                ("Cluster__Address", "127.0.0.1"),
                ("Cluster__SiloPort", "0"),
                ("Cluster__GatewayPort", "0"),
            ]
        );
}
