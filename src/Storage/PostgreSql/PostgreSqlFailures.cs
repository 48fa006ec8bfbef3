using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>What a failure says about who is to blame.</summary>
internal static class PostgreSqlFailures
{
    // Connections, transaction states, logins, missing databases, resources, objects in use, operators, the system and its files.
    private static readonly string[] OfSurroundings = ["08", "25", "28", "3D", "53", "55", "57", "58", "F0", "XX"];

    /// <summary>
    /// True when the database took the statement and refused it, so that the transaction certainly was not committed and
    /// other writes may well succeed.
    /// </summary>
    public static bool IsOfAWrite(Exception failure) =>
        failure is PostgresException { SqlState.Length: 5 } refused
            ? !OfSurroundings.Contains(refused.SqlState[..2], StringComparer.Ordinal)
            : failure is not (NpgsqlException or TimeoutException or IOException or OperationCanceledException);
}
