using System.Net;
using Npgsql;

namespace Binome.Silo.Hosting;

/// <summary>What a process does in its cluster.</summary>
internal enum NodeRole
{
    /// <summary>Serves the API and runs grains; what a process alone does.</summary>
    All,

    /// <summary>Serves the API and calls grains that run elsewhere.</summary>
    Api,

    /// <summary>Runs grains; over HTTP it answers health checks alone.</summary>
    Silo,
}

/// <summary>How the processes of the Orleans edition find each other, when they share a PostgreSQL database.</summary>
internal sealed class ClusterSettings
{
    private const int NameCharactersMax = 100;
    private const int ConnectionsMax = 8;

    /// <summary>Nodes with the same id on one database are one cluster. Another id for a while (blue, green) is another cluster.</summary>
    public string ClusterId { get; init; } = "binome";

    /// <summary>Names the reminders; stays the same when the cluster's id changes.</summary>
    public string ServiceId { get; init; } = "binome";

    /// <summary>Where other nodes reach this one; 0 takes a free port.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>Where nodes that serve the API alone reach this one; 0 takes a free port.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary>The address or host name that this node gives to others, and listens on; null takes the machine's own.</summary>
    public string? Address { get; init; }

    /// <summary>Instead of the storage's, for a user that may become <c>binome_cluster</c>.</summary>
    public string? ConnectionString { get; init; }

    /// <exception cref="SettingsException">A value can't work.</exception>
    public void Check()
    {
        RequireName(nameof(ClusterId), ClusterId);
        RequireName(nameof(ServiceId), ServiceId);
        RequirePort(nameof(SiloPort), SiloPort);
        RequirePort(nameof(GatewayPort), GatewayPort);
        if (SiloPort != 0 && SiloPort == GatewayPort)
            throw new SettingsException(
                "Cluster__GatewayPort",
                $"{GatewayPort}",
                "another port than Cluster__SiloPort"
            );
        if (Address is { } address && Uri.CheckHostName(address) is UriHostNameType.Unknown)
            throw new SettingsException("Cluster__Address", address, "an address or a host name, for example 10.0.0.7");
    }

    /// <summary>How the actor runtime reaches its own tables, and nothing but them.</summary>
    public string ConnectionTo(StorageSettings storage) =>
        new NpgsqlConnectionStringBuilder(ConnectionString ?? storage.ConnectionString)
        {
            ApplicationName = "binome cluster",
            Options = "-c role=binome_cluster",
            SearchPath = "binome_cluster",
            MaxPoolSize = ConnectionsMax,
        }.ConnectionString;

    private static void RequireName(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > NameCharactersMax)
            throw new SettingsException($"Cluster__{name}", value, $"1 to {NameCharactersMax} characters");
    }

    private static void RequirePort(string name, int port)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new SettingsException($"Cluster__{name}", $"{port}", $"a port, 0 to {IPEndPoint.MaxPort}");
    }
}
