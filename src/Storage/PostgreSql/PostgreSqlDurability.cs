using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>A commit that was acknowledged is on the disk.</summary>
internal static class PostgreSqlDurability
{
    /// <exception cref="UnsafeDatabaseException">Commits are acknowledged before they are durable.</exception>
    public static void Check(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SHOW synchronous_commit", connection);
        if (command.ExecuteScalar() is "off")
            throw new UnsafeDatabaseException(
                "The database acknowledges commits that a power failure would lose (synchronous_commit is off). "
                    + "Set it to on, for the database or the user."
            );
    }
}
