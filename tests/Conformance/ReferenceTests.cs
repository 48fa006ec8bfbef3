namespace Binome.Conformance;

public sealed class ReferenceTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public void References_ToTheSameGrain_AreEqual()
    {
        var one = cluster.Grains.GetGrain<ITurnGrain>("same");

        one.ShouldBe(cluster.Grains.GetGrain<ITurnGrain>("same"));
        one.ShouldNotBe(cluster.Grains.GetGrain<ITurnGrain>("other"));
    }

    [Fact]
    public void Reference_KnowsItsKeyAndItsGrainId()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("tenant/pair_1");

        grain.GetPrimaryKeyString().ShouldBe("tenant/pair_1");
        grain.GetGrainId().ShouldBe(GrainId.Create("turn", "tenant/pair_1"));
        grain.GetGrainId().ToString().ShouldBe("turn/tenant/pair_1");
    }

    [Fact]
    public async Task GetGrain_ByGrainIdAndSharedInterface_ReachesTheSameActivation()
    {
        var grain = cluster.Grains.GetGrain<IReentrantGrain>("by id");

        var shared = cluster.Grains.GetGrain<ITurns>(grain.GetGrainId());

        (await shared.Activation()).ShouldBe(await grain.Activation());
    }

    [Fact]
    public void GetGrain_WhenSeveralClassesAnswer_IsRefused()
    {
        Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<ITurns>("ambiguous"));
    }
}
