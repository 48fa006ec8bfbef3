using System.Reflection;

namespace Binome.Embedded;

/// <summary>How the embedded runtime works.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Where grain classes are looked for: every class that derives from Grain.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>Waiting and running calls of one grain beyond which new ones are refused with LimitExceededException. At least 1.</summary>
    public int MailboxMax { get; set; } = 10_000;

    /// <summary>How long a caller waits before TimeoutException; also the limit for activating and deactivating. Above zero.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may sit idle before it leaves memory. Above zero.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The same while memory is nearly used up. Above zero.</summary>
    public TimeSpan CollectionAgeWhenTight { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Grains in memory above which those that have been idle longest leave it, whatever their age. At least 1.</summary>
    public int ActivationsMax { get; set; } = 50_000;

    /// <summary>Whether memory is nearly used up. Asked once a second or so; the collector's own view when nobody else says.</summary>
    public Func<bool> IsMemoryTight { get; set; } = AboveTheCollectorsThreshold;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MailboxMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ActivationsMax, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CollectionAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CollectionAgeWhenTight, TimeSpan.Zero);
    }

    // Of the machine, or of the container's share of it; as of the last collection.
    private static bool AboveTheCollectorsThreshold()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.MemoryLoadBytes > 0 && memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes;
    }
}
