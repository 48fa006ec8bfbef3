using Binome.Contracts.Integrations;
using Binome.Contracts.Pairs;
using Binome.Contracts.WakeUps;
using Orleans.Storage;

namespace Binome.Storage.Tests;

public abstract class CommitSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private const int Rivals = 40;

    [Fact]
    public async Task Write_WithEffects_CommitsThemAll()
    {
        var grain = Grain("pair_1");
        var effects = new Effects()
            .Event(new LedgerEvent("pair.opened", "pair_1"))
            .Row(TestRows.Pair("pair_1"))
            .WakeUp("cadence", StorageFixture.Start);

        await grain.Write(1, effects);

        (await Events(Acme)).Length.ShouldBe(1);
        (await Get<IPairRows>().Find(Acme, "pair_1"))!.Version.ShouldBe(1);
        (await AllDue()).ShouldHaveSingleItem().Id.ShouldBe("pair_1");
    }

    [Fact]
    public async Task Write_WhenCommitted_TakesPendingAway()
    {
        var grain = Grain("pair_1");
        var further = Grain("pair_2").Further(2, new Effects());

        await grain.Write(1, new Effects().Write(further));

        grain.State.Pending.ShouldBeNull();
        further.State.Pending.ShouldBeNull();
    }

    [Fact]
    public async Task Write_WhenTheDatabaseFailsAfterTheRows_LeavesNothing()
    {
        Storage.FailWakeUpsNamed("poison");
        var grain = Grain("pair_1");
        var effects = new Effects()
            .Event(new LedgerEvent("pair.opened", "pair_1"))
            .Row(TestRows.Pair("pair_1"))
            .Claim("email", "a@example.com")
            .WakeUp("poison", StorageFixture.Start);

        await Should.ThrowAsync<InconsistentStateException>(() => grain.Write(1, effects));

        (await grain.Fresh()).Exists.ShouldBeFalse();
        (await Events(Acme)).ShouldBeEmpty();
        (await Get<IPairRows>().Find(Acme, "pair_1")).ShouldBeNull();
        (await Grain("pair_2").Write(1, new Effects().Claim("email", "a@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Write_WhenOneOfManyIsPoisoned_OnlyThatOneFails()
    {
        Storage.FailWakeUpsNamed("poison");

        var failed = await Task.WhenAll(
            Enumerable
                .Range(0, Rivals)
                .Select(async i =>
                {
                    var effects = new Effects()
                        .Event(new LedgerEvent("pair.opened", $"pair_{i}"))
                        .WakeUp(i == Rivals / 2 ? "poison" : "cadence", StorageFixture.Start);
                    var write = Grain($"pair_{i}").Write(i, effects);
                    await write.ContinueWith(_ => { }, TaskScheduler.Default);
                    return write.IsFaulted;
                })
        );

        failed.Index().Where(write => write.Item).ShouldHaveSingleItem().Index.ShouldBe(Rivals / 2);
        (await Events(Acme))
            .Select(happened => happened.Sequence)
            .ShouldBe(Enumerable.Range(1, Rivals - 1).Select(i => (long)i).Reverse());
    }

    [Fact]
    public async Task Write_WithFurtherGrains_StoresEachWithItsEffects()
    {
        var known = Grain("pair_2");
        await known.Write(1);
        var effects = new Effects()
            .Write(known.Further(20, new Effects().Row(TestRows.Pair("pair_2"))))
            .Write(Grain("pair_3").Further(30, new Effects().Event(new LedgerEvent("pair.opened", "pair_3"))));

        await Grain("pair_1").Write(10, effects);

        (await known.Fresh()).State.Number.ShouldBe(20);
        (await Get<IPairRows>().Find(Acme, "pair_2"))!.Version.ShouldBe(2);
        (await Grain("pair_3").Read()).State.Number.ShouldBe(30);
        (await Events(Acme)).ShouldHaveSingleItem().Resource.ShouldBe("pair_3");
    }

    [Fact]
    public async Task Write_WhenAFurtherGrainHasMovedOn_CommitsNothingAndSaysSo()
    {
        var known = Grain("pair_2");
        await known.Write(1);
        var stale = known.Further(20);
        await known.Write(2);
        var grain = Grain("pair_1");

        var conflict = await grain.Write(10, new Effects().Write(stale).Row(TestRows.Pair("pair_1")));

        conflict.ShouldBe(new LedgerConflict(LedgerConflict.StaleWrite, "pair_2", "pair_2"));
        grain.ETag.ShouldBeNull();
        (await grain.Fresh()).Exists.ShouldBeFalse();
        (await known.Fresh()).State.Number.ShouldBe(2);
        (await Get<IPairRows>().Find(Acme, "pair_1")).ShouldBeNull();
    }

    [Fact]
    public async Task Write_WhenAFurtherGrainMustNotExistAndDoes_IsAConflict()
    {
        await Grain("pair_2").Write(1);

        var conflict = await Grain("pair_1").Write(10, new Effects().Write(Grain("pair_2").Further(20)));

        conflict!.Kind.ShouldBe(LedgerConflict.StaleWrite);
    }

    [Fact]
    public async Task Write_WhenOneCommitWritesAGrainTwice_Throws()
    {
        var effects = new Effects().Write(Grain("pair_2").Further(1)).Write(Grain("pair_2").Further(2));

        await Should.ThrowAsync<InconsistentStateException>(() => Grain("pair_1").Write(10, effects));
    }

    [Fact]
    public async Task Write_WhenARowIsReplaced_FiltersFindItsNewValues()
    {
        var grain = Grain("pair_1");
        await grain.Write(1, new Effects().Row(TestRows.Pair("pair_1", mentor: "ptc_old")));

        await grain.Write(2, new Effects().Row(TestRows.Pair("pair_1", mentor: "ptc_new")));

        var pairs = Get<IPairRows>();
        (await pairs.List(Acme, new PairFilter(MentorId: "ptc_old"), new PageOf(10, null))).Items.ShouldBeEmpty();
        var found = await pairs.List(Acme, new PairFilter(MentorId: "ptc_new"), new PageOf(10, null));
        found.Items.ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public async Task Write_WhenReopened_IsStillThere()
    {
        await Grain("pair_1").Write(5, new Effects().Event(new LedgerEvent("pair.opened", "pair_1")));

        Storage.Reopen();

        (await Grain("pair_1").Read()).State.Number.ShouldBe(5);
        await Grain("pair_2").Write(6, new Effects().Event(new LedgerEvent("pair.opened", "pair_2")));
        (await Events(Acme)).Select(happened => happened.Sequence).ShouldBe([2, 1]);
    }

    private async Task<ImmutableArray<StoredEvent>> Events(string tenant) =>
        (await Get<IEventRows>().List(tenant, new EventFilter([], null, null, null), null, 100)).Events;

    private async Task<List<DueWakeUp>> AllDue()
    {
        var due = new List<DueWakeUp>();
        for (var shard = 0; shard < Limits.WakeUpShards; shard++)
            due.AddRange(await Get<IWakeUpTable>().Due(shard, DateTimeOffset.MaxValue, 100));
        return due;
    }
}
