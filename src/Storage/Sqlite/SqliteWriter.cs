using Binome.Storage.Writing;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Binome.Storage.Sqlite;

/// <summary>
/// The one writer: takes what is waiting as a batch, applies it in one transaction, and answers the callers when the one
/// fsync of its commit is done. An unexpected error rolls the batch back and runs its writes one by one, so that the bad one
/// fails alone.
/// </summary>
internal sealed class SqliteWriter(TimeProvider time, ILogger<SqliteWriter> log) : IDisposable
{
    private readonly WriteQueue<SqliteWrite> queue = new(time);
    private SqliteSession? session;
    private Thread? thread;
    private long pagesAtCheckpoint;
    private bool isRelaxed;

    /// <summary>Numbers that are given inside the transaction and must go back with it.</summary>
    public EventSequences Sequences { get; } = new();

    public void Start(SqliteSession opened)
    {
        session = opened;
        thread = new Thread(Loop) { IsBackground = true, Name = "binome writer" };
        thread.Start();
    }

    /// <summary>Applies a write in a transaction; the task ends when it is durable.</summary>
    /// <param name="apply">Runs on the writer's thread, twice when its batch was rolled back.</param>
    /// <param name="isRelaxed">
    /// Of a sandbox: the task ends when it is committed, which a kill of the process survives. After a power cut its last moments
    /// may be missing, never a part of a commit; the next commit of a live tenant puts them on the disk with its own.
    /// </param>
    public Task<TResult> Write<TResult>(Func<SqliteSession, TResult> apply, int weight = 1, bool isRelaxed = false)
    {
        if (thread is null)
            throw new InvalidOperationException("The database is not open.");
        var item = new SqliteWrite<TResult>(apply, weight, time.GetTimestamp()) { IsRelaxed = isRelaxed };
        queue.Add(item);
        return item.Task;
    }

    private void Loop()
    {
        var batch = new List<SqliteWrite>(StorageLimits.WriteBatchMax);
        while (queue.Take(batch))
        {
            Commit(batch);
            batch.Clear();
            FoldLogIn();
        }
    }

    private void Commit(List<SqliteWrite> batch)
    {
        if (batch.Count == 0 || TryBegin(batch) is { } locked && FailAll(batch, locked))
            return;
        if (TryApply(batch) is not { } failure)
        {
            foreach (var item in batch)
                item.Complete();
            return;
        }
        if (batch.Count == 1)
        {
            FailAll(batch, failure);
            return;
        }
        log.LogWarning(failure, "A batch of {Count} writes was rolled back; they are written one by one", batch.Count);
        foreach (var item in batch)
            Commit([item]);
    }

    // Every later item would wait for the lock as long again, so a begin that fails ends the whole batch.
    private Exception? TryBegin(List<SqliteWrite> batch)
    {
        try
        {
            if (session!.InTransaction)
                session.Execute("ROLLBACK");
            SetDurability(batch.TrueForAll(item => item.IsRelaxed));
            session.Statement("BEGIN IMMEDIATE").Run();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private void SetDurability(bool relaxed)
    {
        if (relaxed == isRelaxed)
            return;
        session!.Execute(relaxed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
        isRelaxed = relaxed;
    }

    private Exception? TryApply(List<SqliteWrite> batch)
    {
        try
        {
            foreach (var item in batch)
                item.Apply(session!);
            Sequences.Store(session!);
            session!.Statement("COMMIT").Run();
            return null;
        }
        catch (Exception failure)
        {
            Sequences.Forget();
            return Rollback(failure);
        }
    }

    private Exception Rollback(Exception cause)
    {
        try
        {
            // SQLite has rolled back by itself after some errors, a full disk for one.
            if (session!.InTransaction)
                session.Execute("ROLLBACK");
            return cause;
        }
        catch (Exception failure)
        {
            return new AggregateException(cause, failure);
        }
    }

    private bool FailAll(List<SqliteWrite> batch, Exception failure)
    {
        log.LogError(failure, "{Count} writes failed", batch.Count);
        foreach (var item in batch)
            item.Fail(failure);
        return true;
    }

    private void FoldLogIn()
    {
        try
        {
            if (session!.PagesWritten - pagesAtCheckpoint < SqlitePragmas.CheckpointPages)
                return;
            var (frames, _) = session.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
            if (frames > SqlitePragmas.LogPagesMax)
                session.Checkpoint(raw.SQLITE_CHECKPOINT_RESTART);
            pagesAtCheckpoint = session.PagesWritten;
        }
        catch (Exception failure)
        {
            // The log keeps everything until a later checkpoint succeeds.
            log.LogWarning(failure, "The log could not be folded into the database");
        }
    }

    public void Dispose()
    {
        queue.Close();
        if (thread is not null && !thread.Join(StorageLimits.CloseWaitMax))
        {
            log.LogError("Writes are still under way after {Wait}; closing without them", StorageLimits.CloseWaitMax);
            return;
        }
        session?.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
        session?.Dispose();
        session = null;
    }
}
