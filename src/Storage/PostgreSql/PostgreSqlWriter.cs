using System.Data;
using Binome.Contracts.Sandboxes;
using Binome.Storage.Writing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>
/// The writer of this process: takes what is waiting as a batch and commits it in one transaction of two round trips, one
/// that takes the tenants' locks and reads what the writes have to know, one that writes and commits. A write that the
/// database refuses rolls the batch back and its writes go one by one, so that the bad one fails alone; a database that
/// can't be reached fails them all, since nobody knows what became of the commit.
/// </summary>
internal sealed class PostgreSqlWriter(
    PostgreSqlConnections connections,
    TimeProvider time,
    ILogger<PostgreSqlWriter> log
) : IDisposable
{
    private readonly WriteQueue<TenantWrite> queue = new(time);
    private NpgsqlConnection? connection;
    private TenantPages? pages;
    private Thread? thread;

    public void Start(NpgsqlConnection opened)
    {
        connection = opened;
        pages = new TenantPages(new PostgreSqlColumnTypes(opened));
        thread = new Thread(Loop) { IsBackground = true, Name = "binome writer" };
        thread.Start();
    }

    /// <summary>Applies a write in a transaction; the task ends when it is durable.</summary>
    /// <param name="ask">Names what must be known. Runs on the writer's thread, as <paramref name="apply"/> does.</param>
    /// <param name="apply">Decides; runs again when its batch was rolled back.</param>
    public Task<TResult> Write<TResult>(
        string tenant,
        Action<TenantBook> ask,
        Func<TenantBook, TResult> apply,
        int weight = 1
    )
    {
        var write = new TenantWrite<TResult>(tenant, ask, apply, weight, time.GetTimestamp());
        Add(write);
        return write.Task;
    }

    /// <summary>Runs one statement in a transaction; answers how many rows it touched, once that is durable.</summary>
    /// <param name="parameters">Made anew for each attempt. The statement's first is the tenant.</param>
    public Task<int> Run(string tenant, string sql, Func<NpgsqlParameter[]> parameters, int weight = 1)
    {
        var write = new TenantStatement(tenant, sql, parameters, weight, time.GetTimestamp());
        Add(write);
        return write.Task;
    }

    private void Add(TenantWrite write)
    {
        if (thread is null)
            throw new InvalidOperationException("The database is not open.");
        queue.Add(write);
    }

    private void Loop()
    {
        var batch = new List<TenantWrite>(StorageLimits.WriteBatchMax);
        while (queue.Take(batch))
        {
            if (batch.Count > 0)
                Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<TenantWrite> batch)
    {
        if (TryApply(batch) is not { } failure)
        {
            foreach (var write in batch)
                write.Complete();
            return;
        }
        if (batch.Count == 1 || !PostgreSqlFailures.IsOfAWrite(failure))
        {
            log.LogError(failure, "{Count} writes failed", batch.Count);
            foreach (var write in batch)
                write.Fail(failure);
            return;
        }
        log.LogWarning(failure, "A batch of {Count} writes was rolled back; they are written one by one", batch.Count);
        foreach (var write in batch)
            Commit([write]);
    }

    private Exception? TryApply(List<TenantWrite> batch)
    {
        try
        {
            connection ??= connections.Open(DatabaseRole.App);
            Apply(connection, batch);
            return null;
        }
        catch (Exception failure)
        {
            return Rollback(failure);
        }
    }

    private void Apply(NpgsqlConnection open, List<TenantWrite> batch)
    {
        // In the order of their names, so that two processes can't wait for each other's tenants.
        var books = new SortedDictionary<string, TenantBook>(StringComparer.Ordinal);
        foreach (var write in batch)
        {
            if (!books.TryGetValue(write.Tenant, out var book))
                books[write.Tenant] = book = new TenantBook(write.Tenant);
            write.Ask(book);
        }
        using (var asking = new PostgreSqlBatch(open))
        {
            asking.Add("BEGIN");
            // Test data alone: after a crash of the database its last moments may be missing, never a part of a commit.
            if (books.Keys.All(Sandbox.Is))
                asking.Add("SET LOCAL synchronous_commit = off");
            foreach (var book in books.Values)
                TenantPages.Read(asking, book);
            asking.Run();
        }
        foreach (var write in batch)
            write.Apply(books[write.Tenant]);
        using var writing = new PostgreSqlBatch(open);
        foreach (var book in books.Values)
            pages!.Write(writing, book);
        writing.Add("COMMIT");
        writing.Run();
    }

    // Of a connection that failed otherwise than by a refused statement nobody knows what it holds; the next batch opens another.
    private Exception Rollback(Exception cause)
    {
        if (connection is null)
            return cause;
        try
        {
            if (connection.State is ConnectionState.Open && PostgreSqlFailures.IsOfAWrite(cause))
            {
                using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                rollback.ExecuteNonQuery();
                return cause;
            }
        }
        catch (NpgsqlException failure)
        {
            cause = new AggregateException(cause, failure);
        }
        connection.Dispose();
        connection = null;
        return cause;
    }

    public void Dispose()
    {
        queue.Close();
        if (thread is not null && !thread.Join(StorageLimits.CloseWaitMax))
        {
            log.LogError("Writes are still under way after {Wait}; closing without them", StorageLimits.CloseWaitMax);
            return;
        }
        connection?.Dispose();
        connection = null;
    }
}
