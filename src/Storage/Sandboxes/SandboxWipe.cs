using Binome.Contracts.Sandboxes;
using Binome.Storage.Rows;

namespace Binome.Storage.Sandboxes;

/// <summary>What a reset deletes: every table's rows of one sandbox but those of the sandbox itself.</summary>
internal static class SandboxWipe
{
    private const string NotItself = $" AND grain_kind <> '{GrainKinds.Sandbox}'";

    private static readonly ImmutableArray<(string Table, string Key, string Filter)> Further =
    [
        // First what would make more, then what is made.
        ("wake_ups", "grain_kind, grain_id, name", NotItself),
        ("grain_states", "grain_id, grain_kind", NotItself),
        ("claims", "kind, value", ""),
        ("events", "sequence", ""),
        ("import_uploads", "import_id, chunk", ""),
        ("export_pieces", "export_id, piece", ""),
        ("idempotency", "key", " AND created_at < {keys}"),
    ];

    /// <summary>Each takes the tenant, how many rows at most, and the instant from which keys are kept.</summary>
    public static ImmutableArray<string> Statements(string tenant, string limit, string keys) =>
        [
            .. Further.Select(one => Sql(one.Table, one.Key, one.Filter.Replace("{keys}", keys), tenant, limit)),
            .. RowTables
                .All.Where(table => table != RowTables.Sandboxes)
                .Select(table => Sql(table.Name, KeyOf(table), "", tenant, limit)),
        ];

    /// <summary>The tables of which something is deleted.</summary>
    public static ImmutableArray<string> Tables =>
        [
            .. Further.Select(one => one.Table),
            .. RowTables.All.Where(table => table != RowTables.Sandboxes).Select(table => table.Name),
        ];

    /// <exception cref="ArgumentException">The tenant is a live one.</exception>
    public static void RequireSandbox(string tenant)
    {
        if (!Sandbox.Is(tenant))
            throw new ArgumentException($"{tenant} is no sandbox; nothing of it was deleted.", nameof(tenant));
    }

    private static string KeyOf(RowTable table) =>
        string.Join(", ", table.Columns.Where(column => column.Use is ColumnUse.Key).Select(column => column.Name));

    private static string Sql(string table, string key, string filter, string tenant, string limit) =>
        $"""
            DELETE FROM {table} WHERE (tenant, {key}) IN
                (SELECT tenant, {key} FROM {table} WHERE tenant = {tenant}{filter} LIMIT {limit})
            """;
}
