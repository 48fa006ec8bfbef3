using Binome.Contracts;

namespace Binome.Silo.Hosting;

/// <summary>Starts the sweepers of all shards with the host; starting one that sweeps already does nothing.</summary>
internal sealed class SweeperStart(IGrainFactory grains) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Enumerable.Range(0, Limits.WakeUpShards).Select(shard => TenantGrains.Sweeper(grains, shard).Start())
        );

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
