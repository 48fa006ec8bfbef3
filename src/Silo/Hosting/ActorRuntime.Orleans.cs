using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Hosting;
using Serilog.Extensions.Logging;

namespace Binome.Silo.Hosting;

/// <summary>
/// The Orleans edition: one silo of real Orleans in this process, on the same SQLite ledger. Grain storage, call filters
/// and grain classes are found where the other edition finds them: in the container and in the referenced assemblies.
/// </summary>
internal static class ActorRuntime
{
    public const string Edition = "orleans";

    private const string Cluster = "binome";
    private const int NoGateway = 0;

    /// <summary>Hosted services registered after this one can call grains when they start, and still while they stop.</summary>
    public static void AddActorRuntime(this WebApplicationBuilder builder)
    {
        // Orleans places each activation through Polly, which tells of every success.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Polly", LogLevel.Warning);
        // Its first check measures from the machine's start and warns of hours.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            // No client comes from outside, so there is no gateway, and nothing listens beyond the loopback address.
            silo.UseLocalhostClustering(FreePort(), NoGateway, serviceId: Cluster, clusterId: Cluster);
            silo.Configure<SiloMessagingOptions>(messaging =>
            {
                // Orleans leaves mailboxes unbounded unless told otherwise.
                messaging.MaxEnqueuedRequestsHardLimit = ActorLimits.MailboxMax;
                messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker = ActorLimits.MailboxMax;
                messaging.ResponseTimeout = ActorLimits.CallTimeout;
            });
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = ActorLimits.CollectionAge);
        });
    }

    /// <summary>A port of its own for each process: several may run, each on its own data folder.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
