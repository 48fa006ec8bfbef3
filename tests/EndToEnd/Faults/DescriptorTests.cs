using System.Net;
using System.Net.Sockets;

namespace Binome.EndToEnd.Tests.Faults;

/// <summary>More connections than the process may hold open: nobody on them says a word, as a broken client or a careless proxy does.</summary>
public sealed class DescriptorTests
{
    private const int Idle = 1_800;
    private const int Descriptors = 1_024;
    private const int Commits = 20;
    private static readonly TimeSpan TakenMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Writes_WhileIdleConnectionsTakeEveryDescriptorLeftToThem_GoOn_AndAreThereAfterwards()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path, descriptors: Descriptors);
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        using var writes = new Writes(binome, key);
        await writes.One();

        var idle = Enumerable.Range(0, Idle).Select(_ => Connect(binome.Address)).ToList();
        using (var limit = new CancellationTokenSource(TakenMax))
            while (!binome.Output.Contains("limit on open files", StringComparison.Ordinal))
                await Task.Delay(50, limit.Token);
        // Over the connection that was there before.
        for (var i = 0; i < Commits; i++)
            (await writes.One()).ShouldBe(HttpStatusCode.Created);
        idle.ForEach(socket => socket.Dispose());

        await writes.Recovered();
        await Writes.AreThere(binome, key, writes.Acknowledged);
        await binome.Kill();
        await using var after = await BinomeProcess.Start(data.Path);
        await Writes.AreThere(after, key, writes.Acknowledged);
    }

    /// <summary>The last of them are closed at once or find the queue before the process full, and are not waited for.</summary>
    private static Socket Connect(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _ = Ignored(socket.ConnectAsync(address.Host, address.Port));
        return socket;
    }

    private static async Task Ignored(Task connecting) =>
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
