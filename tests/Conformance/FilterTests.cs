namespace Binome.Conformance;

public sealed class FilterTests : IAsyncLifetime
{
    private ClusterFixture cluster = null!;

    public async Task InitializeAsync() =>
        cluster = await ClusterFixture.Start(new ClusterSettings { WithFilters = true });

    public Task DisposeAsync()
    {
        RequestContext.Clear();
        return cluster.DisposeAsync();
    }

    [Fact]
    public async Task Filters_AroundACall_RunInOrderOfRegistration()
    {
        RequestContext.Set("note", "order");

        (await cluster.Grains.GetGrain<ITurnGrain>("order").Twice(2)).ShouldBe(4);

        cluster
            .Probe.Notes("order")
            .ShouldBe([
                "outer before Twice of order",
                "inner before Twice of order",
                "inner after: 4",
                "outer after: 4",
            ]);
    }

    [Fact]
    public async Task Filter_WhenItThrows_RefusesTheCall()
    {
        RequestContext.Set("note", "refused");
        RequestContext.Set("inner", "refuse");

        await Should.ThrowAsync<UnauthorizedAccessException>(() =>
            cluster.Grains.GetGrain<ITurnGrain>("refused").Twice(2).AsTask()
        );

        cluster.Probe.Notes("refused").ShouldBe(["outer before Twice of refused", "inner before Twice of refused"]);
    }

    [Fact]
    public async Task Filter_WhenItSetsAResult_AnswersInTheGrainsPlace()
    {
        RequestContext.Set("note", "answered");
        RequestContext.Set("outer", "answer");

        (await cluster.Grains.GetGrain<ITurnGrain>("answered").Twice(2)).ShouldBe(-1);

        cluster.Probe.Notes("answered").ShouldBe(["outer before Twice of answered", "outer after: -1"]);
    }

    [Fact]
    public async Task Filter_AroundACallBetweenGrains_SeesTheInnerCallToo()
    {
        RequestContext.Set("note", "between");

        await cluster.Grains.GetGrain<ITurnGrain>("from").CallBack("to");

        cluster.Probe.Notes("between").ShouldContain("outer before Twice of to");
    }
}
