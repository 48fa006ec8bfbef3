namespace Orleans.Concurrency;

/// <summary>The method changes nothing: calls of such methods may run while one another waits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Calls of this class may start while others wait; still one segment at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>The method may start while any other call waits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The caller does not wait and learns of no failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>Several activations of one key may work side by side; the class keeps no state between calls.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many workers as there are processors.</summary>
    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount) { }

    /// <param name="maxLocalWorkers">The most workers one key may have, at least 1.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers) => WorkersMax = maxLocalWorkers;

    internal int WorkersMax { get; }
}
