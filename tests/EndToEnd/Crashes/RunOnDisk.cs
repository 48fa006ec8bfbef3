using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Binome.EndToEnd.Tests.Crashes;

/// <summary>A matching run as it lies on the disk, looked at beside the process that computes it, or after its death.</summary>
internal sealed class RunOnDisk : IDisposable
{
    private static readonly TimeSpan ResultTimeMax = TimeSpan.FromMinutes(1);
    private readonly SqliteConnection connection;
    private readonly string run;

    public RunOnDisk(string data, string run)
    {
        this.run = run;
        connection = new SqliteConnection($"Data Source={Path.Combine(data, "binome.db")};Pooling=False");
        connection.Open();
    }

    /// <summary>Whether there is anything of a result: a pair, somebody left over, a part of the proof.</summary>
    public bool HasResults()
    {
        using var command = Command(
            """
            SELECT EXISTS (SELECT 1 FROM proposals WHERE run_id = $run)
                OR EXISTS (SELECT 1 FROM unmatched WHERE run_id = $run)
                OR EXISTS (SELECT 1 FROM matching_proofs WHERE run_id = $run)
            """
        );
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Looks without a pause until the first commit that holds anything of a result.</summary>
    public void AwaitResults()
    {
        var since = Stopwatch.GetTimestamp();
        while (!HasResults())
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(ResultTimeMax);
    }

    /// <summary>As if nobody had started the process again for longer than a job's heartbeat: the run is due.</summary>
    public void PassTheHeartbeat()
    {
        using var command = Command("UPDATE wake_ups SET next_at = 0 WHERE grain_id = $run");
        command.ExecuteNonQuery().ShouldBe(1, "Nothing would take the run up again.");
    }

    public void Dispose() => connection.Dispose();

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$run", run);
        return command;
    }
}
