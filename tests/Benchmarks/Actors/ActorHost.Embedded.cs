using Binome.Embedded;

namespace Binome.Benchmarks.Actors;

/// <summary>A host of the embedded runtime with the grains of this assembly and nothing else.</summary>
internal static class ActorHost
{
    public static async Task<IHost> Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddEmbeddedRuntime(options => options.GrainAssemblies.Add(typeof(ActorHost).Assembly));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
