using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
#if ORLEANS
using System.Globalization;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
#else
using Binome.Embedded;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
#endif

namespace Binome.Conformance.Fixture;

/// <summary>One running runtime of the edition this suite was built for. Nothing else here knows which.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly ClusterSettings settings;

    public ClusterFixture()
        : this(new ClusterSettings()) { }

    private ClusterFixture(ClusterSettings settings) => this.settings = settings;

    public Probe Probe { get; } = new();

    public FaultyStorage Storage { get; } = new();

    public TimeSpan CallTimeout => settings.CallTimeout;

    public static async Task<ClusterFixture> Start(ClusterSettings settings)
    {
        var fixture = new ClusterFixture(settings);
        await fixture.InitializeAsync();
        return fixture;
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton(Probe);
        services.AddKeyedSingleton<IGrainStorage>(FaultyStorage.Name, Storage);
    }

#if ORLEANS
    private InProcessTestCluster? cluster;

    public IGrainFactory Grains => cluster!.Client;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(SilosCount);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClient(client =>
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = settings.CallTimeout)
        );
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await cluster!.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    /// <summary>Lets so much time go by.</summary>
    public Task Pass(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(100));

    /// <summary>Collects every grain that no call uses at the moment.</summary>
    public Task CollectIdleGrains() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    /// <summary>Stops the silos alone: the client, which goes first otherwise, still waits for its answers.</summary>
    public async Task Stop()
    {
        foreach (var silo in cluster!.Silos.ToArray())
            await cluster.StopSiloAsync(silo);
    }

    // With several, most grains are on another silo than who calls them, and everything said between them is serialised.
    private static short SilosCount =>
        short.Parse(Environment.GetEnvironmentVariable("BINOME_TEST_NODES") ?? "1", CultureInfo.InvariantCulture);

    private void Configure(ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = settings.CallTimeout;
            options.MaxEnqueuedRequestsHardLimit = settings.MailboxMax;
            options.MaxEnqueuedRequestsHardLimit_StatelessWorker = settings.MailboxMax;
        });
        silo.ConfigureServices(AddServices);
        if (settings.WithFilters)
            silo.AddIncomingGrainCallFilter<OuterFilter>().AddIncomingGrainCallFilter<InnerFilter>();
    }
#else
    private static readonly TimeSpan collectionAge = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider clock = new();
    private IHost? host;

    public IGrainFactory Grains => host!.Services.GetRequiredService<IClusterClient>();

    public async Task InitializeAsync()
    {
        host = new HostBuilder().ConfigureServices(Configure).Build();
        await host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Stop();
        host!.Dispose();
    }

    /// <summary>Lets so much time go by.</summary>
    public Task Pass(TimeSpan time)
    {
        // The housekeeper counts from the first time it looks.
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(time + TimeSpan.FromSeconds(2));
        return Task.CompletedTask;
    }

    /// <summary>Collects every grain that no call uses at the moment.</summary>
    public Task CollectIdleGrains() => Pass(collectionAge);

    public Task Stop() => host!.StopAsync();

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(clock);
        AddServices(services);
        services.AddEmbeddedRuntime(options =>
        {
            options.GrainAssemblies.Add(typeof(ClusterFixture).Assembly);
            options.CallTimeout = settings.CallTimeout;
            options.MailboxMax = settings.MailboxMax;
            options.CollectionAge = collectionAge;
        });
        if (settings.WithFilters)
            services.AddIncomingGrainCallFilter<OuterFilter>().AddIncomingGrainCallFilter<InnerFilter>();
    }
#endif
}
