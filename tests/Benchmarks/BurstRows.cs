using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Binome.Benchmarks;

/// <summary>What a burst left in the database, and a loop that commits the same rows with nothing around it.</summary>
internal static class BurstRows
{
    private static readonly string[] Tables = ["grain_states", "events", "pairs", "messages"];

    static BurstRows() => SQLitePCL.Batteries_V2.Init();

    public static IReadOnlyList<string> People(string data, string tenant)
    {
        using var connection = Open(Path.Combine(data, "binome.db"), "ReadOnly");
        return
        [
            .. Rows(connection, $"SELECT id FROM participants WHERE tenant = '{tenant}'").Select(row => (string)row[0]),
        ];
    }

    /// <summary>When sessions fall due, the earliest first.</summary>
    public static IReadOnlyList<DateTimeOffset> DueInstants(string data)
    {
        using var connection = Open(Path.Combine(data, "binome.db"), "ReadOnly");
        const string sql = "SELECT DISTINCT due_at FROM wake_ups WHERE grain_kind = 'pair' ORDER BY due_at";
        return [.. Rows(connection, sql).Select(row => DateTimeOffset.FromUnixTimeMilliseconds((long)row[0]))];
    }

    /// <summary>Events that a session is due, messages in inboxes, mails queued; counted in indexes, as the cores have other work.</summary>
    public static (long Due, long Messages, long Mails) Handled(string data, string tenant)
    {
        using var connection = Open(Path.Combine(data, "binome.db"), "ReadOnly");
        long Count(string sql) =>
            (long)Rows(connection, $"SELECT COUNT(*) FROM {sql} AND tenant = '{tenant}'").Single()[0];
        return (
            Count("events WHERE type = 'pair.session.due'"),
            Count("messages WHERE TRUE"),
            Count("grain_states WHERE grain_id >= 'mail_' AND grain_id < 'mail`'")
        );
    }

    /// <summary>Seconds of one transaction a pair, for so many of them: its state, event and row, both inboxes with their messages, the mail to both.</summary>
    public static double Loop(string data, int count)
    {
        using var source = Open(Path.Combine(data, "binome.db"), "ReadOnly");
        var pairs = Rows(source, $"SELECT id, mentor_id, mentee_id FROM pairs WHERE mentor_id <> 'ptc_a' LIMIT {count}")
            .ToList();
        var states = Rows(source, "SELECT * FROM grain_states WHERE grain_kind IN ('pair', 'inbox')")
            .ToLookup(row => (string)row[2]);
        var mails = new Queue<object[]>(Rows(source, "SELECT * FROM grain_states WHERE grain_kind = 'mail'"));
        var events = Rows(source, "SELECT * FROM events WHERE type = 'pair.session.due'")
            .ToLookup(row => (string)row[3]);
        var rows = Rows(source, "SELECT * FROM pairs").ToLookup(row => (string)row[1]);
        var messages = Rows(source, "SELECT * FROM messages").ToLookup(row => (string)row[1]);

        using var target = Open(Path.Combine(data, "loop.db"), "ReadWriteCreate");
        Execute(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        foreach (
            var schema in Rows(
                source,
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ('grain_states', 'events', 'pairs', 'messages')"
            )
        )
            Execute(target, (string)schema[0]);
        var inserts = Tables.ToDictionary(table => table, table => Insert(source, target, table));

        var clock = Stopwatch.StartNew();
        foreach (var pair in pairs)
        {
            var (id, mentor, mentee) = ((string)pair[0], (string)pair[1], (string)pair[2]);
            using var transaction = target.BeginTransaction();
            foreach (var state in states[id].Concat(states[mentor]).Concat(states[mentee]))
                inserts["grain_states"](transaction, state);
            inserts["grain_states"](transaction, mails.Dequeue());
            inserts["events"](transaction, events[id].Single());
            inserts["pairs"](transaction, rows[id].Single());
            foreach (var message in messages[mentor].Concat(messages[mentee]))
                inserts["messages"](transaction, message);
            transaction.Commit();
        }
        return clock.Elapsed.TotalSeconds;
    }

    private static Action<SqliteTransaction, object[]> Insert(
        SqliteConnection source,
        SqliteConnection target,
        string table
    )
    {
        var columns = Rows(source, $"SELECT name FROM pragma_table_info('{table}')").Count();
        var insert = target.CreateCommand();
        insert.CommandText =
            $"INSERT INTO {table} VALUES ({string.Join(',', Enumerable.Range(0, columns).Select(at => $"@p{at}"))})";
        for (var at = 0; at < columns; at++)
            insert.Parameters.Add(new SqliteParameter($"@p{at}", null));
        return (transaction, row) =>
        {
            insert.Transaction = transaction;
            for (var at = 0; at < columns; at++)
                insert.Parameters[at].Value = row[at];
            insert.ExecuteNonQuery();
        };
    }

    private static IEnumerable<object[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    private static SqliteConnection Open(string path, string mode)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
