using System.Globalization;
using Binome.Rig;
using Binome.Silo.Hosting;
using Binome.Storage;

namespace Binome.Api.Tests.House;

/// <summary>The database of one running product: the same tests run on each kind.</summary>
internal sealed class TestStorage : IDisposable
{
    private readonly PostgreSqlServer? server;
    private readonly string? connectionString;

    private TestStorage(PostgreSqlServer? server)
    {
        this.server = server;
        connectionString = server?.NewDatabase();
    }

    /// <summary>How many processes' worth of the product share it; only the Orleans edition makes one product of them.</summary>
    public int Nodes { get; private init; } = 1;

    public bool IsSqlite => connectionString is null;

    public string ConnectionString => connectionString ?? throw new InvalidOperationException("It is SQLite.");

    public static TestStorage OfEnvironment()
    {
        var named = Environment.GetEnvironmentVariable("BINOME_TEST_STORAGE") ?? nameof(StorageProvider.Sqlite);
        var nodes = Environment.GetEnvironmentVariable("BINOME_TEST_NODES") ?? "1";
        return new TestStorage(
            Enum.Parse<StorageProvider>(named) is StorageProvider.PostgreSql ? PostgreSqlServer.Shared : null
        )
        {
            Nodes = int.Parse(nodes, CultureInfo.InvariantCulture),
        };
    }

    public static TestStorage On(PostgreSqlServer server) => new(server);

    public StorageSettings Settings(string folder) =>
        connectionString is null
            ? new StorageSettings { DataPath = folder }
            : new StorageSettings
            {
                DataPath = folder,
                Provider = nameof(StorageProvider.PostgreSql),
                ConnectionString = connectionString,
            };

    public void Dispose() => server?.Drop(connectionString!);
}
