using Binome.Contracts.WakeUps;
using Binome.Storage.Ledger;

namespace Binome.Storage.Tests;

public abstract class WakeUpSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Cadence = "cadence";
    private static readonly DateTimeOffset At = StorageFixture.Start;
    private static readonly int Shard = WakeUpShard.Of(Acme, "pair_1");

    private IWakeUpTable Table => Get<IWakeUpTable>();

    [Fact]
    public async Task Due_WhenSet_AnswersItFromItsInstantOn()
    {
        await Set(At);

        (await Table.Due(Shard, At.AddMilliseconds(-1), 10)).ShouldBeEmpty();
        (await Table.Due(Shard, At, 10)).ShouldBe([new DueWakeUp(Acme, GrainKinds.Pair, "pair_1", Cadence, At, At, 0)]);
    }

    [Fact]
    public async Task Due_WhenManyAreDue_AnswersTheEarliestFirstUpToTheLimit()
    {
        var effects = new Effects();
        for (var i = 4; i >= 0; i--)
            effects.WakeUp($"at_{i}", At.AddMinutes(i));
        await Grain("pair_1").Write(1, effects);

        (await Table.Due(Shard, At.AddDays(1), 3)).Select(due => due.Name).ShouldBe(["at_0", "at_1", "at_2"]);
    }

    [Fact]
    public async Task Due_WhenTheShardIsAnother_AnswersNothing()
    {
        await Set(At);

        (await Table.Due((Shard + 1) % Limits.WakeUpShards, At, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_WhenSet_TakesItAway()
    {
        var grain = await Set(At);

        await grain.Write(2, new Effects().WakeUp(Cadence, null));

        (await Table.Due(Shard, At, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_WhenStillTheOneCalled_TakesItAway()
    {
        await Set(At);

        await Table.Complete(await Table.Due(Shard, At, 10));

        (await Table.Due(Shard, At, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complete_WhenArmedAgain_LeavesIt()
    {
        var grain = await Set(At);
        var called = await Table.Due(Shard, At, 10);
        await grain.Write(2, new Effects().WakeUp(Cadence, At.AddDays(21)));

        await Table.Complete(called);

        (await Table.Due(Shard, At.AddDays(30), 10)).ShouldHaveSingleItem().DueAt.ShouldBe(At.AddDays(21));
    }

    [Fact]
    public async Task Failed_WhenStillTheOneCalled_CountsAndWaits()
    {
        await Set(At);
        var called = (await Table.Due(Shard, At, 10)).Single();

        await Table.Failed(called, At.AddMinutes(1));

        (await Table.Due(Shard, At, 10)).ShouldBeEmpty();
        (await Table.Due(Shard, At.AddMinutes(1), 10)).ShouldBe([
            called with
            {
                Attempts = 1,
                NextAt = At.AddMinutes(1),
            },
        ]);
    }

    [Fact]
    public async Task Failed_WhenArmedAgain_ChangesNothing()
    {
        var grain = await Set(At);
        var called = (await Table.Due(Shard, At, 10)).Single();
        await grain.Write(2, new Effects().WakeUp(Cadence, At.AddDays(1)));

        await Table.Failed(called, At.AddDays(2));

        (await Table.Due(Shard, At.AddDays(1), 10)).ShouldHaveSingleItem().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Failed_WithoutANextInstant_ParksIt()
    {
        await Set(At);

        await Table.Failed((await Table.Due(Shard, At, 10)).Single(), null);

        (await Table.Due(Shard, DateTimeOffset.MaxValue, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Set_WhenParked_StartsAnew()
    {
        var grain = await Set(At);
        await Table.Failed((await Table.Due(Shard, At, 10)).Single(), null);

        await grain.Write(2, new Effects().WakeUp(Cadence, At));

        (await Table.Due(Shard, At, 10)).ShouldHaveSingleItem().Attempts.ShouldBe(0);
    }

    [Fact]
    public void Shard_OfAGrain_NeverChanges()
    {
        // Stored with the rows: another hash would leave them to sweepers that never look at them.
        WakeUpShard.Of("ten_acme", "pair_1").ShouldBe(Fnv1A("ten_acme/pair_1"));
    }

    private static int Fnv1A(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16_777_619u);
        return (int)(hash % Limits.WakeUpShards);
    }

    private async Task<TestGrain> Set(DateTimeOffset dueAt)
    {
        var grain = Grain("pair_1");
        await grain.Write(1, new Effects().WakeUp(Cadence, dueAt));
        return grain;
    }
}
