using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>The actor runtime's own tables, in a schema of their own, when nodes form a cluster.</summary>
internal static class PostgreSqlClusterSchema
{
    private const string AppliedSql = "SELECT obj_description(to_regnamespace('binome_cluster'), 'pg_namespace') = $1";

    /// <summary>Applies the script unless the last one applied was the same. One process at a time.</summary>
    public static void Apply(NpgsqlConnection owner, string script)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        using var transaction = owner.BeginTransaction();
        PostgreSqlMigrations.Lock(owner);
        if (!IsApplied(owner, checksum))
        {
            Execute(owner, script);
            // Kept with the schema, so that dropping it forgets it.
            Execute(owner, $"COMMENT ON SCHEMA binome_cluster IS '{checksum}'");
        }
        transaction.Commit();
    }

    private static bool IsApplied(NpgsqlConnection owner, string checksum)
    {
        using var command = new NpgsqlCommand(AppliedSql, owner);
        command.Parameters.Add(PostgreSqlBatch.Text(checksum));
        return command.ExecuteScalar() is true;
    }

    private static void Execute(NpgsqlConnection owner, string sql)
    {
        using var command = new NpgsqlCommand(sql, owner);
        command.ExecuteNonQuery();
    }
}
