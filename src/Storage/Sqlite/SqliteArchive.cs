using Binome.Storage.Migrations;
using Binome.Storage.Moving;
using Microsoft.Data.Sqlite;

namespace Binome.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteArchive(SqliteWriter writer) : IArchiveStore
{
    private const string TablesSql = """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name
        """;

    public IEnumerable<ArchiveTable> Read(string folder)
    {
        using var connection = Open(folder);
        using var snapshot = connection.BeginTransaction(deferred: true);
        var applied = Rows(connection, "SELECT number, checksum FROM migrations")
            .ToDictionary(row => (int)(long)row[0]!, row => (string)row[1]!);
        if (!Migration.Missing(applied, Migration.Embedded()).IsEmpty)
            throw new MigrationException("The database is of an older release. Start this release on it once.");
        foreach (var name in Rows(connection, TablesSql).Select(row => (string)row[0]!).ToList())
        {
            var (columns, key) = ColumnsOf(connection, name);
            var names = string.Join(", ", columns.Select(column => column.Name));
            yield return new ArchiveTable(
                name,
                columns,
                Rows(connection, $"SELECT {names} FROM {name} ORDER BY {key}")
            );
        }
    }

    public Task<bool> Fill(IEnumerable<ArchiveTable> tables) =>
        writer.Write(session =>
        {
            if (!IsEmpty(session))
                return false;
            foreach (var table in tables)
            {
                var insert = session.Statement(
                    $"""
                    INSERT INTO {NameOf(session, table.Name)}
                    ({string.Join(", ", table.Columns.Select(column => NameOf(session, table.Name, column.Name)))})
                    VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})
                    """
                );
                foreach (var row in table.Rows)
                    Insert(insert, row);
            }
            return true;
        });

    private static void Insert(SqliteStatement insert, object?[] row)
    {
        foreach (var value in row)
            _ = value switch
            {
                string text => insert.Bind(text),
                long number => insert.Bind(number),
                byte[] bytes => insert.Bind(bytes),
                _ => insert.Bind((string?)null),
            };
        insert.Run();
    }

    private static bool IsEmpty(SqliteSession session)
    {
        var any = session.Statement("SELECT 1 FROM grain_states LIMIT 1");
        try
        {
            return !any.Step();
        }
        finally
        {
            any.Reset();
        }
    }

    /// <summary>The name, once the schema has it: what a file says becomes no SQL.</summary>
    private static string NameOf(SqliteSession session, string table, string? column = null)
    {
        var known = session
            .Statement("SELECT count(*) FROM pragma_table_info(?) WHERE ? IS NULL OR name = ?")
            .Bind(table)
            .Bind(column)
            .Bind(column);
        try
        {
            return known.Step() && known.Number(0) > 0
                ? column ?? table
                : throw new ArchiveException($"The archive has {table} {column}, which this release does not know.");
        }
        finally
        {
            known.Reset();
        }
    }

    private static SqliteConnection Open(string folder)
    {
        var path = Path.Combine(folder, SqliteDatabase.FileName);
        if (!File.Exists(path))
            throw new IOException($"There is no database in {folder}.");
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only = ON";
        command.ExecuteNonQuery();
        return connection;
    }

    private static (ImmutableArray<ArchiveColumn> Columns, string Key) ColumnsOf(
        SqliteConnection connection,
        string table
    )
    {
        var rows = Rows(connection, $"SELECT name, type, pk FROM pragma_table_info('{table}') ORDER BY cid").ToList();
        var key = rows.Where(row => (long)row[2]! > 0).OrderBy(row => (long)row[2]!).Select(row => (string)row[0]!);
        return (
            [.. rows.Select(row => new ArchiveColumn((string)row[0]!, TypeOf((string)row[1]!)))],
            string.Join(", ", key)
        );
    }

    private static ArchiveType TypeOf(string type) =>
        type switch
        {
            "TEXT" => ArchiveType.Text,
            "INTEGER" => ArchiveType.Number,
            "BLOB" => ArchiveType.Bytes,
            _ => throw new NotSupportedException($"Columns of type {type} can't be archived."),
        };

    private static IEnumerable<object?[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            yield return row;
        }
    }
}
