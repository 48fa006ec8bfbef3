using System.Net;

namespace Binome.EndToEnd.Tests.Cluster;

/// <summary>Nodes that serve, nodes that work, and one that does not belong.</summary>
public sealed class RolesTests
{
    [Fact]
    public async Task ApiNode_ServesWhatRunsOnSiloNodes_WhichAnswerHealthAlone()
    {
        using var folder = new ClusterFolder();
        await using var silo = await folder.Start(0, "silo");
        await using var api = await folder.Start(1, "api");
        var key = await BinomeProcess.NewTenant(folder.DataOf(1), "Acme");
        using var client = await api.SignedIn(folder.DataOf(1), key);

        var pairs = await client.NewPairs(people: 40);

        pairs.Count.ShouldBeGreaterThan(5);
        using var atSilo = silo.Client(key);
        (await atSilo.Status("/v1/pairs")).ShouldBe(HttpStatusCode.NotFound);
        (await atSilo.Status("/")).ShouldBe(HttpStatusCode.NotFound);
        (await atSilo.Status("/healthz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Node_WithKeysOfItsOwn_DoesNotStart()
    {
        using var folder = new ClusterFolder();
        await using var first = await folder.Start(0);

        var said = await folder.StartWithOtherKeys(1);

        said.ShouldContain("Binome__KeysPath");
        (await first.Client("none").Status("/healthz")).ShouldBe(HttpStatusCode.OK);
    }
}
