using Binome.Contracts;
using Orleans.Runtime;

namespace Binome.Silo.Hosting;

/// <summary>
/// Starts the sweepers of all shards once the server listens, which need not wait for them; starting one that sweeps already
/// does nothing. In a cluster each also gets a reminder, which starts it elsewhere when the node it is on is gone.
/// </summary>
internal sealed partial class SweeperStart(
    IGrainFactory grains,
    BinomeSettings settings,
    TimeProvider time,
    ILogger<SweeperStart> logger
) : IHostedLifecycleService
{
    /// <summary>After the members have agreed that a node is gone, its sweepers are back within this.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromSeconds(15);

    private const int TriesMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Task.WhenAll(Enumerable.Range(0, Limits.SweptShards).Select(Start));
                return;
            }
            catch (OrleansException problem) when (tries < TriesMax)
            {
                // A member that died a moment ago is still in the table; the others notice soon.
                LogAgain(problem);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Start(int shard)
    {
        var sweeper = TenantGrains.Sweeper(grains, shard);
        return ActorRuntime.IsCluster(settings) ? sweeper.KeepSweeping(RemindEvery) : sweeper.Start();
    }

    [LoggerMessage(LogLevel.Warning, "Sweepers could not be started yet.")]
    private partial void LogAgain(Exception problem);
}
