using Binome.Storage.Rows;

namespace Binome.Storage.Sqlite;

/// <summary>
/// How rows of one table are written. Most writes leave the filter columns as they are, so an update that names none of
/// them is tried first: it touches the row and no index.
/// </summary>
internal sealed class SqliteRowStatements
{
    private readonly SqliteStatement refresh;
    private readonly SqliteStatement upsert;
    private readonly int[] figures;
    private readonly int[] conditions;

    public SqliteRowStatements(SqliteSession session, RowTable table)
    {
        figures = Positions(table, use => use is ColumnUse.Figure);
        conditions = Positions(table, use => use is not ColumnUse.Figure);
        refresh = session.Statement(Refresh(table));
        upsert = session.Statement(Upsert(table));
    }

    public void Write(string tenant, RowChange row, long version)
    {
        refresh.Bind(version).Bind(row.Body);
        foreach (var figure in figures)
            refresh.Bind(row.Values[figure]);
        refresh.Bind(tenant);
        foreach (var condition in conditions)
            refresh.Bind(row.Values[condition]);
        if (refresh.Run() > 0)
            return;
        upsert.Bind(tenant);
        foreach (var value in row.Values)
            upsert.Bind(value);
        upsert.Bind(version).Bind(row.Body).Run();
    }

    private static int[] Positions(RowTable table, Func<ColumnUse, bool> wanted) =>
        [.. table.Columns.Index().Where(column => wanted(column.Item.Use)).Select(column => column.Index)];

    // IS takes two nulls for equal; the plus keeps the planner away from the filters' indexes and on the key.
    private static string Refresh(RowTable table)
    {
        var figures = table
            .Columns.Where(column => column.Use is ColumnUse.Figure)
            .Select(column => $", {column.Name} = ?");
        var conditions = table
            .Columns.Where(column => column.Use is not ColumnUse.Figure)
            .Select(column => column.Use is ColumnUse.Key ? $" AND {column.Name} = ?" : $" AND +{column.Name} IS ?");
        return $"UPDATE {table.Name} SET version = ?, body = ?{string.Concat(figures)} WHERE tenant = ?{string.Concat(conditions)}";
    }

    private static string Upsert(RowTable table)
    {
        var names = table.Columns.Select(column => column.Name).ToArray();
        var keys = table.Columns.Where(column => column.Use is ColumnUse.Key).Select(column => column.Name);
        var updates = table
            .Columns.Where(column => column.Use is not ColumnUse.Key)
            .Select(column => $"{column.Name} = excluded.{column.Name}, ");
        return $"""
            INSERT INTO {table.Name} (tenant, {string.Join(", ", names)}, version, body)
            VALUES (?, {string.Concat(names.Select(_ => "?, "))}?, ?)
            ON CONFLICT (tenant, {string.Join(", ", keys)})
            DO UPDATE SET {string.Concat(updates)}version = excluded.version, body = excluded.body
            """;
    }
}
