using Binome.StripeServer.Types;

namespace Binome.StripePeer.Tests;

/// <summary>What the official library makes of the peer, and the types of all that went over the wire.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Scenarios =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(StripeTypes.TestsFolder, "StripePeer", "scenarios"), "*.mjs")
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(),
        ];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task Peer_WhenTheOfficialLibraryDrivesIt_Holds(string scenario)
    {
        await using var peer = await StripeServer.StripePeer.Start();
        var (exit, output) = await NodePeer.Run("drive.mjs", scenario, peer.Url.ToString());
        exit.ShouldBe(0, output);
        peer.Requests.ShouldNotBeEmpty();
        var faults = await StripeTypes.Check(peer.Requests.SelectMany(TypeClaim.Of));
        faults.ShouldBeEmpty();
    }
}
