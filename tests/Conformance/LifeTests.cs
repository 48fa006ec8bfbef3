namespace Binome.Conformance;

public sealed class LifeTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan soon = TimeSpan.FromMilliseconds(300);

    private readonly Probe probe = cluster.Probe;

    [Fact]
    public async Task DeactivateOnIdle_AfterTheTurn_RunsOnDeactivateAndTheNextCallGetsAFreshActivation()
    {
        var grain = Grain("deactivated");
        var before = await grain.Activation();

        await grain.DeactivateSoon();

        (await grain.Activation()).ShouldNotBe(before);
        await probe.Reached("deactivated deactivated");
        probe.Notes("deactivated").ShouldBe(["deactivated: ApplicationRequested"]);
    }

    [Fact]
    public async Task Collection_WhenTheGrainIsIdle_DeactivatesIt()
    {
        var grain = Grain("idle");
        var before = await grain.Activation();

        await cluster.CollectIdleGrains();

        await probe.Reached("idle deactivated");
        (await grain.Activation()).ShouldNotBe(before);
    }

    [Fact]
    public async Task Timer_WhenDue_TicksUntilDisposed()
    {
        var grain = Grain("timer");
        await grain.StartTimer(soon, Timeout.InfiniteTimeSpan, "timer ticked");
        probe.Notes("timer").ShouldBeEmpty();

        await cluster.Pass(soon);
        await probe.Reached("timer ticked");
        await grain.StopTimer();
        await cluster.Pass(soon);
        await grain.Peek();

        probe.Notes("timer").ShouldBe(["tick"]);
    }

    [Fact]
    public async Task Timer_WhenACallWaits_TicksAfterIt()
    {
        var grain = Grain("timer waits");
        await grain.StartTimer(soon, Timeout.InfiniteTimeSpan, "late tick");
        var call = grain.WaitAt("timer busy");
        await probe.Reached("timer busy");
        await cluster.Pass(soon);
        await grain.Peek();

        probe.Open("timer busy");
        await call;
        await probe.Reached("late tick");

        probe.Notes("timer waits").ShouldBe(["timer busy in", "timer busy out", "tick"]);
    }

    [Fact]
    public async Task RequestContext_WhenSet_FlowsThroughTheChain()
    {
        RequestContext.Set("colour", "blue");
        try
        {
            (await Grain("flow").Carried("colour")).ShouldBe("blue");
            (await Grain("flow").CarriedThrough("flow, other", "colour")).ShouldBe("blue");
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    [Fact]
    public async Task RequestContext_WhenAGrainSetsIt_DoesNotLeakBackOrIntoTheNextCall()
    {
        var grain = Grain("leak");

        await grain.Carry("secret", "mine");

        RequestContext.Get("secret").ShouldBeNull();
        (await grain.Carried("secret")).ShouldBeNull();
    }

    [Fact]
    public async Task Stop_WhileACallRuns_LetsItEndAndDeactivates()
    {
        var own = await ClusterFixture.Start(new ClusterSettings());
        var call = own.Grains.GetGrain<ILifeGrain>("stopped").WaitAt("stop gate");
        await own.Probe.Reached("stop gate");

        var stopping = own.Stop();
        own.Probe.Open("stop gate");
        await stopping;

        await call;
        own.Probe.Notes("stopped").ShouldBe(["stop gate in", "stop gate out", "deactivated: ShuttingDown"]);
        await own.DisposeAsync();
    }

    private ILifeGrain Grain(string key) => cluster.Grains.GetGrain<ILifeGrain>(key);
}
