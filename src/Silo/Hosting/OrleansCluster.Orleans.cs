using Orleans.Configuration;
using Orleans.Hosting;
using Serilog.Extensions.Logging;

namespace Binome.Silo.Hosting;

/// <summary>How a node finds the others: members and reminders in PostgreSQL, in the tables of deploy/orleans.</summary>
internal static class OrleansCluster
{
    private const string Npgsql = "Npgsql";

    /// <summary>
    /// Nodes that all died at once are passed over after three of these by those that start next; the default of 30 seconds
    /// would keep a restarted cluster waiting for a minute and a half.
    /// </summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>How soon a node that only calls hears of new ones.</summary>
    private static readonly TimeSpan GatewaysEvery = TimeSpan.FromSeconds(10);

    public static void JoinCluster(this ISiloBuilder silo, BinomeSettings settings)
    {
        var cluster = settings.Cluster;
        var connectionString = cluster.ConnectionTo(settings.Storage);
        silo.Configure<ClusterOptions>(options => Name(options, cluster));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Npgsql, connectionString));
        silo.Configure<ClusterMembershipOptions>(membership => membership.IAmAliveTablePublishTimeout = AliveEvery);
        silo.ConfigureEndpoints(cluster.Address, PortOf(cluster.SiloPort), PortOf(cluster.GatewayPort));
        silo.UseAdoNetReminderService(options =>
            (options.Invariant, options.ConnectionString) = (Npgsql, connectionString)
        );
        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = SweeperStart.RemindEvery);
        // It warns of short periods, which cost much with many reminders; there is one per sweeper.
        silo.ConfigureLogging(logging =>
            logging.AddFilter<SerilogLoggerProvider>("Orleans.Hosting.ReminderOptionsValidator", LogLevel.Error)
        );
    }

    public static void JoinCluster(this IClientBuilder client, BinomeSettings settings)
    {
        var connectionString = settings.Cluster.ConnectionTo(settings.Storage);
        client.Configure<ClusterOptions>(options => Name(options, settings.Cluster));
        client.UseAdoNetClustering(options =>
            (options.Invariant, options.ConnectionString) = (Npgsql, connectionString)
        );
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ActorLimits.CallTimeout);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewaysEvery);
        client.UseConnectionRetryFilter(new PatientStart());
    }

    private static void Name(ClusterOptions options, ClusterSettings cluster)
    {
        options.ClusterId = cluster.ClusterId;
        options.ServiceId = cluster.ServiceId;
    }

    private static int PortOf(int port) => port == 0 ? ActorRuntime.FreePort() : port;

    /// <summary>A node may start before those it calls: it looks again every second, for two minutes.</summary>
    private sealed class PatientStart : IClientConnectionRetryFilter
    {
        private const int TriesMax = 120;
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        private int tries;

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            if (++tries >= TriesMax)
                return false;
            await Task.Delay(Pause, cancellationToken);
            return true;
        }
    }
}
