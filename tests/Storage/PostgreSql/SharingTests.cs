using Binome.Contracts.Pairs;
using Binome.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Storage.Tests.PostgreSql;

/// <summary>Two processes on one database, and connections that go from tenant to tenant.</summary>
public sealed class SharingTests : IDisposable
{
    private const string Acme = "ten_acme";
    private const string Other = "ten_other";
    private const int Rounds = 40;
    private readonly PostgreSqlFixture storage = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("binome-second-");
    private readonly ServiceProvider second;

    public SharingTests()
    {
        second = new ServiceCollection()
            .AddSingleton<TimeProvider>(storage.Time)
            .AddBinomeStorage(options =>
            {
                options.DataPath = folder.FullName;
                options.Provider = StorageProvider.PostgreSql;
                options.ConnectionString = storage.ConnectionString;
            })
            .BuildServiceProvider();
        second.GetRequiredService<StorageDatabase>().Open();
    }

    [Fact]
    public async Task Commits_OfTwoProcesses_NumberEachLogWithoutGaps()
    {
        await Task.WhenAll(
            from tenant in (string[])[Acme, Other]
            from i in Enumerable.Range(0, Rounds)
            from ledger in (IGrainStorage[])[storage.Ledger, SecondLedger]
            select Write(ledger, tenant, $"pair_{(ledger == SecondLedger ? "b" : "a")}{i}")
        );

        foreach (var tenant in (string[])[Acme, Other])
            (await storage.Sequences(tenant)).ShouldBe(Enumerable.Range(1, Rounds * 2).Select(i => (long)i).Reverse());
    }

    [Fact]
    public async Task Claim_WhenTwoProcessesWantItAtOnce_OneGetsIt()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var value = $"{round}@acme.example";
            var conflicts = await Task.WhenAll(
                Write(storage.Ledger, Acme, $"pair_a{round}", value),
                Write(SecondLedger, Acme, $"pair_b{round}", value)
            );

            conflicts.Count(conflict => conflict is null).ShouldBe(1, value);
        }
    }

    [Fact]
    public async Task State_WhenTwoProcessesWriteItAtOnce_OneMovesOn()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var id = $"pair_{round}";
            var failed = await Task.WhenAll(
                Fails(() => Write(storage.Ledger, Acme, id)),
                Fails(() => Write(SecondLedger, Acme, id))
            );

            failed.Count(one => one).ShouldBe(1, id);
        }
    }

    // Two that raise events would also meet at the number of the event; these meet at the lock of their tenant alone.
    [Fact]
    public async Task StateWithoutEvents_WhenTwoProcessesWriteItAtOnce_OneMovesOn()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var id = $"pair_{round}";
            var failed = await Task.WhenAll(
                Fails(() => Write(storage.Ledger, Acme, id, happens: false)),
                Fails(() => Write(SecondLedger, Acme, id, happens: false))
            );

            failed.Count(one => one).ShouldBe(1, id);
        }
    }

    [Fact]
    public async Task Reads_OfManyTenantsAtOnce_SeeTheirOwn()
    {
        string[] tenants = [.. Enumerable.Range(0, 20).Select(i => $"ten_{i}")];
        foreach (var tenant in tenants)
            await storage
                .Grain(tenant, "pair_1")
                .Write(1, new Effects().Row(TestRows.Pair("pair_1", programme: tenant)));

        await Task.WhenAll(
            from _ in Enumerable.Range(0, Rounds)
            from tenant in tenants
            select Task.Run(async () =>
                (await storage.Get<IPairRows>().Find(tenant, "pair_1"))!.Row.ProgrammeId.ShouldBe(tenant)
            )
        );
    }

    [Fact]
    public void Open_WithAUserPerRole_Serves()
    {
        string As(DatabaseRole role)
        {
            var user = $"one_{Guid.NewGuid():N}";
            storage.Execute($"CREATE ROLE {user} LOGIN NOINHERIT IN ROLE {PostgreSqlConnections.NameOf(role)}");
            return new NpgsqlConnectionStringBuilder(storage.ConnectionString) { Username = user }.ConnectionString;
        }
        second.Dispose();

        PostgreSqlFixture.OpenOnce(
            new StorageOptions
            {
                DataPath = folder.FullName,
                Provider = StorageProvider.PostgreSql,
                ConnectionString = As(DatabaseRole.App),
                SystemConnectionString = As(DatabaseRole.System),
                OwnerConnectionString = As(DatabaseRole.Owner),
            }
        );
    }

    private IGrainStorage SecondLedger => second.GetRequiredKeyedService<IGrainStorage>(GrainKinds.Storage);

    private static async Task<LedgerConflict?> Write(
        IGrainStorage ledger,
        string tenant,
        string id,
        string? claim = null,
        bool happens = true
    )
    {
        var effects = new Effects();
        if (happens)
            effects.Event(new LedgerEvent("pair.opened", id));
        if (claim is not null)
            effects.Claim("email", claim);
        var state = new GrainState<TestState>(new TestState { Number = 1, Pending = effects });
        await ledger.WriteStateAsync(GrainKinds.Pair, GrainId.Create("pair", GrainKey.Of(tenant, id)), state);
        return effects.Conflict;
    }

    private static async Task<bool> Fails(Func<Task> write)
    {
        try
        {
            await write();
            return false;
        }
        catch (InconsistentStateException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        second.Dispose();
        folder.Delete(recursive: true);
        storage.Dispose();
    }
}
