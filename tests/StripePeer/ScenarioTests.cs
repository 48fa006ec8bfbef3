using System.Collections.Concurrent;
using Binome.StripeServer;
using Binome.StripeServer.Control;
using Binome.StripeServer.Types;

namespace Binome.StripePeer.Tests;

/// <summary>Every scenario run once, each against a peer of its own, and all that went over the wire.</summary>
public sealed class ScenarioRuns : IAsyncLifetime
{
    public static string[] Names { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(StripeTypes.TestsFolder, "StripePeer", "scenarios"), "*.mjs")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(),
    ];

    public ConcurrentDictionary<string, (int Exit, string Output)> Results { get; } = [];

    public List<RecordedRequest> Requests { get; } = [];

    public async Task InitializeAsync()
    {
        if (NodePeer.Missing is not null)
            return;
        foreach (var name in Names)
        {
            await using var peer = await StripeServer.StripePeer.Start();
            Results[name] = await NodePeer.Run("drive.mjs", name, peer.Url.ToString());
            Requests.AddRange(peer.Requests);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>What the official library makes of the peer, and the types of all that went over the wire.</summary>
public sealed class ScenarioTests(ScenarioRuns runs) : IClassFixture<ScenarioRuns>
{
    public static TheoryData<string> Scenarios => [.. ScenarioRuns.Names];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public void Peer_WhenTheOfficialLibraryDrivesIt_Holds(string scenario)
    {
        var (exit, output) = runs.Results[scenario];
        Assert.True(exit == 0, output);
    }

    [NodeFact]
    public async Task Peer_AllItTookAndAnswered_IsOfTheOfficialTypes()
    {
        // What the scenarios had it refuse is no parameter of Stripe's, or they would not.
        var taken = runs.Requests.Where(request => request.Status is not (400 or 404)).ToList();
        taken.Count.ShouldBeGreaterThan(200);
        (await StripeTypes.Check(taken.SelectMany(TypeClaim.Of))).ShouldBeEmpty();
    }

    [NodeFact]
    public void Operations_EachIsAnsweredWell_InSomeScenario()
    {
        var answered = runs.Requests.Where(request => request.Status == 200).Select(request => request.Operation);
        Routes.Operations.Select(operation => operation.Name).Except(answered).ShouldBeEmpty();
    }
}
