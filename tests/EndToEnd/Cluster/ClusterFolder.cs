using Binome.Rig;

namespace Binome.EndToEnd.Tests.Cluster;

/// <summary>Where the nodes of one cluster live: a database and keys for all, a data folder for each.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private readonly DataFolder folder = new();
    private readonly string database = PostgreSqlServer.Shared.NewDatabase();

    public string DataOf(int node) => Path.Combine(folder.Path, $"{node}");

    public Task<BinomeProcess> Start(int node, string roles = "all") =>
        BinomeProcess.Start(DataOf(node), settings: Settings(roles, Path.Combine(folder.Path, "keys")));

    /// <summary>What a node with keys of its own says before it ends.</summary>
    public Task<string> StartWithOtherKeys(int node) =>
        BinomeProcess.Refused(DataOf(node), Settings("all", Path.Combine(DataOf(node), "keys")));

    public void Dispose() => folder.Dispose();

    private (string, string)[] Settings(string roles, string keys) =>
        [
            ("Storage__Provider", "PostgreSql"),
            ("Storage__ConnectionString", database),
            ("Roles", roles),
            ("KeysPath", keys),
            ("Cluster__Address", "127.0.0.1"),
            ("Cluster__SiloPort", "0"),
            ("Cluster__GatewayPort", "0"),
        ];
}
