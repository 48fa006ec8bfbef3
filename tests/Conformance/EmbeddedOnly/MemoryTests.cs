using Binome.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace Binome.Conformance.EmbeddedOnly;

public sealed class MemoryTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new();
    private readonly Probe probe = new();
    private bool isTight;
    private IHost host = null!;

    public Task InitializeAsync()
    {
        host = new HostBuilder().ConfigureServices(Configure).Build();
        return host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task Collection_WhenMemoryIsTight_TakesGrainsThatWereIdleForLess()
    {
        var grain = host.Services.GetRequiredService<IClusterClient>().GetGrain<ILifeGrain>("tight");
        var activation = await grain.Activation();
        clock.Advance(TimeSpan.FromMinutes(2));
        (await grain.Activation()).ShouldBe(activation);

        isTight = true;
        clock.Advance(TimeSpan.FromMinutes(2));

        await probe.Reached("tight deactivated");
        probe.Notes("tight").ShouldBe(["deactivated: HighMemoryPressure"]);
        (await grain.Activation()).ShouldNotBe(activation);
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(probe);
        services.AddKeyedSingleton<IGrainStorage>(FaultyStorage.Name, new FaultyStorage());
        services.AddEmbeddedRuntime(options =>
        {
            options.GrainAssemblies.Add(typeof(ClusterFixture).Assembly);
            options.IsMemoryTight = () => isTight;
        });
    }
}
