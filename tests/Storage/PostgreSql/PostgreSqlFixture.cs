using Binome.Rig;
using Binome.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Binome.Storage.Tests.PostgreSql;

public sealed class PostgreSqlFixture : StorageFixture
{
    // A copy of a migrated database is made far sooner than a migration.
    private static readonly Lazy<string> Migrated = new(Migrate);

    public static PostgreSqlServer Server => PostgreSqlServer.Shared;

    public string ConnectionString { get; } = Server.NewDatabase(Migrated.Value);

    public override void Tamper(string sql) => Execute(PostgreSqlText.Script(sql));

    public override void FailWakeUpsNamed(string name) =>
        Execute(
            $"""
            CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'poisoned'; END $$;
            CREATE TRIGGER poison BEFORE INSERT ON wake_ups FOR EACH ROW WHEN (NEW.name = '{name}')
            EXECUTE FUNCTION poison()
            """
        );

    public void Execute(string sql) => Server.ExecuteAsSuperuser(ConnectionString, sql);

    /// <summary>A connection as the product's own, in one of its roles.</summary>
    internal NpgsqlConnection Connect(DatabaseRole role)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Options = $"-c role={PostgreSqlConnections.NameOf(role)}",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    protected override void Configure(StorageOptions options)
    {
        base.Configure(options);
        options.Provider = StorageProvider.PostgreSql;
        options.ConnectionString = ConnectionString;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Server.Drop(ConnectionString);
    }

    /// <summary>What a start with these options does.</summary>
    public static void OpenOnce(StorageOptions options)
    {
        using var services = new ServiceCollection()
            .AddBinomeStorage(given =>
            {
                given.DataPath = options.DataPath;
                given.Provider = options.Provider;
                given.ConnectionString = options.ConnectionString;
                given.SystemConnectionString = options.SystemConnectionString;
                given.OwnerConnectionString = options.OwnerConnectionString;
            })
            .BuildServiceProvider();
        services.GetRequiredService<StorageDatabase>().Open();
    }

    private static string Migrate()
    {
        var database = Server.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("binome-migrated-");
        OpenOnce(
            new StorageOptions
            {
                DataPath = folder.FullName,
                Provider = StorageProvider.PostgreSql,
                ConnectionString = database,
            }
        );
        folder.Delete(recursive: true);
        return new NpgsqlConnectionStringBuilder(database).Database!;
    }
}
