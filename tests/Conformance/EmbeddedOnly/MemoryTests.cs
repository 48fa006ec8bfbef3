using Binome.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace Binome.Conformance.EmbeddedOnly;

public sealed class MemoryTests : IAsyncLifetime
{
    private const int ActivationsMax = 20;

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
        Pass(TimeSpan.FromMinutes(2));
        (await grain.Activation()).ShouldBe(activation);

        isTight = true;
        Pass(TimeSpan.FromMinutes(2));

        await probe.Reached("tight deactivated");
        probe.Notes("tight").ShouldBe(["deactivated: HighMemoryPressure"]);
        (await grain.Activation()).ShouldNotBe(activation);
    }

    [Fact]
    public async Task Collection_WhenTooManyAreInMemory_TakesTheLongestIdleFirst()
    {
        var grains = host.Services.GetRequiredService<IClusterClient>();
        await grains.GetGrain<ILifeGrain>("oldest").Activation();
        Pass(TimeSpan.FromSeconds(10));
        var kept = new List<Guid>();
        for (var number = 0; number < ActivationsMax; number++)
            kept.Add(await grains.GetGrain<ILifeGrain>($"younger {number}").Activation());
        Pass(TimeSpan.FromSeconds(1));

        await probe.Reached("oldest deactivated");

        for (var number = 0; number < ActivationsMax; number++)
            (await grains.GetGrain<ILifeGrain>($"younger {number}").Activation()).ShouldBe(kept[number]);
    }

    // A beat first: the housekeeper counts from the first time it looks.
    private void Pass(TimeSpan time)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(time);
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(probe);
        services.AddKeyedSingleton<IGrainStorage>(FaultyStorage.Name, new FaultyStorage());
        services.AddEmbeddedRuntime(options =>
        {
            options.GrainAssemblies.Add(typeof(ClusterFixture).Assembly);
            options.ActivationsMax = ActivationsMax;
            options.IsMemoryTight = () => isTight;
        });
    }
}
