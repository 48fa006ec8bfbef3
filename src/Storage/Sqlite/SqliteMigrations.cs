using Binome.Storage.Migrations;

namespace Binome.Storage.Sqlite;

/// <summary>Brings a database up to the schema of this release. The caller holds the data folder.</summary>
internal static class SqliteMigrations
{
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">The database is newer than the program, or was built with another script.</exception>
    public static int Apply(SqliteSession session, ImmutableArray<Migration> migrations, DateTimeOffset now)
    {
        session.Execute(Migration.TableSql);
        var applied = Applied(session);
        var missing = Migration.Missing(applied, migrations);
        foreach (var migration in missing)
            Apply(session, migration, now);
        return missing.Length;
    }

    private static Dictionary<int, string> Applied(SqliteSession session)
    {
        var applied = new Dictionary<int, string>();
        var statement = session.Statement("SELECT number, checksum FROM migrations");
        try
        {
            while (statement.Step())
                applied.Add((int)statement.Number(0), statement.Text(1));
            return applied;
        }
        finally
        {
            statement.Reset();
        }
    }

    private static void Apply(SqliteSession session, Migration migration, DateTimeOffset now)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute(migration.Script);
            session
                .Statement("INSERT INTO migrations (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)")
                .Bind(migration.Number)
                .Bind(migration.Name)
                .Bind(migration.Checksum)
                .Bind(now.ToUnixTimeMilliseconds())
                .Run();
            session.Execute("COMMIT");
        }
        catch
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
            throw;
        }
    }
}
