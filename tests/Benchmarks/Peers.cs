using System.Buffers;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Binome.Benchmarks;

/// <summary>What the same work costs with nothing around it.</summary>
internal static class Peers
{
    /// <summary>Seconds to insert the rows of the file into one table, in one transaction, from lines split already in memory.</summary>
    public static double BulkInsert(string data)
    {
        var rows = Seed.Csv(Seed.People)
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToList();
        var columns = rows[0].Length;
        var path = Path.Combine(data, "bulk.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        var names = Enumerable.Range(0, columns).Select(column => $"c{column}").ToList();
        Execute(connection, $"CREATE TABLE people ({string.Join(',', names)}, PRIMARY KEY (c0)) WITHOUT ROWID");

        var clock = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO people VALUES ({string.Join(',', names.Select(name => $"@{name}"))})";
        foreach (var name in names)
            insert.Parameters.Add(new SqliteParameter($"@{name}", SqliteType.Text));
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var column = 0; column < columns; column++)
                insert.Parameters[column].Value = row[column];
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>The 99th percentile of the query behind the list, its rows read as stored.</summary>
    public static double ListQueryMilliseconds(string data, int times)
    {
        using var query = new BareList(data);
        var measured = new List<double>(times);
        var rows = new ArrayBufferWriter<byte>();
        for (var number = 0; number < times * 2; number++)
        {
            rows.ResetWrittenCount();
            var clock = Stopwatch.StartNew();
            query.WriteTo(rows);
            if (rows.WrittenCount == 0)
                throw new InvalidOperationException("The bare query read nothing.");
            if (number >= times)
                measured.Add(clock.Elapsed.TotalMilliseconds);
        }
        return P99(measured);
    }

    private static double P99(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
