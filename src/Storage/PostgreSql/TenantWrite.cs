using Binome.Storage.Writing;
using Npgsql;

namespace Binome.Storage.PostgreSql;

/// <summary>A write of one tenant. It names what must be known, then decides on it; the writer does the rest.</summary>
internal abstract class TenantWrite(string tenant, int weight, long enqueuedAt) : WriteItem(weight, enqueuedAt)
{
    public string Tenant => tenant;

    /// <summary>Names what has to be read before it can be decided.</summary>
    public abstract void Ask(TenantBook book);

    /// <summary>
    /// Decides, and notes what is to be written. Sees what the writes before it in the batch have noted. Called again, with a
    /// fresh book, when the first transaction was rolled back.
    /// </summary>
    public abstract void Apply(TenantBook book);
}

/// <summary>A write that is decided on what its tenant's book says.</summary>
internal sealed class TenantWrite<TResult>(
    string tenant,
    Action<TenantBook> ask,
    Func<TenantBook, TResult> apply,
    int weight,
    long enqueuedAt
) : TenantWrite(tenant, weight, enqueuedAt)
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? result;

    public Task<TResult> Task => completion.Task;

    public override void Ask(TenantBook book) => ask(book);

    public override void Apply(TenantBook book) => result = apply(book);

    public override void Complete() => completion.SetResult(result!);

    public override void Fail(Exception failure) => completion.SetException(failure);
}

/// <summary>One statement of a tenant that needs no decision; answers how many rows it touched.</summary>
internal sealed class TenantStatement(
    string tenant,
    string sql,
    Func<NpgsqlParameter[]> parameters,
    int weight,
    long enqueuedAt
) : TenantWrite(tenant, weight, enqueuedAt)
{
    private readonly TaskCompletionSource<int> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlBatchCommand? command;

    public Task<int> Task => completion.Task;

    public override void Ask(TenantBook book) { }

    // A command belongs to one batch, and so do its parameters: both are made anew for each.
    public override void Apply(TenantBook book) => book.Statements.Add(batch => command = batch.Add(sql, parameters()));

    public override void Complete() => completion.SetResult((int)command!.RecordsAffected);

    public override void Fail(Exception failure) => completion.SetException(failure);
}
