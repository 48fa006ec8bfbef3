using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <content>How an activation begins and ends.</content>
internal sealed partial class Activation
{
    // Made when asked for: most activations never are, and there are many of them.
    private List<GrainTimer>? timers;
    private TaskCompletionSource? deactivated;
    private IServiceScope? scope;
    private StrongBox<DeactivationReason>? ending;
    private long idleSince;
    private long keepUntil = long.MinValue;
    private bool wasUsed = true;
    private bool wasValid;
    private bool draining;
    private bool finishing;
    private bool isOver;

    public IServiceProvider ActivationServices => scope!.ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (scheduler.Gate)
                return isOver
                    ? Task.CompletedTask
                    : (deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (scheduler.Gate)
        {
            if (stage is Stage.Activating or Stage.Valid)
                EndLocked(deactivationReason);
        }
    }

    /// <summary>Ends the activation as soon as no call waits or runs.</summary>
    public void Drain()
    {
        lock (scheduler.Gate)
        {
            draining = true;
            scheduler.WakeLocked();
        }
    }

    /// <summary>Since when nobody has used it, as far as the housekeeper saw, which is told here that it is <paramref name="now"/>.</summary>
    public long IdleSince(long now)
    {
        if (mailbox.Count > 0 || wasUsed)
        {
            wasUsed = false;
            idleSince = now;
        }
        return idleSince;
    }

    /// <summary>Ends the activation if it has been idle since before <paramref name="before"/>; timestamps are the clock's.</summary>
    public void CollectIfIdle(long now, long before, DeactivationReason why)
    {
        if (IdleSince(now) > before || now < keepUntil)
            return;
        lock (scheduler.Gate)
        {
            // New and empty: the call that made it was over before its turn came.
            if (stage is Stage.New or Stage.Valid && mailbox.Count == 0)
                EndLocked(why);
        }
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        var clock = services.Clock;
        var ticks = timeSpan.TotalSeconds * clock.TimestampFrequency;
        keepUntil = ticks >= long.MaxValue / 2 ? long.MaxValue : clock.GetTimestamp() + (long)ticks;
    }

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (scheduler.Gate)
            (timers ??= []).Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (scheduler.Gate)
            timers?.Remove(timer);
    }

    private void EndLocked(DeactivationReason why)
    {
        // While activating, the reason waits until OnActivateAsync is over.
        ending = new(why);
        if (stage is Stage.New or Stage.Valid)
            stage = Stage.Ending;
        scheduler.WakeLocked();
    }

    private async Task Activate()
    {
        using var timeout = new CancellationTokenSource(services.Options.CallTimeout, services.Clock);
        Exception? failure = null;
        try
        {
            scope = services.CreateScope();
            var (instance, states) = grainClass.Constructor.Create(this);
            GrainInstance = instance;
            foreach (var state in states)
                await state.ReadStateAsync().WaitAsync(timeout.Token);
            await ((IGrainBase)instance).OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            grainClass.Counters.Activation();
            wasValid = true;
        }
#pragma warning disable CA1031 // A failed activation is the answer to the calls that wait for it.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure =
                thrown is OperationCanceledException && timeout.IsCancellationRequested
                    ? new TimeoutException($"{GrainId} did not activate within {services.Options.CallTimeout}.", thrown)
                    : thrown;
            Log.LogWarning(thrown, "Grain {Grain} failed to activate", GrainId);
        }
        lock (scheduler.Gate)
        {
            if (failure is not null)
                ending = new(new(DeactivationReasonCode.ActivationFailed, failure, "It failed."));
            stage = ending is null ? Stage.Valid : Stage.Ending;
        }
    }

    private async Task Finish()
    {
        foreach (var timer in timers?.ToArray() ?? [])
            timer.Dispose();
        if (wasValid)
            await Try(async () =>
            {
                using var timeout = new CancellationTokenSource(services.Options.CallTimeout, services.Clock);
                await ((IGrainBase)GrainInstance!)
                    .OnDeactivateAsync(ending!.Value, timeout.Token)
                    .WaitAsync(timeout.Token);
            });
        await Try(DisposeInstance);

        forget(this);
        List<GrainCall> left;
        lock (scheduler.Gate)
        {
            stage = Stage.Gone;
            left = mailbox.TakeWaiting();
        }
        foreach (var call in left.Where(call => call is not TimerTick))
        {
            if (!wasValid && ending!.Value.Exception is { } failure)
                Fail(call, failure);
            else
                grainClass.Deliver(Key, call);
        }
        TaskCompletionSource? awaited;
        lock (scheduler.Gate)
        {
            isOver = true;
            awaited = deactivated;
        }
        awaited?.SetResult();
    }

    private async Task DisposeInstance()
    {
        if (GrainInstance is IAsyncDisposable asyncDisposable)
            await asyncDisposable.DisposeAsync();
        else
            (GrainInstance as IDisposable)?.Dispose();
        if (scope is IAsyncDisposable opened)
            await opened.DisposeAsync();
        else
            scope?.Dispose();
    }

    private async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // The activation has to end whatever its grain does on the way out.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Log.LogError(thrown, "Grain {Grain} failed while it was deactivated", GrainId);
        }
    }
}
