using Binome.Contracts.Integrations;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.WakeUps;
using Binome.Storage.Ledger;
using Binome.Storage.Sandboxes;

namespace Binome.Storage.Tests;

public abstract class SandboxSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly string Box = Sandbox.Of(Acme);
    private static readonly DateTimeOffset At = StorageFixture.Start;

    private IWakeUpTable Table => Get<IWakeUpTable>();
    private ISandboxStore Store => Get<ISandboxStore>();

    [Fact]
    public async Task Next_AnswersTheFirstByInstantAndKey_OfThisSandboxAlone()
    {
        await Opened();
        await Grain("pair_b", Box).Write(1, new Effects().WakeUp("two", At.AddDays(2)));
        await Grain("pair_a", Box).Write(1, new Effects().WakeUp("two", At.AddDays(2)).WakeUp("one", At.AddDays(2)));
        await Grain("pair_0", Sandbox.Of(Other)).Write(1, new Effects().WakeUp("one", At.AddDays(1)));
        await Grain("pair_0", Acme).Write(1, new Effects().WakeUp("one", At.AddDays(1)));

        (await Table.NextOfSandbox(Box, At.AddDays(2).AddMilliseconds(-1))).ShouldBeNull();
        var next = (await Table.NextOfSandbox(Box, At.AddDays(3)))!;
        (next.Id, next.Name).ShouldBe(("pair_a", "one"));
        await Table.Complete([next]);
        (await Table.NextOfSandbox(Box, At.AddDays(3)))!.Name.ShouldBe("two");
    }

    [Fact]
    public async Task Due_OfTheShardsThatAreSwept_HasWhatIsWorkAndWhatIsDueAlready()
    {
        await Opened();
        var effects = new Effects()
            .Work("resume", At.AddSeconds(30))
            .WakeUp("ask", At)
            .WakeUp("next", At.Add(SandboxLimits.AtOnce))
            .WakeUp("later", At.AddDays(1));
        await Grain("pair_a", Box).Write(1, effects);

        (await Names(Limits.SandboxWorkShard)).ShouldBe(["resume"]);
        (await Names(Limits.SandboxDueShard)).ShouldBe(["ask", "next"]);
        for (var shard = 0; shard < Limits.WakeUpShards; shard++)
            (await Names(shard)).ShouldBeEmpty();
        (await Table.HasWork(Box)).ShouldBeTrue();
        (await Table.HasWork(Sandbox.Of(Other))).ShouldBeFalse();
    }

    [Fact]
    public async Task Set_WhenWhatWasLaterIsDueNow_IsSwept()
    {
        await Opened();
        var grain = Grain("pair_a", Box);
        await grain.Write(1, new Effects().WakeUp("ask", At.AddDays(1)));
        await grain.Write(2, new Effects().WakeUp("ask", At));

        (await Names(Limits.SandboxDueShard)).ShouldBe(["ask"]);
    }

    [Fact]
    public async Task Wipe_DeletesAllOfTheSandboxButItself_AndNothingOfAnybodyElse()
    {
        await Opened();
        foreach (var tenant in (string[])[Acme, Box])
        {
            var happened = new LedgerEvent(EventTypes.PairOpened, "pair_a");
            await Grain("pair_a", tenant)
                .Write(1, new Effects().Event(happened).WakeUp("x", At.AddDays(1)).Claim("k", "v"));
            await Get<IIdempotency>().Claim(tenant, "key", "hash", "req_1");
        }

        while (await Store.WipeSome(Box, At.AddSeconds(1)) > 0) { }
        await Store.RestartLog(Box);

        (await Grain("pair_a", Box).Fresh()).Exists.ShouldBeFalse();
        (await Table.NextOfSandbox(Box, DateTimeOffset.MaxValue)).ShouldBeNull();
        (await Get<IIdempotency>().Claim(Box, "key", "other", "req_2")).Claim.ShouldBe(IdempotencyClaim.Fresh);
        (await Get<ISandboxRows>().Find(Box)).ShouldNotBeNull();
        (await Grain("pair_b", Box).Write(1, new Effects().Claim("k", "v"))).ShouldBeNull();
        (await Grain("pair_a", Acme).Fresh()).Exists.ShouldBeTrue();
        (await Get<IIdempotency>().Claim(Acme, "key", "other", "req_2")).Claim.ShouldBe(IdempotencyClaim.OtherRequest);
    }

    [Fact]
    public async Task Wipe_OfALiveTenant_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.WipeSome(Acme, At));

    [Fact]
    public async Task RestartLog_LetsInstantsBeginAnewAndNumbersGoOn()
    {
        await Opened();
        Get<TenantClock>().Note(new SandboxInstant(Box, 1, At.AddDays(300)));
        await Grain("pair_a", Box).Write(1, new Effects().Event(new LedgerEvent(EventTypes.PairOpened, "pair_a")));

        await Store.RestartLog(Box);
        Get<TenantClock>().Note(new SandboxInstant(Box, 2, At));
        await Grain("pair_b", Box).Write(1, new Effects().Event(new LedgerEvent(EventTypes.PairOpened, "pair_b")));

        var (events, _) = await Get<IEventRows>().List(Box, new EventFilter([], null, null, null), null, 10);
        events.Select(one => (one.Sequence, one.CreatedAt)).ShouldBe([(2, At), (1, At.AddDays(300))]);
    }

    [Fact]
    public void Wipe_KnowsEveryTable()
    {
        var tables = Tables().Except(["migrations", "event_sequences", "sandboxes", "shared_keys"]);

        SandboxWipe.Tables.Order().ShouldBe(tables.Order());
    }

    /// <summary>Every table of the schema, as its scripts make them.</summary>
    private static IEnumerable<string> Tables() =>
        Migrations
            .Migration.Embedded()
            .SelectMany(migration => migration.Script.Split("CREATE TABLE ").Skip(1))
            .Select(table => table[..table.IndexOf(' ')]);

    private async Task<IEnumerable<string>> Names(int shard) =>
        (await Table.Due(shard, DateTimeOffset.MaxValue, 10)).Select(due => due.Name);

    private async Task Opened()
    {
        Get<TenantClock>().Note(new SandboxInstant(Box, 1, At));
        var row = new SandboxRow(Box, SandboxStatus.Ready, 1, At, null, 0, 0, false, At, null);
        await Grain("self", Box, GrainKinds.Sandbox).Write(1, new Effects().Row(row));
    }
}
