using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>One call on its way through a mailbox: what is asked, by whom, and the promise of an answer.</summary>
internal abstract class GrainCall(GrainMethod method)
{
    public GrainMethod Method => method;

    /// <summary>The RequestContext of the caller.</summary>
    public Dictionary<string, object>? Context { get; init; }

    public Guid ReentrancyId => Context is null ? Guid.Empty : RequestContext.ReentrancyIdOf(Context);

    /// <summary>The activation that calls; null when the call comes from outside of the grains.</summary>
    public Activation? Caller { get; init; }

    /// <summary>When the housekeeper first saw it, as TimeProvider counts; zero before. A call asks no clock itself.</summary>
    public long SeenAt { get; set; }

    public bool IsReadOnly => Method.IsReadOnly;

    public virtual bool IsInterleaved => Method.IsInterleaved;

    /// <summary>Whether the call timeout applies.</summary>
    public virtual bool Expires => true;

    /// <summary>Whether the call counts as use, which puts off idle collection.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>The neighbours in the list that holds the call.</summary>
    public GrainCall? Previous { get; set; }

    public GrainCall? Next { get; set; }

    /// <summary>Whether the caller has its answer, be it a timeout or a cancellation.</summary>
    public abstract bool IsOver { get; }

    /// <summary>The answer so far, for filters; null for a method without one.</summary>
    public abstract object? Result { get; set; }

    /// <summary>Calls the method on the grain and keeps its result.</summary>
    public abstract ValueTask Invoke(object grain);

    /// <summary>Hands the kept result to the caller.</summary>
    public abstract void Answer();

    /// <summary>Hands a failure to the caller.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Makes the caller's cancellation reach the callee, in a turn of <paramref name="target"/>.</summary>
    public virtual void Bind(TaskScheduler target) { }
}

/// <summary>A call that answers with a <typeparamref name="TResult"/>; <see cref="Nothing"/> for a bare Task.</summary>
internal abstract class GrainCall<TResult> : GrainCall
{
    private readonly TaskCompletionSource<TResult> promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallCancellation? cancellation;
    private TResult? result;

    protected GrainCall(GrainMethod method, CancellationToken caller)
        : base(method)
    {
        if (caller.CanBeCanceled)
            cancellation = Cancellable(caller);
    }

    public Task<TResult> Task => promise.Task;

    public override bool IsOver => promise.Task.IsCompleted;

    public override object? Result
    {
        get => typeof(TResult) == typeof(Nothing) ? null : result;
        set => result = (TResult?)value;
    }

    /// <summary>What the callee is told of a cancellation by.</summary>
    protected CancellationToken Cancellation => cancellation?.CalleeToken ?? CancellationToken.None;

    public override void Answer()
    {
        promise.TrySetResult(result!);
        cancellation?.End();
    }

    public override void Fail(Exception failure)
    {
        promise.TrySetException(failure);
        cancellation?.End();
    }

    public override void Bind(TaskScheduler target) => cancellation?.Bind(target);

    protected ValueTask Keep(ValueTask<TResult> pending)
    {
        if (!pending.IsCompletedSuccessfully)
            return KeepLater(pending);
        result = pending.Result;
        return default;
    }

    // Apart from the constructor, where the closure would be made for every call.
    private CallCancellation Cancellable(CancellationToken token) => new(() => promise.TrySetCanceled(token), token);

    private async ValueTask KeepLater(ValueTask<TResult> pending) => result = await pending;
}

/// <summary>A call with its arguments, a value tuple.</summary>
internal sealed class GrainCall<TArguments, TResult>(
    GrainMethod<TArguments, TResult> method,
    TArguments arguments,
    CancellationToken caller
) : GrainCall<TResult>(method, caller)
{
    public override ValueTask Invoke(object grain) =>
        Keep(((GrainMethod<TArguments, TResult>)Method).Invoke(grain, arguments, Cancellation));
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;
