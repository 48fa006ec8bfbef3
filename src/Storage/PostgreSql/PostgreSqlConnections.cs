using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>Who a connection is to the database.</summary>
internal enum DatabaseRole
{
    /// <summary>Owns the tables and changes their shape; serves nothing.</summary>
    Owner,

    /// <summary>Sees the rows of the one tenant that was named to it.</summary>
    App,

    /// <summary>Sees every tenant: credentials before a tenant is known, due wake-ups, housekeeping, moving house.</summary>
    System,
}

/// <summary>
/// Opens connections, each in its role from the first statement on. They are not pooled by the driver: the pools of this
/// house know which tenant a connection was told.
/// </summary>
internal sealed class PostgreSqlConnections(IOptions<StorageOptions> options, ILoggerFactory logs) : IDisposable
{
    private const int ConnectSecondsMax = 5;
    private const int CommandSecondsMax = 10;
    private const int PreparedMax = 256;
    private const int PreparedAfterUses = 2;

    /// <summary>A table that somebody else holds answers as busy, not as a hanging process.</summary>
    private const string LockWait = "5s";

    private readonly Lazy<NpgsqlDataSource> app = new(() => Source(options.Value, DatabaseRole.App, logs));
    private readonly Lazy<NpgsqlDataSource> system = new(() => Source(options.Value, DatabaseRole.System, logs));

    public static string NameOf(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.Owner => "binome_owner",
            DatabaseRole.App => "binome_app",
            _ => "binome_system",
        };

    public NpgsqlConnection Open(DatabaseRole role) => SourceOf(role).OpenConnection();

    public ValueTask<NpgsqlConnection> OpenAsync(DatabaseRole role) => SourceOf(role).OpenConnectionAsync();

    /// <summary>A connection that may change the schema; for a moment only, so it waits as long as it takes.</summary>
    public NpgsqlConnection OpenOwner()
    {
        var source = Settings(options.Value, DatabaseRole.Owner);
        source.CommandTimeout = 0;
        source.Options = $"-c role={NameOf(DatabaseRole.Owner)}";
        source.MaxAutoPrepare = 0;
        var connection = new NpgsqlConnection(source.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var source in new[] { app, system })
            if (source.IsValueCreated)
                source.Value.Dispose();
    }

    private NpgsqlDataSource SourceOf(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.App => app.Value,
            DatabaseRole.System => system.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    private static NpgsqlDataSource Source(StorageOptions options, DatabaseRole role, ILoggerFactory logs)
    {
        var settings = Settings(options, role);
        settings.Options = $"-c role={NameOf(role)} -c lock_timeout={LockWait}";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(logs).Build();
    }

    private static NpgsqlConnectionStringBuilder Settings(StorageOptions options, DatabaseRole role)
    {
        var given = role switch
        {
            DatabaseRole.Owner => options.OwnerConnectionString,
            DatabaseRole.System => options.SystemConnectionString,
            _ => null,
        };
        return new NpgsqlConnectionStringBuilder(given ?? options.ConnectionString)
        {
            ApplicationName = "binome",
            Pooling = false,
            Enlist = false,
            Timeout = ConnectSecondsMax,
            CommandTimeout = CommandSecondsMax,
            MaxAutoPrepare = PreparedMax,
            AutoPrepareMinUsages = PreparedAfterUses,
        };
    }
}
