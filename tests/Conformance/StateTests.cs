using Orleans.Storage;

namespace Binome.Conformance;

public sealed class StateTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private readonly FaultyStorage storage = cluster.Storage;

    [Fact]
    public async Task Write_WhenTheGrainIsActivatedAgain_IsThereBeforeOnActivate()
    {
        var grain = Grain("written");
        await grain.Set(5);
        await cluster.CollectIdleGrains();

        (await grain.SeenOnActivation()).ShouldBe(5);
        (await grain.Get()).ShouldBe(5);
    }

    [Fact]
    public async Task Write_WhenTheETagIsStale_FailsAndTheNextCallReadsAgain()
    {
        var grain = Grain("stale");
        await grain.Set(1);
        var before = await grain.Activation();
        storage.Overwrite(grain.GetGrainId(), new NumberState { Number = 7 });

        await Should.ThrowAsync<InconsistentStateException>(() => grain.Set(2));

        (await grain.Get()).ShouldBe(7);
        (await grain.Activation()).ShouldNotBe(before);
    }

    [Fact]
    public async Task Write_WhenStorageFails_LeavesTheActivationAndItsValue()
    {
        var grain = Grain("write fails");
        await grain.Set(1);
        var before = await grain.Activation();
        storage.FailNext("write fails", "write");

        await Should.ThrowAsync<OrleansException>(() => grain.Set(2));

        (await grain.Activation()).ShouldBe(before);
        (await grain.Get()).ShouldBe(2);
    }

    [Fact]
    public async Task Activation_WhenTheReadFails_FailsTheCallAndTheNextOneWorks()
    {
        var grain = Grain("read fails");
        await grain.Set(3);
        await cluster.CollectIdleGrains();
        storage.FailNext("read fails", "read");

        await Should.ThrowAsync<OrleansException>(() => grain.Get());

        (await grain.Get()).ShouldBe(3);
    }

    [Fact]
    public async Task Clear_WhenARecordExists_RemovesItAndItCanBeWrittenAgain()
    {
        var grain = Grain("cleared");
        await grain.Set(3);

        await grain.Clear();

        (await grain.Exists()).ShouldBeFalse();
        storage.Holds(grain.GetGrainId()).ShouldBeFalse();
        await grain.Set(4);
        (await grain.Get()).ShouldBe(4);
    }

    [Fact]
    public async Task Exception_OtherThanInconsistentState_LeavesTheValueInMemory()
    {
        var grain = Grain("thrown");
        await grain.Set(1);

        await Should.ThrowAsync<InvalidOperationException>(() => grain.SetAndThrow(9));

        (await grain.Get()).ShouldBe(9);
    }

    [Fact]
    public async Task Write_WhenStorageAnswersOnAnotherThread_ComesBackToTheTurn()
    {
        (await Grain("turn").ComesBackToItsTurn()).ShouldBeTrue();
    }

    private IStateGrain Grain(string key) => cluster.Grains.GetGrain<IStateGrain>(key);
}
