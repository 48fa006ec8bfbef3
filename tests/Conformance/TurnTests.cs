namespace Binome.Conformance;

public sealed class TurnTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private readonly Probe probe = cluster.Probe;

    [Fact]
    public async Task FirstCalls_WhenConcurrent_MeetOneActivation()
    {
        var calls = Enumerable
            .Range(0, 200)
            .Select(_ => Task.Run(() => cluster.Grains.GetGrain<ITurnGrain>("one activation").Activation()));

        var seen = await Task.WhenAll(calls);

        seen.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Turns_WhenTheyAwait_DoNotOverlap()
    {
        var calls = Enumerable
            .Range(0, 100)
            .Select(_ => Task.Run(() => cluster.Grains.GetGrain<ITurnGrain>("isolation").Increment()));

        var counts = await Task.WhenAll(calls);

        counts.Order().ShouldBe(Enumerable.Range(1, 100));
    }

    [Fact]
    public async Task Call_WhenAnotherWaits_StartsAfterItEnded()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("not reentrant");
        var first = grain.WaitAt("nr first");
        await probe.Reached("nr first");
        probe.Open("nr second");
        var second = grain.WaitAt("nr second");
        await grain.Peek();

        probe.Open("nr first");
        await Task.WhenAll(first, second);

        probe.Notes("not reentrant").ShouldBe(["nr first in", "nr first out", "nr second in", "nr second out"]);
    }

    [Fact]
    public async Task AlwaysInterleave_WhenAnotherCallWaits_RunsBesideIt()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("interleaved");
        var waiting = grain.WaitAt("interleaved gate");
        await probe.Reached("interleaved gate");

        (await grain.Peek()).ShouldBe("peeked");

        waiting.IsCompleted.ShouldBeFalse();
        probe.Open("interleaved gate");
        await waiting;
    }

    [Fact]
    public async Task ReentrantClass_WhenACallWaits_StartsTheNext()
    {
        var grain = cluster.Grains.GetGrain<IReentrantGrain>("reentrant");
        var first = grain.WaitAt("re first");
        await probe.Reached("re first");
        var second = grain.WaitAt("re second");

        await probe.Reached("re second");

        probe.Open("re second");
        await second;
        first.IsCompleted.ShouldBeFalse();
        probe.Open("re first");
        await first;
    }

    [Fact]
    public async Task ReadOnly_WhenAReaderWaits_RunsBesideItButNoWriterDoes()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("readers");
        var reader = grain.ReadAt("reader one");
        await probe.Reached("reader one");
        probe.Open("writer");
        var writer = grain.WaitAt("writer");
        probe.Open("reader two");
        await grain.ReadAt("reader two");

        probe.Open("reader one");
        await Task.WhenAll(reader, writer);

        probe
            .Notes("readers")
            .ShouldBe([
                "reader one in",
                "reader two in",
                "reader two out",
                "reader one out",
                "writer in",
                "writer out",
            ]);
    }

    [Fact]
    public async Task CallChain_WhenReentrancyIsAllowed_ComesBackIn()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("chain allowed");

        (await grain.CallThrough("chain allowed, other", allowReentrancy: true)).ShouldBe("42");
    }

    [Fact]
    public async Task GrainCall_FromAGrainToAnother_Answers()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("caller");

        (await grain.CallBack("called")).ShouldBe("42");
    }

    [Fact]
    public async Task ValueTask_WithAndWithoutResult_Answers()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("value tasks");

        await grain.Nothing();
        (await grain.Twice(4)).ShouldBe(8);
    }

    [Fact]
    public async Task OneWay_WhenTheGrainIsBusy_ReturnsAtOnceAndRunsLater()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one way");
        var waiting = grain.WaitAt("one way busy");
        await probe.Reached("one way busy");

        await grain.Fire("one way fired", fail: false);

        waiting.IsCompleted.ShouldBeFalse();
        probe.Open("one way busy");
        await probe.Reached("one way fired");
        await waiting;
    }

    [Fact]
    public async Task OneWay_WhenItFails_TellsTheCallerNothingAndLeavesTheGrainAlive()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one way fails");
        var before = await grain.Activation();

        await grain.Fire("one way failing", fail: true);

        await probe.Reached("one way failing");
        (await grain.Activation()).ShouldBe(before);
    }

    [Fact]
    public async Task Exception_WhenTheGrainThrows_CrossesIntactAndLeavesTheActivation()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("throws");
        var before = await grain.Activation();

        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => grain.Throw("exactly this"));

        thrown.Message.ShouldBe("exactly this");
        (await grain.Activation()).ShouldBe(before);
    }

    [Fact]
    public async Task StatelessWorker_WhenOneIsBusy_AnswersWithAnotherUpToItsLimit()
    {
        var grain = cluster.Grains.GetGrain<IWorkerGrain>("workers");
        var first = grain.WaitAt("worker one");
        await probe.Reached("worker one");
        var second = grain.WaitAt("worker two");
        await probe.Reached("worker two");
        var third = grain.WaitAt("worker three");

        probe.Open("worker one");
        probe.Open("worker two");
        probe.Open("worker three");

        var workers = await Task.WhenAll(first, second, third);
        workers[0].ShouldNotBe(workers[1]);
        workers.Distinct().Count().ShouldBe(2);
    }
}
