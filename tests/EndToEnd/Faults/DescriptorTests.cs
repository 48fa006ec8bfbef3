using System.Diagnostics;
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
    public async Task Writes_WhileIdleConnectionsTakeEveryDescriptor_AreTrueOrBusy_AndGoOnAfterwards()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        var key = await BinomeProcess.NewTenant(data.Path, "Acme");
        using var writes = new Writes(binome, key);
        await writes.One();
        await Allow(binome.Id);

        var idle = Enumerable.Range(0, Idle).Select(_ => Connect(binome.Address)).ToList();
        using (var limit = new CancellationTokenSource(TakenMax))
            while (OpenIn(binome.Id) < Descriptors - 1)
                await Task.Delay(50, limit.Token);
        // Over the connection that was there before.
        for (var i = 0; i < Commits; i++)
            await writes.One();
        idle.ForEach(socket => socket.Dispose());

        await writes.Recovered();
        await Writes.AreThere(binome, key, writes.Acknowledged);
        await binome.Kill();
        await using var after = await BinomeProcess.Start(data.Path);
        await Writes.AreThere(after, key, writes.Acknowledged);
    }

    private static int OpenIn(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    private static async Task Allow(int process)
    {
        using var limited = Process.Start("prlimit", $"--pid {process} --nofile={Descriptors}:{Descriptors}");
        await limited.WaitForExitAsync();
        limited.ExitCode.ShouldBe(0);
    }

    /// <summary>The last of them find the queue before the process full, and are not waited for.</summary>
    private static Socket Connect(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _ = Ignored(socket.ConnectAsync(address.Host, address.Port));
        return socket;
    }

    private static async Task Ignored(Task connecting) =>
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
