namespace Binome.Embedded;

/// <summary>
/// Looks at every activation at a steady beat: answers calls that took too long, collects grains that sit idle, sooner while memory is tight. A call
/// costs no timer of its own this way; a timeout may come up to one beat late.
/// </summary>
internal sealed class Housekeeper(GrainClasses classes, EmbeddedOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan beatMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan beatMax = TimeSpan.FromSeconds(1);

    private readonly List<GrainCall> late = [];
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
            var tooOld = now - (long)(options.CallTimeout.TotalSeconds * clock.TimestampFrequency);
            var isTight = options.IsMemoryTight();
            var age = isTight ? options.CollectionAgeWhenTight : options.CollectionAge;
            foreach (var activation in classes.All.SelectMany(grainClass => grainClass.Activations))
            {
                activation.TimeOut(tooOld, late);
                activation.CollectIfIdle(now, age, isTight);
            }
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }
}
