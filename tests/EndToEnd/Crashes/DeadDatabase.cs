using Microsoft.Data.Sqlite;

namespace Binome.EndToEnd.Tests.Crashes;

/// <summary>
/// What a killed process left on the disk, looked at in a copy, so that the next process finds it as it was left and recovers
/// by itself.
/// </summary>
internal sealed class DeadDatabase : IDisposable
{
    /// <summary>Each finds what a half-done commit would leave behind; one row is one too many.</summary>
    private static readonly (string What, string Sql)[] Invariants =
    [
        (
            "the log of a tenant is numbered without gaps up to its counter",
            """
            SELECT s.tenant FROM event_sequences s LEFT JOIN events e ON e.tenant = s.tenant
            GROUP BY s.tenant HAVING count(e.sequence) <> s.sequence OR max(e.sequence) <> s.sequence
            """
        ),
        (
            "a grain has the events that its state counts",
            """
            SELECT g.grain_id FROM grain_states g LEFT JOIN (
                SELECT tenant, grain_kind, grain_id, count(*) AS happened, max(version) AS last
                FROM events GROUP BY tenant, grain_kind, grain_id
            ) e ON e.tenant = g.tenant AND e.grain_kind = g.grain_kind AND e.grain_id = g.grain_id
            WHERE coalesce(e.happened, 0) <> g.event_count OR coalesce(e.last, 0) <> g.event_count
            """
        ),
        (
            "an event belongs to a stored grain",
            """
            SELECT e.sequence FROM events e LEFT JOIN grain_states g
                ON e.tenant = g.tenant AND e.grain_kind = g.grain_kind AND e.grain_id = g.grain_id
            WHERE g.grain_id IS NULL
            """
        ),
        (
            "a pair's row has the sessions that it counts",
            """
            SELECT p.id FROM pairs p LEFT JOIN (
                SELECT tenant, pair_id, count(*) AS held FROM sessions WHERE status = 'held' GROUP BY tenant, pair_id
            ) s ON s.tenant = p.tenant AND s.pair_id = p.id
            WHERE coalesce(s.held, 0) <> p.sessions_held
            """
        ),
        (
            "a session was said in the log",
            """
            SELECT p.id FROM pairs p LEFT JOIN (
                SELECT tenant, grain_id, count(*) AS held FROM events WHERE type = 'pair.session.held'
                GROUP BY tenant, grain_id
            ) e ON e.tenant = p.tenant AND e.grain_id = p.id
            WHERE coalesce(e.held, 0) <> p.sessions_held
            """
        ),
        (
            "a pair is a grain of its own, and its row is no newer than its state",
            """
            SELECT p.id FROM pairs p LEFT JOIN grain_states g
                ON g.tenant = p.tenant AND g.grain_kind = 'pair' AND g.grain_id = p.id
            WHERE g.grain_id IS NULL OR g.version < p.version
            """
        ),
    ];

    private readonly DataFolder copy = new();
    private readonly SqliteConnection connection;

    public DeadDatabase(string data)
    {
        foreach (var file in (string[])["binome.db", "binome.db-wal"])
            if (File.Exists(Path.Combine(data, file)))
                File.Copy(Path.Combine(data, file), Path.Combine(copy.Path, file));
        connection = new SqliteConnection($"Data Source={Path.Combine(copy.Path, "binome.db")};Pooling=False");
        connection.Open();
    }

    /// <summary>The file is whole, and no commit was half done.</summary>
    public void ShouldBeSound()
    {
        Texts("PRAGMA integrity_check").ShouldBe(["ok"]);
        foreach (var (what, sql) in Invariants)
            Texts(sql).ShouldBeEmpty(what);
    }

    /// <summary>Ticks that were due when the process died and had not been done with.</summary>
    public int TicksLeft(DateTimeOffset now) =>
        Texts(
            $"SELECT grain_id FROM wake_ups WHERE grain_kind = 'pair' AND parked = 0 AND next_at <= {now.ToUnixTimeMilliseconds()}"
        ).Count;

    public void Dispose()
    {
        connection.Dispose();
        copy.Dispose();
    }

    private List<string> Texts(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
