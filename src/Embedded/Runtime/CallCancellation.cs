namespace Binome.Embedded;

/// <summary>
/// Carries a caller's cancellation to the callee. The caller is released at once; the callee's own token is cancelled in
/// a turn of its activation, because callbacks registered on it may touch the grain.
/// </summary>
#pragma warning disable CA1001 // A source without timer or wait handle holds nothing, and a late cancellation may still come.
internal sealed class CallCancellation
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource callee = new();
    private readonly CancellationToken caller;
    private readonly Action releaseCaller;
    private readonly CancellationTokenRegistration registration;
    private volatile TaskScheduler? target;

    public CallCancellation(Action releaseCaller, CancellationToken caller)
    {
        this.caller = caller;
        this.releaseCaller = releaseCaller;
        CalleeToken = callee.Token;
        registration = caller.UnsafeRegister(static state => ((CallCancellation)state!).OnCancelled(), this);
    }

    public CancellationToken CalleeToken { get; }

    /// <summary>The call starts: from now on a cancellation must reach the callee.</summary>
    public void Bind(TaskScheduler scheduler)
    {
        target = scheduler;
        if (caller.IsCancellationRequested)
            CancelCallee();
    }

    /// <summary>The call is over: a later cancellation concerns nobody.</summary>
    public void End() => registration.Unregister();

    private void OnCancelled()
    {
        releaseCaller();
        CancelCallee();
    }

    private void CancelCallee()
    {
        if (target is { } scheduler)
            new Task(static state => ((CancellationTokenSource)state!).Cancel(), callee).Start(scheduler);
    }
}
