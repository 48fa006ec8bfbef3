using Binome.Contracts.WakeUps;

namespace Binome.Grains.WakeUps;

/// <summary>
/// What a sweeper has called and the table still holds: being handled, or handled and not taken away yet. So that neither a slow handler nor a slow disk keeps
/// the sweeper from looking for what is due next, and nothing is called again meanwhile. Used in turns of its sweeper only.
/// </summary>
internal sealed class WakeUpsUnderWay(IWakeUpTable table, int shard, Action<Exception> failed)
{
    /// <summary>Beyond these, and as many again under way, the others wait for the next look.</summary>
    public const int RowsMax = 500;

    private readonly HashSet<DueWakeUp> underWay = [];
    private readonly List<DueWakeUp> handled = [];
    private readonly List<DueWakeUp> over = [];

    /// <summary>Over when all that was handled so far is taken away.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    public bool IsFull => underWay.Count >= RowsMax;

    /// <summary>What is due until then and not under way, the earliest first.</summary>
    public async Task<ImmutableArray<DueWakeUp>> Due(DateTimeOffset until)
    {
        if (IsFull)
            await Settled;
        // What was taken away while the table is read may be among the rows all the same, so that is forgotten only before the next look.
        underWay.ExceptWith(over);
        over.Clear();
        var rows = await table.Due(shard, until, RowsMax + underWay.Count);
        return [.. rows.Where(row => !underWay.Contains(row))];
    }

    public void Begin(DueWakeUp wakeUp) => underWay.Add(wakeUp);

    /// <summary>Its grain took it: the table need not hold it any longer.</summary>
    public void Done(DueWakeUp wakeUp)
    {
        handled.Add(wakeUp);
        if (Settled.IsCompleted)
            Settled = Complete();
    }

    /// <summary>It failed, and waits in the table for its next attempt.</summary>
    public void GiveBack(DueWakeUp wakeUp) => over.Add(wakeUp);

    // One commit after the other: what is handled during one goes into the next together.
    private async Task Complete()
    {
        while (handled.Count > 0)
        {
            ImmutableArray<DueWakeUp> batch = [.. handled];
            handled.Clear();
            try
            {
                await table.Complete(batch);
            }
#pragma warning disable CA1031 // The rows are still there: the next look finds them, and their grains ignore what they know.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                failed(problem);
            }
            over.AddRange(batch);
        }
    }
}
