using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>A timer whose ticks go through the mailbox; the next one is set only when a tick is over.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan longest = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly CancellationTokenSource cancellation = new();
    private readonly ITimer timer;
    private readonly TimerTick tick;
    private TimeSpan dueTime;
    private TimeSpan period;
    private int ticking;
    private bool changed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.activation = activation;
        this.callback = callback;
        tick = new TimerTick(this, options);
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            timer = activation.Clock.CreateTimer(
                static state => ((GrainTimer)state!).Ring(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    public bool IsDisposed => cancellation.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        RequireTime(dueTime, nameof(dueTime));
        RequireTime(period, nameof(period));
        this.dueTime = dueTime;
        this.period = period;
        changed = true;
        if (Volatile.Read(ref ticking) == 0 && !IsDisposed)
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (IsDisposed)
            return;
        cancellation.Cancel();
        timer.Dispose();
        activation.Forget(this);
    }

    public async Task InvokeCallback()
    {
        changed = false;
        await callback(cancellation.Token);
    }

    public void Done(Exception? failure)
    {
        if (failure is not null)
            activation.Log.LogWarning(failure, "A timer tick of {Grain} failed", activation.GrainId);
        Volatile.Write(ref ticking, 0);
        if (!IsDisposed)
            timer.Change(changed ? dueTime : period, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        // There is one tick per timer: a ring that Change set off while it is on its way counts for nothing.
        if (Interlocked.Exchange(ref ticking, 1) == 0)
            activation.Post(tick);
    }

    private static void RequireTime(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, longest, name);
    }
}

/// <summary>The call that a tick is. One per timer, used again and again.</summary>
internal sealed class TimerTick : GrainCall
{
    private static readonly GrainMethod method = GrainMethodCompiler.Create(
        typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!,
        typeof(TimerTick).GetMethod(nameof(Invoke))!
    );

    private readonly GrainTimer timer;

    public TimerTick(GrainTimer timer, GrainTimerCreationOptions options)
        : base(method)
    {
        this.timer = timer;
        IsInterleaved = options.Interleave;
        KeepsAlive = options.KeepAlive;
    }

    public override bool Expires => false;

    public override bool KeepsAlive { get; }

    public override bool IsInterleaved { get; }

    public override bool IsOver => timer.IsDisposed;

    public override object? Result { get; set; }

    public override ValueTask Invoke(object grain) => new(timer.InvokeCallback());

    public override void Answer() => timer.Done(null);

    public override void Fail(Exception failure) => timer.Done(failure);
}

/// <summary>What a call filter sees as the interface of a tick, under the name that real Orleans gives it.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync();
}
