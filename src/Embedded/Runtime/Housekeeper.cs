using Orleans;

namespace Binome.Embedded;

/// <summary>
/// Looks at every activation at a steady beat: answers calls that took too long, collects grains that sit idle, sooner while memory is tight or too many
/// are in it. Neither a call nor a grain asks a clock this way, which on a virtual machine costs more than the rest of a call; what is counted from the
/// first look may come up to two beats late.
/// </summary>
internal sealed class Housekeeper(GrainClasses classes, EmbeddedOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan beatMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan beatMax = TimeSpan.FromSeconds(1);
    private static readonly DeactivationReason idle = new(DeactivationReasonCode.ActivationIdle, "It was idle.");
    private static readonly DeactivationReason tight = new(
        DeactivationReasonCode.HighMemoryPressure,
        "Memory is tight."
    );

    private readonly List<GrainCall> late = [];
    private readonly List<long> idleSince = [];
    private ITimer? timer;
    private int busy;

    public void Start()
    {
        var shortest = options.CallTimeout < options.CollectionAge ? options.CallTimeout : options.CollectionAge;
        var beat = TimeSpan.FromTicks(Math.Clamp(shortest.Ticks / 4, beatMin.Ticks, beatMax.Ticks));
        timer = clock.CreateTimer(static state => ((Housekeeper)state!).Beat(), this, beat, beat);
    }

    public void Dispose() => timer?.Dispose();

    private void Beat()
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
            return;
        try
        {
            var now = clock.GetTimestamp();
            var tooOld = Before(now, options.CallTimeout);
            var isTight = options.IsMemoryTight();
            var idleBefore = Before(now, isTight ? options.CollectionAgeWhenTight : options.CollectionAge);
            idleSince.Clear();
            foreach (var activation in classes.All.SelectMany(grainClass => grainClass.Activations))
            {
                activation.TimeOut(tooOld, now, late);
                activation.CollectIfIdle(now, idleBefore, isTight ? tight : idle);
                idleSince.Add(activation.IdleSince(now));
            }
            if (idleSince.Count > options.ActivationsMax)
                CollectLongestIdle(now);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private void CollectLongestIdle(long now)
    {
        idleSince.Sort();
        var before = idleSince[idleSince.Count - options.ActivationsMax - 1];
        foreach (var activation in classes.All.SelectMany(grainClass => grainClass.Activations))
            activation.CollectIfIdle(now, Math.Min(before, now - 1), tight);
    }

    private long Before(long now, TimeSpan time) => now - (long)(time.TotalSeconds * clock.TimestampFrequency);
}
