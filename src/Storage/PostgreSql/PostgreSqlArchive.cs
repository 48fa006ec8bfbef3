using System.Data;
using Binome.Storage.Migrations;
using Binome.Storage.Moving;
using Npgsql;
using static Binome.Storage.PostgreSql.PostgreSqlBatch;

namespace Binome.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlArchive(PostgreSqlConnections connections) : IArchiveStore
{
    private const int InsertRowsMax = 500;

    // Named for all roles to see, which information_schema does not: it hides what the role may not use.
    private const string ColumnsSql = """
        SELECT relname::text, attname::text, format_type(atttypid, NULL), coalesce(array_position(indkey::int2[], attnum), -1)
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_index ON indrelid = pg_class.oid AND indisprimary
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'migrations'
        ORDER BY relname COLLATE "C", attnum
        """;

    public IEnumerable<ArchiveTable> Read(string folder)
    {
        using (var owner = connections.OpenOwner())
            if (!PostgreSqlMigrations.Missing(owner, Migration.Embedded()).IsEmpty)
                throw new MigrationException("The database is of an older release. Start this release on it once.");
        using var system = connections.Open(DatabaseRole.System);
        using var snapshot = system.BeginTransaction(IsolationLevel.RepeatableRead);
        foreach (var (name, columns, key) in Tables(system))
            yield return new ArchiveTable(name, columns, Rows(system, name, columns, key));
    }

    public async Task<bool> Fill(IEnumerable<ArchiveTable> tables)
    {
        await using (var system = connections.Open(DatabaseRole.System))
        await using (var any = new NpgsqlCommand("SELECT EXISTS (SELECT FROM grain_states)", system))
            if ((bool)(await any.ExecuteScalarAsync())!)
                return false;
        await using var app = connections.Open(DatabaseRole.App);
        await using var transaction = await app.BeginTransactionAsync();
        var known = Tables(app).ToDictionary(table => table.Name, table => table.Columns);
        foreach (var table in tables)
        {
            var unknown = known.TryGetValue(table.Name, out var columns)
                ? table.Columns.Except(columns).FirstOrDefault()?.Name
                : "";
            if (unknown is not null)
                throw new ArchiveException(
                    $"The archive has {table.Name} {unknown}, which this release does not know."
                );
            Fill(app, table);
        }
        await transaction.CommitAsync();
        return true;
    }

    // Row-level security holds for archives, too: each part is written as its tenant's.
    private static void Fill(NpgsqlConnection app, ArchiveTable table)
    {
        var tenantAt = table.Columns.Select(column => column.Name).ToList().IndexOf("tenant");
        var part = new List<object?[]>(InsertRowsMax);
        foreach (var row in table.Rows)
        {
            if (part.Count == InsertRowsMax || part.Count > 0 && !Equals(part[0][tenantAt], row[tenantAt]))
                Insert(app, table, part, tenantAt);
            part.Add(row);
        }
        if (part.Count > 0)
            Insert(app, table, part, tenantAt);
    }

    private static void Insert(NpgsqlConnection app, ArchiveTable table, List<object?[]> rows, int tenantAt)
    {
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        var arrays = string.Join(", ", table.Columns.Select((column, i) => $"${i + 1}::{TypeOf(column.Type)}[]"));
        using var batch = new PostgreSqlBatch(app);
        batch.Ask(TenantPages.TellSql, _ => { }, Text((string)rows[0][tenantAt]!));
        batch.Add(
            $"INSERT INTO {table.Name} ({names}) SELECT * FROM unnest({arrays})",
            [
                .. table.Columns.Select(
                    (column, i) =>
                        column.Type switch
                        {
                            ArchiveType.Text => Texts(rows.Select(row => (string?)row[i])),
                            ArchiveType.Number => Numbers(rows.Select(row => (long?)row[i])),
                            _ => Bytes(rows.Select(row => (byte[]?)row[i])),
                        }
                ),
            ]
        );
        batch.Run();
        rows.Clear();
    }

    private static List<(string Name, ImmutableArray<ArchiveColumn> Columns, string Key)> Tables(NpgsqlConnection open)
    {
        var found = new List<(string Table, string Column, string Type, int KeyAt)>();
        using (var command = new NpgsqlCommand(ColumnsSql, open))
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
        return
        [
            .. found
                .GroupBy(column => column.Table)
                .Select(table =>
                    (
                        table.Key,
                        table
                            .Select(column => new ArchiveColumn(column.Column, TypeOf(column.Type)))
                            .ToImmutableArray(),
                        string.Join(
                            ", ",
                            table
                                .Where(column => column.KeyAt >= 0)
                                .OrderBy(column => column.KeyAt)
                                .Select(column => column.Column)
                        )
                    )
                ),
        ];
    }

    private static IEnumerable<object?[]> Rows(
        NpgsqlConnection system,
        string table,
        ImmutableArray<ArchiveColumn> columns,
        string key
    )
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        using var command = new NpgsqlCommand($"SELECT {names} FROM {table} ORDER BY {key}", system)
        {
            CommandTimeout = 0,
        };
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            yield return row;
        }
    }

    private static string TypeOf(ArchiveType type) =>
        type switch
        {
            ArchiveType.Text => "text",
            ArchiveType.Number => "bigint",
            _ => "bytea",
        };

    private static ArchiveType TypeOf(string type) =>
        type switch
        {
            "text" => ArchiveType.Text,
            "bigint" => ArchiveType.Number,
            "bytea" => ArchiveType.Bytes,
            _ => throw new NotSupportedException($"Columns of type {type} can't be archived."),
        };
}
