namespace Binome.Embedded;

/// <summary>
/// Runs everything that belongs to one activation, one piece at a time, on the thread pool. Turn code sees it as
/// TaskScheduler.Current, so an await inside a grain comes back here.
/// </summary>
internal sealed class TurnScheduler(Activation owner) : TaskScheduler, IThreadPoolWorkItem
{
    // A busy activation lets others have the thread after so many pieces.
    private const int PiecesPerSliceMax = 64;

    private static readonly Action<object?> RunSliceAction = static state => ((TurnScheduler)state!).RunSlice();

    // Made by the first await that has to wait: a grain that never does, needs none.
    private Queue<Task>? continuations;
    private Task? slice;
    private bool scheduled;

    /// <summary>Guards the activation's state, mailbox and continuations. Never held across user code or an await.</summary>
    public Lock Gate { get; } = new();

    public Activation Owner => owner;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Asks for a slice; the caller holds <see cref="Gate"/>.</summary>
    public void WakeLocked()
    {
        if (scheduled)
            return;
        scheduled = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    void IThreadPoolWorkItem.Execute()
    {
        // The slice is itself a task of this scheduler: that alone makes TaskScheduler.Current right for everything in
        // it. It is made here, on a clean pool thread, so that no caller's AsyncLocals leak into the activation.
        var next = new Task(RunSliceAction, this);
        slice = next;
        next.RunSynchronously(this);
        next.GetAwaiter().GetResult();
        // An idle activation holds on to nothing that is over; the slice after this one may have begun already.
        Interlocked.CompareExchange(ref slice, null, next);
    }

    protected override void QueueTask(Task task)
    {
        lock (Gate)
        {
            (continuations ??= new()).Enqueue(task);
            WakeLocked();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
    {
        var mayRunHere = task == slice || (!taskWasPreviouslyQueued && Current == this);
        return mayRunHere && TryExecuteTask(task);
    }

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
            return continuations?.ToArray() ?? [];
    }

    private void RunSlice()
    {
        for (var piece = 0; piece < PiecesPerSliceMax; piece++)
        {
            Task? continuation = null;
            GrainCall? call = null;
            var work = Work.None;
            lock (Gate)
            {
                if (continuations?.TryDequeue(out continuation) is not true)
                {
                    work = owner.NextLocked(out call);
                    if (work == Work.None)
                    {
                        scheduled = false;
                        return;
                    }
                }
            }
            if (continuation is not null)
                TryExecuteTask(continuation);
            else
                owner.Run(work, call);
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}

/// <summary>What an activation has to do next.</summary>
internal enum Work
{
    None,
    Start,
    Turn,
    Finish,
}
