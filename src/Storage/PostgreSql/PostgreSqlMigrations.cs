using Binome.Storage.Migrations;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>Brings a database up to the schema of this release, in one transaction, one process at a time.</summary>
internal static class PostgreSqlMigrations
{
    /// <summary>Known to nobody else: "binome" in ASCII.</summary>
    private const long AdvisoryLock = 0x62_69_6e_6f_6d_65;

    private const string InsertSql =
        "INSERT INTO migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

    /// <summary>
    /// These rows are written over and over. With room left in its page the next version of a row stays on the page and no
    /// index is touched; and a row of one or two kilobytes is not worth compressing each time.
    /// </summary>
    private const string RewrittenSql = """
        ALTER TABLE grain_states SET (fillfactor = 60, toast_tuple_target = 4096);
        ALTER TABLE pairs SET (fillfactor = 60, toast_tuple_target = 4096);
        """;

    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">The database is newer than the program, or was built with another script.</exception>
    public static int Apply(NpgsqlConnection owner, ImmutableArray<Migration> migrations, DateTimeOffset now)
    {
        using var transaction = owner.BeginTransaction();
        Lock(owner);
        // Asked before it is made, or a user that may not make it could not even start.
        if (!Exists(owner))
            Execute(owner, PostgreSqlText.Script(Migration.TableSql));
        var missing = Migration.Missing(Applied(owner), migrations);
        foreach (var migration in missing)
            Apply(owner, migration, now);
        if (missing.Length > 0)
        {
            PostgreSqlIsolation.Protect(owner);
            Execute(owner, RewrittenSql);
        }
        transaction.Commit();
        return missing.Length;
    }

    /// <summary>Until the transaction ends nobody else changes the schema.</summary>
    public static void Lock(NpgsqlConnection owner) => Execute(owner, $"SELECT pg_advisory_xact_lock({AdvisoryLock})");

    /// <summary>What a database would have to be given before this release serves from it.</summary>
    public static ImmutableArray<Migration> Missing(NpgsqlConnection owner, ImmutableArray<Migration> migrations) =>
        Exists(owner) ? Migration.Missing(Applied(owner), migrations) : migrations;

    private static bool Exists(NpgsqlConnection owner)
    {
        using var command = new NpgsqlCommand("SELECT to_regclass('migrations') IS NOT NULL", owner);
        return (bool)command.ExecuteScalar()!;
    }

    private static Dictionary<int, string> Applied(NpgsqlConnection owner)
    {
        using var command = new NpgsqlCommand("SELECT number, checksum FROM migrations", owner);
        using var reader = command.ExecuteReader();
        var applied = new Dictionary<int, string>();
        while (reader.Read())
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static void Apply(NpgsqlConnection owner, Migration migration, DateTimeOffset now)
    {
        Execute(owner, PostgreSqlText.Script(migration.Script));
        using var insert = new NpgsqlCommand(InsertSql, owner)
        {
            Parameters =
            {
                PostgreSqlBatch.Number(migration.Number),
                PostgreSqlBatch.Text(migration.Name),
                PostgreSqlBatch.Text(migration.Checksum),
                PostgreSqlBatch.Number(now.ToUnixTimeMilliseconds()),
            },
        };
        insert.ExecuteNonQuery();
    }

    private static void Execute(NpgsqlConnection owner, string sql)
    {
        using var command = new NpgsqlCommand(sql, owner);
        command.ExecuteNonQuery();
    }
}
