namespace Binome.Embedded;

/// <summary>What is counted per grain class; read by <see cref="GrainMetrics"/>.</summary>
internal sealed class GrainCounters
{
    private long calls;
    private long failures;
    private long activated;

    public long Calls => Interlocked.Read(ref calls);

    public long Failures => Interlocked.Read(ref failures);

    public long Activated => Interlocked.Read(ref activated);

    public void Called() => Interlocked.Increment(ref calls);

    public void Failed() => Interlocked.Increment(ref failures);

    public void Activation() => Interlocked.Increment(ref activated);
}
