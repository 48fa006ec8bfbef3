using Binome.Storage.Migrations;
using Microsoft.Extensions.Logging;

namespace Binome.Storage.Sqlite;

/// <summary>The database file of one data folder: one writer, many readers.</summary>
internal sealed class SqliteDatabase(
    SqliteWriter writer,
    SqliteReadPool readers,
    TimeProvider time,
    ILogger<SqliteDatabase> log
) : IStorageBackend
{
    public const string FileName = "binome.db";

    public void Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var session = new SqliteSession(path);
        try
        {
            var applied = SqliteMigrations.Apply(session, Migration.Embedded(), time.GetUtcNow());
            if (applied > 0)
                log.LogInformation("Applied {Count} migrations to {Path}", applied, path);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        writer.Start(session);
        readers.Open(path);
    }

    // The writer's last checkpoint empties the log only when no reader is left.
    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
    }
}
