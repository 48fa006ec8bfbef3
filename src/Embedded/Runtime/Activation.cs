using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Embedded;

/// <summary>
/// One grain in memory: its mailbox, its turns, its life. From New to Activating to Valid to Ending to Gone, never back;
/// calls that wait at the end move on to the next activation.
/// </summary>
internal sealed partial class Activation : IActivation, IMailboxOwner
{
    private readonly GrainClass grainClass;
    private readonly ActivationServices services;
    private readonly Action<Activation> forget;
    private readonly TurnScheduler scheduler;
    private readonly Mailbox mailbox;
    private Stage stage;

    /// <param name="forget">Takes this activation out of the directory.</param>
    public Activation(GrainClass grainClass, string key, ActivationServices services, Action<Activation> forget)
    {
        this.grainClass = grainClass;
        this.services = services;
        this.forget = forget;
        Key = key;
        scheduler = new TurnScheduler(this);
        mailbox = new Mailbox(grainClass.IsReentrant);
    }

    private enum Stage
    {
        New,
        Activating,
        Valid,
        Ending,
        Gone,
    }

    public string Key { get; }

    public GrainId GrainId => new(grainClass.GrainType, IdSpan.Create(Key));

    public object? GrainInstance { get; private set; }

    public IGrainFactory GrainFactory => services.Factory;

    public ILogger Log => services.Log;

    public TimeProvider Clock => services.Clock;

    /// <summary>Waiting and running calls; read without the gate, so only a hint.</summary>
    public int Load => mailbox.Count;

    public int WaitingCount => mailbox.WaitingCount;

    IEnumerable<Activation> IMailboxOwner.Activations => [this];

    public bool Post(GrainCall call)
    {
        int load;
        lock (scheduler.Gate)
        {
            if (stage == Stage.Gone)
                return false;
            load = mailbox.Count;
            if (load <= services.Options.MailboxMax || call is TimerTick)
            {
                if (mailbox.Add(call) && stage is Stage.New or Stage.Valid)
                    scheduler.WakeLocked();
                return true;
            }
        }
        Fail(
            call,
            new LimitExceededException(nameof(EmbeddedOptions.MailboxMax), load, services.Options.MailboxMax, GrainId)
        );
        return true;
    }

    /// <summary>What the scheduler runs next; it holds the gate.</summary>
    public Work NextLocked(out GrainCall? call)
    {
        call = null;
        switch (stage)
        {
            case Stage.New when mailbox.Count > 0:
                stage = Stage.Activating;
                return Work.Start;
            case Stage.Valid when mailbox.TryStart(out call):
                return Work.Turn;
            case Stage.New or Stage.Valid when draining && mailbox.Count == 0:
                EndLocked(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The runtime is stopping."));
                break;
        }
        if (stage != Stage.Ending || finishing || !mailbox.IsIdle)
            return Work.None;
        finishing = true;
        return Work.Finish;
    }

    public void Run(Work work, GrainCall? call)
    {
        // None of the three ever throws, so nothing is lost by not looking at the task.
        _ = work switch
        {
            Work.Start => Activate(),
            Work.Finish => Finish(),
            _ => RunTurn(call!),
        };
    }

    public void EnterReentrantSection(Guid id)
    {
        lock (scheduler.Gate)
            mailbox.EnterSection(id);
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (scheduler.Gate)
            mailbox.ExitSection(id);
    }

    /// <summary>Answers every call that was first seen before <paramref name="timestamp"/> with a TimeoutException.</summary>
    public void TimeOut(long timestamp, long now, List<GrainCall> found)
    {
        if (mailbox.Count == 0)
            return;
        found.Clear();
        lock (scheduler.Gate)
        {
            mailbox.CollectOlderThan(timestamp, now, found);
        }
        foreach (var call in found)
            Fail(
                call,
                new TimeoutException(
                    $"{call.Method} on {GrainId} did not answer within {services.Options.CallTimeout}."
                )
            );
    }

    private async Task RunTurn(GrainCall call)
    {
        Exception? failure = null;
        try
        {
            RequestContext.Import(call.Context);
            call.Bind(scheduler);
            var filters = services.Filters;
            if (filters.Length == 0 && !grainClass.IsFilter)
            {
                await call.Invoke(GrainInstance!);
            }
            else
            {
                var pipeline = new CallPipeline(this, call, filters);
                await pipeline.Invoke();
                pipeline.ThrowIfFailed();
            }
        }
#pragma warning disable CA1031 // Whatever a grain throws is the caller's to see, not the runtime's to judge.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown;
        }
        EndTurn(call, failure);
    }

    private void EndTurn(GrainCall call, Exception? failure)
    {
        grainClass.Counters.Called();
        if (failure is not null)
            grainClass.Counters.Failed();

        // Before the answer, so that whoever gets it finds the fresh activation, not this one.
        if (failure is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, "The state is stale."));
        }
        lock (scheduler.Gate)
        {
            mailbox.Finish(call);
            wasUsed |= call.KeepsAlive;
        }

        if (failure is null)
            call.Answer();
        else
            Fail(call, failure);
    }

    private void Fail(GrainCall call, Exception failure)
    {
        call.Fail(failure);
        if (call.Method.IsOneWay)
            Log.LogWarning(failure, "One-way call {Method} on {Grain} failed", call.Method, GrainId);
    }
}
