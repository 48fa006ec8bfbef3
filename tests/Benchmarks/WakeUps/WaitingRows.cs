using Binome.Contracts;
using Binome.Storage.Ledger;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Binome.Benchmarks.WakeUps;

/// <summary>Puts wake-ups where the product would have put them, many at a time.</summary>
internal static class WaitingRows
{
    private const string Tenant = "ten_bench";
    private const string Columns = "tenant, grain_kind, grain_id, name, shard, due_at, next_at, attempts, parked";

    /// <param name="superuser">How PostgreSQL is reached by somebody who may do everything; null for SQLite in the folder.</param>
    public static async Task Add(string folder, string? superuser, IEnumerable<long> dueAt)
    {
        if (superuser is null)
            InSqlite(folder, dueAt);
        else
            await InPostgreSql(superuser, dueAt);
    }

    public static async Task<long> Count(string folder, string? superuser)
    {
        const string sql = "SELECT count(*) FROM wake_ups WHERE parked = 0";
        if (superuser is null)
        {
            using var file = Open(folder);
            using var count = file.CreateCommand();
            count.CommandText = sql;
            return (long)count.ExecuteScalar()!;
        }
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void InSqlite(string folder, IEnumerable<long> dueAt)
    {
        using var connection = Open(folder);
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO wake_ups ({Columns}) VALUES ('{Tenant}', '{GrainKinds.Pair}', $id, 'bench', $shard, $due, $due, 0, 0)";
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        var shard = insert.Parameters.Add("$shard", SqliteType.Integer);
        var due = insert.Parameters.Add("$due", SqliteType.Integer);
        var number = 0;
        foreach (var instant in dueAt)
        {
            var grain = NoStates.IdOf(instant, number++);
            (id.Value, shard.Value, due.Value) = (grain, WakeUpShard.Of(Tenant, grain), instant);
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "binome.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task InPostgreSql(string superuser, IEnumerable<long> dueAt)
    {
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        await using var rows = await connection.BeginBinaryImportAsync(
            $"COPY wake_ups ({Columns}) FROM STDIN (FORMAT BINARY)"
        );
        var number = 0;
        foreach (var instant in dueAt)
        {
            var grain = NoStates.IdOf(instant, number++);
            await rows.StartRowAsync();
            foreach (var text in (string[])[Tenant, GrainKinds.Pair, grain, "bench"])
                await rows.WriteAsync(text, NpgsqlDbType.Text);
            foreach (var figure in (long[])[WakeUpShard.Of(Tenant, grain), instant, instant, 0, 0])
                await rows.WriteAsync(figure, NpgsqlDbType.Bigint);
        }
        await rows.CompleteAsync();
    }
}
