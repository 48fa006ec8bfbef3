using Binome.Storage.Migrations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>One database of a PostgreSQL server.</summary>
internal sealed class PostgreSqlDatabase(
    PostgreSqlConnections connections,
    PostgreSqlWriter writer,
    PostgreSqlReads readers,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<PostgreSqlDatabase> log
) : IStorageBackend
{
    /// <exception cref="IOException">The server can't be reached, or refuses.</exception>
    public void Open(string folder)
    {
        try
        {
            using (var owner = connections.OpenOwner())
            {
                var applied = PostgreSqlMigrations.Apply(owner, Migration.Embedded(), time.GetUtcNow());
                if (applied > 0)
                    log.LogInformation("Applied {Count} migrations to {Database}", applied, owner.Database);
                if (options.Value.ClusterScript is { } script)
                    PostgreSqlClusterSchema.Apply(owner, script);
            }
            using (var system = connections.Open(DatabaseRole.System))
                PostgreSqlIsolation.CheckSystem(system);
            var app = connections.Open(DatabaseRole.App);
            try
            {
                PostgreSqlIsolation.CheckApp(app);
                PostgreSqlDurability.Check(app);
                writer.Start(app);
            }
            catch
            {
                app.Dispose();
                throw;
            }
            readers.Open();
        }
        catch (NpgsqlException failure)
        {
            throw new IOException($"PostgreSQL can't be used: {failure.Message}", failure);
        }
        catch (ArgumentException failure)
        {
            throw new IOException($"A connection string is none: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
        connections.Dispose();
    }
}
