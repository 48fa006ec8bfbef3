using Orleans.Hosting;

namespace Binome.Benchmarks.Actors;

/// <summary>One silo of real Orleans with the grains of this assembly and nothing else.</summary>
internal static class ActorHost
{
    public static async Task<IHost> Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
