using Binome.Contracts;

namespace Binome.Silo.Hosting;

/// <summary>
/// Starts the sweepers of all shards once the server listens, which need not wait for them; starting one that sweeps already does nothing.
/// </summary>
internal sealed class SweeperStart(IGrainFactory grains) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Enumerable.Range(0, Limits.WakeUpShards).Select(shard => TenantGrains.Sweeper(grains, shard).Start())
        );

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
