using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>One call on its way through a mailbox: what is asked, by whom, and the promise of an answer.</summary>
internal abstract class GrainCall
{
    protected GrainCall(GrainMethod method, object?[] arguments)
    {
        Method = method;
        Arguments = arguments;
    }

    public GrainMethod Method { get; }

    public object?[] Arguments { get; }

    /// <summary>The RequestContext of the caller.</summary>
    public Dictionary<string, object>? Context { get; init; }

    public Guid ReentrancyId => Context is null ? Guid.Empty : RequestContext.ReentrancyIdOf(Context);

    /// <summary>The activation that calls; null when the call comes from outside of the grains.</summary>
    public Activation? Caller { get; init; }

    /// <summary>When it was sent, as TimeProvider counts.</summary>
    public long CameAt { get; init; }

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
internal sealed class GrainCall<TResult> : GrainCall
{
    private readonly TaskCompletionSource<TResult> promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallCancellation? cancellation;
    private TResult? result;

    public GrainCall(GrainMethod<TResult> method, object?[] arguments)
        : base(method, arguments)
    {
        if (method.Token(arguments) is { CanBeCanceled: true } token)
            arguments[method.TokenIndex] = Cancellable(token, out cancellation);
    }

    public Task<TResult> Task => promise.Task;

    public override bool IsOver => promise.Task.IsCompleted;

    public override object? Result
    {
        get => typeof(TResult) == typeof(Nothing) ? null : result;
        set => result = (TResult?)value;
    }

    public override ValueTask Invoke(object grain)
    {
        var pending = ((GrainMethod<TResult>)Method).Invoke(grain, Arguments);
        if (!pending.IsCompletedSuccessfully)
            return Keep(pending);
        result = pending.Result;
        return default;
    }

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

    // Apart from the constructor, where the closure would be made for every call.
    private CancellationToken Cancellable(CancellationToken token, out CallCancellation made)
    {
        made = new CallCancellation(() => promise.TrySetCanceled(token), token);
        return made.CalleeToken;
    }

    private async ValueTask Keep(ValueTask<TResult> pending) => result = await pending;
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Nothing;
