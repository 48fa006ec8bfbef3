using Binome.Storage.Writing;

namespace Binome.Storage.Sqlite;

/// <inheritdoc/>
internal abstract class SqliteWrite(int weight, long enqueuedAt) : WriteItem(weight, enqueuedAt)
{
    /// <summary>True for what a sandbox writes: test data, which need not be on the disk before it is acknowledged.</summary>
    public bool IsRelaxed { get; init; }

    /// <summary>Does its part of the open transaction. Called again when the first transaction was rolled back.</summary>
    public abstract void Apply(SqliteSession session);
}

/// <inheritdoc/>
internal sealed class SqliteWrite<TResult>(Func<SqliteSession, TResult> apply, int weight, long enqueuedAt)
    : SqliteWrite(weight, enqueuedAt)
{
    // Callers go on elsewhere; the writer's thread is for writing.
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? result;

    public Task<TResult> Task => completion.Task;

    public override void Apply(SqliteSession session) => result = apply(session);

    public override void Complete() => completion.SetResult(result!);

    public override void Fail(Exception failure) => completion.SetException(failure);
}
