using System.Net;
using System.Net.Sockets;
using Binome.Storage;
using Orleans.Configuration;
using Orleans.Hosting;
using Serilog.Extensions.Logging;

namespace Binome.Silo.Hosting;

/// <summary>
/// The Orleans edition: real Orleans in this process. On SQLite it is one silo by itself; processes that share a PostgreSQL
/// database form a cluster. Grain storage, call filters and grain classes are found where the other edition finds them: in
/// the container and in the referenced assemblies.
/// </summary>
internal static class ActorRuntime
{
    public const string Edition = "orleans";

    private const string Alone = "binome";
    private const string ScriptResource = "orleans.postgresql.sql";
    private const int NoGateway = 0;

    /// <summary>Orleans' own tables (deploy/orleans); storage applies it on PostgreSQL.</summary>
    public static string? ClusterScript { get; } = ReadScript();

    /// <summary>Whether other processes may work on the same grains.</summary>
    public static bool IsCluster(BinomeSettings settings) => settings.Storage.Kind is StorageProvider.PostgreSql;

    /// <summary>Longer than the members take to agree that a node is gone, shorter than a call may take.</summary>
    public static TimeSpan FailoverMax(BinomeSettings settings) =>
        IsCluster(settings) ? TimeSpan.FromSeconds(25) : TimeSpan.Zero;

    /// <summary>What has to be right before the host starts, the database being open.</summary>
    public static Task Prepare(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<BinomeSettings>();
        return IsCluster(settings) ? SharedKeys.Check(app.Services, settings) : Task.CompletedTask;
    }

    /// <summary>Hosted services registered after this one can call grains when they start, and still while they stop.</summary>
    public static void AddActorRuntime(this WebApplicationBuilder builder, BinomeSettings settings)
    {
        // Orleans places each activation through Polly, which tells of every success.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Polly", LogLevel.Warning);
        // Its first check measures from the machine's start and warns of hours.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Orleans.Runtime.Watchdog", LogLevel.Error);
        if (settings.Role is NodeRole.Api)
        {
            builder.UseOrleansClient(client => client.JoinCluster(settings));
            return;
        }
        builder.UseOrleans(silo =>
        {
            if (IsCluster(settings))
                silo.JoinCluster(settings);
            else
                // No client comes from outside, so there is no gateway, and nothing listens beyond the loopback address.
                silo.UseLocalhostClustering(FreePort(), NoGateway, serviceId: Alone, clusterId: Alone);
            silo.Configure<SiloMessagingOptions>(messaging =>
            {
                // Orleans leaves mailboxes unbounded unless told otherwise.
                messaging.MaxEnqueuedRequestsHardLimit = ActorLimits.MailboxMax;
                messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker = ActorLimits.MailboxMax;
                messaging.ResponseTimeout = ActorLimits.CallTimeout;
            });
            silo.Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionAge = ActorLimits.CollectionAge;
                collection.EnableActivationSheddingOnMemoryPressure = true;
            });
        });
    }

    /// <summary>A port of its own for each process: several may run, each on its own data folder.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string ReadScript()
    {
        using var resource = typeof(ActorRuntime).Assembly.GetManifestResourceStream(ScriptResource)!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
