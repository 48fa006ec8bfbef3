using System.Collections.Frozen;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>Which columns hold numbers; asked of the database once, when it opens.</summary>
internal sealed class PostgreSqlColumnTypes(NpgsqlConnection connection)
{
    private const string NumbersSql = """
        SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'bigint'
        """;

    private readonly FrozenSet<(string Table, string Column)> numbers = Read(connection).ToFrozenSet();

    public bool IsNumber(string table, string column) => numbers.Contains((table, column));

    private static List<(string, string)> Read(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(NumbersSql, connection);
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }
}
