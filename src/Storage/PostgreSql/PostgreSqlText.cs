using System.Text.RegularExpressions;

namespace Binome.Storage.PostgreSql;

/// <summary>
/// All in which the SQL of this product differs between its databases. Queries and scripts are written once, as SQLite
/// takes them, and turned here; what can't be turned has its own statement beside its use.
/// </summary>
internal static partial class PostgreSqlText
{
    /// <summary>
    /// A query with named parameters. A list is an array here. A step along a chain is a look-up per row: written as a join
    /// it could be planned the other way round, and the order of the chain would be lost.
    /// </summary>
    public static string Query(string sql)
    {
        if (sql.Contains(" IN @", StringComparison.Ordinal))
            sql = List().Replace(sql, " = ANY(@$1)");
        if (sql.Contains("CROSS JOIN", StringComparison.Ordinal))
            sql = Step().Replace(sql, "CROSS JOIN LATERAL (SELECT * FROM $1 WHERE $2 LIMIT 1) AS next");
        return sql;
    }

    /// <summary>The query with numbered parameters, in the order in which it first names them.</summary>
    public static (string Sql, int Parameters) Numbered(string sql)
    {
        var names = new List<string>();
        var numbered = Parameter()
            .Replace(
                Query(sql),
                match =>
                {
                    if (!names.Contains(match.Value))
                        names.Add(match.Value);
                    return $"${names.IndexOf(match.Value) + 1}";
                }
            );
        return (numbered, names.Count);
    }

    /// <summary>A migration. Texts compare by their bytes, as SQLite's do: ids and cursors depend on it.</summary>
    public static string Script(string script)
    {
        script = Comment().Replace(script, "");
        script = script.Replace(") WITHOUT ROWID;", ");", StringComparison.Ordinal);
        script = TextType().Replace(script, "text COLLATE \"C\"");
        script = NumberType().Replace(script, "bigint");
        return BytesType().Replace(script, "bytea");
    }

    [GeneratedRegex(@" IN @(\w+)")]
    private static partial Regex List();

    [GeneratedRegex(@"CROSS JOIN (\w+) ON ([^\r\n]+)")]
    private static partial Regex Step();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bTEXT\b")]
    private static partial Regex TextType();

    [GeneratedRegex(@"\bINTEGER\b")]
    private static partial Regex NumberType();

    [GeneratedRegex(@"\bBLOB\b")]
    private static partial Regex BytesType();
}
