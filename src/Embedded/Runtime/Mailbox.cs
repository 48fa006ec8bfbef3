namespace Binome.Embedded;

/// <summary>
/// The waiting and running calls of one activation, and the rules by which a call may start. Not thread-safe: its
/// activation guards it.
/// </summary>
/// <remarks>
/// Real Orleans lets a writer start beside a leftover reader once the first reader ended. Here a writer waits for all
/// of them, and while it waits new readers may only join as long as that first reader runs, so nothing starves.
/// </remarks>
internal sealed class Mailbox(bool reentrant)
{
    private CallList waiting;
    private CallList running;
    private Dictionary<Guid, int>? sections;
    private GrainCall? blocking;
    private int turns;
    private int writers;
    private int waitingReaders;
    private int waitingInterleaved;
    private int waitingChained;

    /// <summary>Waiting and running together: what the mailbox limit counts.</summary>
    public int Count => waiting.Count + running.Count;

    public int WaitingCount => waiting.Count;

    public bool IsIdle => running.Count == 0;

    /// <summary>Adds a call; true when it might start at once.</summary>
    public bool Add(GrainCall call)
    {
        waiting.Append(call);
        Tally(call, 1);
        return MayStart(call);
    }

    /// <summary>Takes the first call that may start now and counts it as running.</summary>
    public bool TryStart(out GrainCall? call)
    {
        for (call = waiting.First; call is not null; )
        {
            var next = call.Next;
            if (call.IsOver)
            {
                // Timed out or cancelled while it waited: nobody listens any more.
                Drop(call);
            }
            else if (MayStart(call))
            {
                Drop(call);
                Start(call);
                return true;
            }
            else if (!AnyMayOvertake())
            {
                break;
            }
            call = next;
        }
        call = null;
        return false;
    }

    public void Finish(GrainCall call)
    {
        running.Remove(call);
        if (call.IsInterleaved)
            return;
        turns--;
        if (!call.IsReadOnly)
            writers--;
        if (call == blocking)
            blocking = null;
    }

    /// <summary>Empties the waiting list, for calls that move to the next activation or fail with this one.</summary>
    public List<GrainCall> TakeWaiting()
    {
        var calls = new List<GrainCall>(waiting.Count);
        while (waiting.First is { } call)
        {
            Drop(call);
            if (!call.IsOver)
                calls.Add(call);
        }
        return calls;
    }

    /// <inheritdoc cref="CallList.CollectOlderThan"/>
    public void CollectOlderThan(long timestamp, long now, List<GrainCall> found)
    {
        // A turn that hangs must not let dead calls fill the mailbox behind it.
        for (var call = waiting.First; call is not null; )
        {
            var next = call.Next;
            if (call.IsOver)
                Drop(call);
            call = next;
        }
        running.CollectOlderThan(timestamp, now, found);
        waiting.CollectOlderThan(timestamp, now, found);
    }

    public void EnterSection(Guid id)
    {
        sections ??= [];
        sections[id] = sections.GetValueOrDefault(id) + 1;
    }

    public void ExitSection(Guid id)
    {
        if (sections is null || !sections.TryGetValue(id, out var depth))
            return;
        if (depth == 1)
            sections.Remove(id);
        else
            sections[id] = depth - 1;
    }

    private bool MayStart(GrainCall call) =>
        turns == 0
        || reentrant
        || call.IsInterleaved
        || (call.IsReadOnly && ReadersMayJoin())
        || (sections is not null && call.ReentrancyId != Guid.Empty && sections.ContainsKey(call.ReentrancyId));

    private bool ReadersMayJoin() =>
        writers == 0 && (blocking is not null || waiting.Count == waitingReaders + waitingInterleaved);

    // Keeps a long queue from being searched after every turn when nothing in it could start anyway.
    private bool AnyMayOvertake() =>
        waitingInterleaved > 0
        || (waitingReaders > 0 && ReadersMayJoin())
        || (waitingChained > 0 && sections is { Count: > 0 });

    private void Start(GrainCall call)
    {
        running.Append(call);
        if (call.IsInterleaved)
            return;
        turns++;
        if (!call.IsReadOnly)
            writers++;
        blocking ??= call;
    }

    private void Drop(GrainCall call)
    {
        waiting.Remove(call);
        Tally(call, -1);
    }

    private void Tally(GrainCall call, int change)
    {
        if (call.IsInterleaved)
            waitingInterleaved += change;
        else if (call.IsReadOnly)
            waitingReaders += change;
        if (call.Context is not null && call.ReentrancyId != Guid.Empty)
            waitingChained += change;
    }
}
