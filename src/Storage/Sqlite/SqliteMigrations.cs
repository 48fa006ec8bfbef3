using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Storage.Sqlite;

/// <summary>A numbered script of this release.</summary>
internal sealed record SqliteMigration(int Number, string Name, string Script)
{
    private const string Folder = ".Sqlite.Migrations.";

    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n"))));

    /// <summary>Those built into the program, by number.</summary>
    public static ImmutableArray<SqliteMigration> Embedded()
    {
        var assembly = typeof(SqliteMigration).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
                .Select(resource =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                    var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
                    var number = int.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture);
                    return new SqliteMigration(number, name, reader.ReadToEnd());
                })
                .OrderBy(migration => migration.Number),
        ];
    }
}

/// <summary>Brings a database up to the schema of this release. The caller holds the data folder.</summary>
internal static class SqliteMigrations
{
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">The database is newer than the program, or was built with another script.</exception>
    public static int Apply(SqliteSession session, ImmutableArray<SqliteMigration> migrations, DateTimeOffset now)
    {
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                number INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                applied_at INTEGER NOT NULL
            )
            """
        );
        var applied = Applied(session);
        Verify(applied, migrations);
        var missing = migrations.Where(migration => !applied.ContainsKey(migration.Number)).ToList();
        foreach (var migration in missing)
            Apply(session, migration, now);
        return missing.Count;
    }

    private static void Verify(Dictionary<int, string> applied, ImmutableArray<SqliteMigration> migrations)
    {
        var known = migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, checksum) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
                throw new MigrationException(
                    $"The database has migration {number}, which this release does not know. Start the newer release."
                );
            if (migration.Checksum != checksum)
                throw new MigrationException(
                    $"Migration {migration.Name} is not the one the database was built with. Migrations are never changed."
                );
        }
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

    private static void Apply(SqliteSession session, SqliteMigration migration, DateTimeOffset now)
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
