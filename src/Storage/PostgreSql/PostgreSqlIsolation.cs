using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>
/// Row-level security: the app's role sees the rows of the tenant that was named to its connection, and an error when none
/// was. The check at start refuses a database in which that does not hold.
/// </summary>
internal static class PostgreSqlIsolation
{
    private const string Policy = "tenant";

    /// <summary>As PostgreSQL writes the policy's condition back.</summary>
    private const string PolicyCondition = "(tenant = ( SELECT binome_tenant() AS binome_tenant))";

    private const string FunctionSql = """
        CREATE OR REPLACE FUNCTION binome_tenant() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
        DECLARE
            told text := current_setting('binome.tenant', true);
        BEGIN
            IF told IS NULL OR told = '' THEN
                RAISE EXCEPTION 'no tenant was named to this connection' USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN told;
        END $$
        """;

    private const string TablesSql = """
        SELECT relname::text FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migrations'
        ORDER BY relname
        """;

    /// <summary>What housekeeping throws away over all tenants.</summary>
    private const string HousekeepingSql = """
        GRANT DELETE ON idempotency, import_uploads, import_problems, export_pieces, member_sessions, sign_in_links, sandbox_mails, webhook_attempts,
            webhook_deliveries, stripe_events TO binome_system
        """;

    private const string UnprotectedSql = """
        SELECT relname::text FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind NOT IN ('i', 'I', 'S', 't', 'c')
            AND has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            AND NOT (relrowsecurity AND relforcerowsecurity AND
                (SELECT count(*) = 1 AND bool_and(
                    polname = @policy AND polcmd = '*' AND polpermissive AND polroles = '{0}' AND polwithcheck IS NULL
                    AND regexp_replace(pg_get_expr(polqual, polrelid), '\s+', ' ', 'g') = @condition)
                FROM pg_policy WHERE polrelid = pg_class.oid))
        ORDER BY relname LIMIT 1
        """;

    private const string PowersSql = """
        SELECT
            bool_or(rolsuper), bool_or(rolname = current_user AND rolbypassrls),
            (SELECT bool_or(pg_has_role(current_user, relowner, 'MEMBER')) FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p'))
        FROM pg_roles WHERE rolname IN (current_user, session_user)
        """;

    /// <summary>Puts every table under the policy, and grants what the two serving roles may do.</summary>
    public static void Protect(NpgsqlConnection owner)
    {
        Execute(owner, FunctionSql);
        foreach (var table in Tables(owner))
            Execute(owner, ProtectSql(table));
        Execute(owner, HousekeepingSql);
    }

    /// <exception cref="UnsafeDatabaseException">The role could see more than one tenant.</exception>
    public static void CheckApp(NpgsqlConnection app)
    {
        var (isSuper, bypasses, owns) = Powers(app);
        if (isSuper)
            throw new UnsafeDatabaseException(
                "Binome does not serve as a superuser of PostgreSQL. Give it a user of its own."
            );
        if (bypasses || owns)
            throw new UnsafeDatabaseException(
                $"The role {PostgreSqlConnections.NameOf(DatabaseRole.App)} can pass by row-level security: it "
                    + (bypasses ? "has BYPASSRLS." : "owns the tables, or belongs to who does.")
            );
        using var unprotected = new NpgsqlCommand(UnprotectedSql, app);
        unprotected.Parameters.AddWithValue("policy", Policy);
        unprotected.Parameters.AddWithValue("condition", PolicyCondition);
        if (unprotected.ExecuteScalar() is string table)
            throw new UnsafeDatabaseException(
                $"Table {table} does not keep tenants apart: its row-level security is not the one that Binome made."
            );
    }

    /// <exception cref="UnsafeDatabaseException">The role can't see all tenants, or could do far more.</exception>
    public static void CheckSystem(NpgsqlConnection system)
    {
        var (isSuper, bypasses, _) = Powers(system);
        if (isSuper || !bypasses)
            throw new UnsafeDatabaseException(
                $"The role {PostgreSqlConnections.NameOf(DatabaseRole.System)} must have BYPASSRLS, and not be a superuser."
            );
    }

    // The condition is evaluated once a query, and a plain comparison for the indexes, all of which begin with the tenant.
    private static string ProtectSql(string table) =>
        $"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS {Policy} ON {table};
            CREATE POLICY {Policy} ON {table} USING (tenant = (SELECT binome_tenant()));
            GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO binome_app;
            GRANT SELECT ON {table} TO binome_system;
            """;

    private static (bool IsSuper, bool Bypasses, bool Owns) Powers(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(PowersSql, connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetBoolean(0), reader.GetBoolean(1), !reader.IsDBNull(2) && reader.GetBoolean(2));
    }

    private static List<string> Tables(NpgsqlConnection owner)
    {
        using var command = new NpgsqlCommand(TablesSql, owner);
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static void Execute(NpgsqlConnection owner, string sql)
    {
        using var command = new NpgsqlCommand(sql, owner);
        command.ExecuteNonQuery();
    }
}
