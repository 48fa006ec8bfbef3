using Orleans.Storage;

namespace Binome.Storage.Tests;

public abstract class StateSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Read_WhenNothingIsStored_SaysSo()
    {
        var grain = await Grain("pair_1").Read();

        grain.Exists.ShouldBeFalse();
        grain.ETag.ShouldBeNull();
        grain.State.Number.ShouldBe(0);
    }

    [Fact]
    public async Task Write_WhenFirst_GetsVersionOne()
    {
        var grain = Grain("pair_1");

        await grain.Write(7);

        grain.ETag.ShouldBe("1");
        grain.Exists.ShouldBeTrue();
        (await grain.Fresh()).State.Number.ShouldBe(7);
    }

    [Fact]
    public async Task Write_WhenRepeated_CountsVersions()
    {
        var grain = Grain("pair_1");
        await grain.Write(1);
        await grain.Write(2);

        await grain.Write(3);

        (await grain.Fresh()).ETag.ShouldBe("3");
    }

    [Fact]
    public async Task Write_WhenTheETagIsOld_ThrowsAndKeepsWhatIsStored()
    {
        var grain = Grain("pair_1");
        await grain.Write(1);
        var late = await grain.Fresh();
        await grain.Write(2);

        var failure = await Should.ThrowAsync<InconsistentStateException>(() => late.Write(3));

        failure.StoredEtag.ShouldBe("2");
        failure.CurrentEtag.ShouldBe("1");
        (await grain.Fresh()).State.Number.ShouldBe(2);
    }

    [Fact]
    public async Task Write_WhenTwoAreTheFirst_OneFails()
    {
        TestGrain[] rivals = [.. Enumerable.Range(0, 8).Select(_ => Grain("pair_1"))];

        var failures = await Task.WhenAll(rivals.Select((rival, i) => Failed(() => rival.Write(i))));

        failures.Count(failed => !failed).ShouldBe(1);
        (await Grain("pair_1").Read()).ETag.ShouldBe("1");
    }

    [Fact]
    public async Task Write_WhenTheGrainIsOfAnotherTenant_IsAnotherState()
    {
        await Grain("pair_1").Write(1);

        (await Grain("pair_1", Other).Read()).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_WhenTheStateIsTooLarge_ThrowsAndStoresNothing()
    {
        var grain = Grain("pair_1");
        var large = new TestState { Text = new string('x', Limits.StateBytesMax) };

        var failure = await Should.ThrowAsync<InconsistentStateException>(() => grain.Write(large));

        failure.Message.ShouldContain($"at most {Limits.StateBytesMax}");
        (await grain.Fresh()).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Read_WhenTheStateIsUndecodable_ThrowsInsteadOfStartingEmpty()
    {
        await Grain("pair_1").Write(1);
        Storage.Tamper("UPDATE grain_states SET body = CAST('no json' AS BLOB)");

        await Should.ThrowAsync<InconsistentStateException>(() => Grain("pair_1").Read());
    }

    [Fact]
    public async Task Read_WhenANewerReleaseWroteTheState_Throws()
    {
        await Grain("pair_1").Write(1);
        Storage.Tamper($"UPDATE grain_states SET schema = {LedgerState.SchemaCurrent + 1}");

        var failure = await Should.ThrowAsync<InconsistentStateException>(() => Grain("pair_1").Read());

        failure.InnerException.ShouldBeOfType<NotSupportedException>();
    }

    [Fact]
    public async Task Write_WhenANewerReleaseAddedMembers_KeepsThem()
    {
        await Grain("pair_1").Write(1);
        Storage.Tamper("UPDATE grain_states SET body = CAST('{\"number\":1,\"schema\":1,\"new\":42}' AS BLOB)");
        var grain = await Grain("pair_1").Read();

        await grain.Write(grain.State with { Number = 2 });

        (await grain.Fresh()).State.FromNewerRelease!["new"].GetInt32().ShouldBe(42);
    }

    [Fact]
    public async Task Clear_WhenStored_LeavesNothingToRead()
    {
        var grain = Grain("pair_1");
        await grain.Write(1);

        await grain.Clear();

        grain.Exists.ShouldBeFalse();
        (await grain.Fresh()).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Write_AfterClear_GoesOnCounting()
    {
        var grain = Grain("pair_1");
        await grain.Write(1);
        await grain.Clear();
        var again = await grain.Fresh();

        await again.Write(2);

        again.ETag.ShouldBe("3");
    }

    [Fact]
    public async Task Clear_WhenTheETagIsOld_Throws()
    {
        var grain = Grain("pair_1");
        await grain.Write(1);
        var late = await grain.Fresh();
        await grain.Write(2);

        await Should.ThrowAsync<InconsistentStateException>(() => late.Clear());
    }

    [Fact]
    public async Task Many_WhenSomeAreMissing_AnswersTheOthers()
    {
        await Grain("ptc_1").Write(1);
        await Grain("ptc_2").Write(2);
        await Grain("ptc_3", Other).Write(3);

        var states = await Get<ILedgerStates>().Many<TestState>(Acme, GrainKinds.Pair, ["ptc_1", "ptc_2", "ptc_3"]);

        states
            .OrderBy(state => state.Id)
            .Select(state => (state.Id, state.ETag, state.State.Number))
            .ShouldBe([("ptc_1", "1", 1), ("ptc_2", "1", 2)]);
    }

    private static async Task<bool> Failed(Func<Task> write)
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
}
