using Binome.Contracts.Billing;
using Binome.Contracts.Exports;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Privacy;
using Binome.Contracts.Sandboxes;
using Binome.Grains.Tests.Billing;
using Binome.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Storage;
#if ORLEANS
using Orleans.TestingHost;
#else
using Binome.Embedded;
#endif

namespace Binome.Grains.Tests.Company;

/// <summary>
/// The product without its API: grains in the actor runtime of this edition over a real SQLite database in a folder of its
/// own. Product time stands still unless a test moves it; the runtime's time is the system's.
/// </summary>
internal sealed class CompanyHost : IAsyncDisposable
{
    public const string Tenant = "ten_acme";

    private const int LooksMax = 3_000;

    private readonly string folder;
    private readonly bool ownsFolder;

    private CompanyHost(string folder, bool ownsFolder, FakeTimeProvider clock)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public LedgerProbe Ledger { get; } = new();

    public FakeMail Mail { get; } = new();

    public FakeCourier Courier { get; } = new();

    /// <summary>Billing is off until a test sets its terms.</summary>
    public FakeStripe Stripe { get; private init; } = new();

    public TenantGrains Grains => GrainsOf(Tenant);

    public TenantGrains GrainsOf(string tenant) => new(Factory, tenant);

    /// <summary>Starts on an empty folder.</summary>
    public static Task<CompanyHost> Start() =>
        Start(Directory.CreateTempSubdirectory("binome-grains-").FullName, new FakeTimeProvider(Moments.Start));

    /// <summary>Starts on what another host left behind; product time goes on where it was.</summary>
    public static Task<CompanyHost> StartAgain(CompanyHost before) =>
        Start(before.folder, before.Clock, owns: false, before.Stripe);

    /// <summary>Starts on a copy of what a stopped host left behind.</summary>
    public static Task<CompanyHost> StartOnCopy(CompanyHost before)
    {
        var copy = Directory.CreateTempSubdirectory("binome-grains-").FullName;
        foreach (var file in Directory.EnumerateFiles(before.folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return Start(copy, new FakeTimeProvider(before.Clock.GetUtcNow()));
    }

    /// <summary>Calls every wake-up that is due by now and answers how many there were.</summary>
    public async Task<int> Sweep()
    {
        var called = 0;
        for (var shard = 0; shard < Limits.WakeUpShards; shard++)
            called += await TenantGrains.Sweeper(Factory, shard).Sweep();
        return called;
    }

    /// <summary>Calls what is due of all sandboxes: work by the machine's clock, and what their own clocks have come to already.</summary>
    public async Task SweepSandboxes()
    {
        await TenantGrains.Sweeper(Factory, Limits.SandboxWorkShard).Sweep();
        await TenantGrains.Sweeper(Factory, Limits.SandboxDueShard).Sweep();
    }

    /// <summary>Looks until the value is as expected; the job behind it goes on in turns of its own.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T>> look, Func<T, bool> isExpected)
    {
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var found = await look();
            if (isExpected(found))
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
        throw new TimeoutException($"Still {await look()} after {LooksMax} looks.");
    }

    private static async Task<CompanyHost> Start(
        string folder,
        FakeTimeProvider clock,
        bool owns = true,
        FakeStripe? stripe = null
    )
    {
        var company = new CompanyHost(folder, owns, clock) { Stripe = stripe ?? new() };
        await company.Run();
        return company;
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton(provider => new TenantClock(Clock, provider.GetRequiredService<ISandboxInstants>()));
        services.AddBinomeGrains(checksFlow: true);
        services.AddSingleton<IMailTransport>(Mail);
        services.AddSingleton<IMailSeal>(Mail);
        services.AddSingleton<IPersonalLinks>(Mail);
        services.AddSingleton<IKeySeal>(Mail);
        services.AddSingleton<IWebhookSeal>(Mail);
        services.AddSingleton<IWebhookCourier>(Courier);
        services.AddSingleton<IStripe>(Stripe);
        services.AddSingleton<IExportSheets, FakeSheets>();
        services.AddBinomeStorage(options => options.DataPath = folder);
        var ledger = services.Last(service => service.IsKeyedService && GrainKinds.Storage.Equals(service.ServiceKey));
        services.AddKeyedSingleton(
            GrainKinds.Storage,
            (provider, _) =>
                Ledger.Before(
                    (IGrainStorage)ActivatorUtilities.CreateInstance(provider, ledger.KeyedImplementationType!)
                )
        );
    }

#if ORLEANS
    private InProcessTestCluster? cluster;

    private IGrainFactory Factory => cluster!.Client;

    public T Get<T>()
        where T : notnull => cluster!.Silos[0].ServiceProvider.GetRequiredService<T>();

    /// <summary>Ends the process in good order; jobs stop between two steps.</summary>
    public async Task Stop()
    {
        if (cluster is null)
            return;
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        cluster = null;
    }

    private async Task Run()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) => silo.ConfigureServices(Configure));
        cluster = builder.Build();
        await cluster.DeployAsync();
    }
#else
    private IHost? host;

    private IGrainFactory Factory => Get<IClusterClient>();

    public T Get<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    /// <summary>Ends the process in good order; jobs stop between two steps.</summary>
    public async Task Stop()
    {
        if (host is null)
            return;
        await host.StopAsync();
        host.Dispose();
        host = null;
    }

    private Task Run()
    {
        host = new HostBuilder()
            .ConfigureServices(Configure)
            .ConfigureServices(services =>
                services.AddEmbeddedRuntime(options => options.GrainAssemblies.Add(GrainServices.Assembly))
            )
            .Build();
        return host.StartAsync();
    }
#endif

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }
}
