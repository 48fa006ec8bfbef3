namespace Binome.Matching.Solving;

/// <summary>A binary heap of (distance, node), nearest first, lower nodes first among equals. Outdated entries stay until they are popped and ignored.</summary>
internal sealed class DistanceHeap
{
    private (long Distance, int Node)[] entries = new (long, int)[256];

    internal int Count { get; private set; }

    internal void Clear() => Count = 0;

    internal void Push(long distance, int node)
    {
        if (Count == entries.Length)
            Array.Resize(ref entries, Count * 2);
        var place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!IsNearer(distance, node, entries[parent]))
                break;
            entries[place] = entries[parent];
            place = parent;
        }
        entries[place] = (distance, node);
    }

    internal (long Distance, int Node) Pop()
    {
        var nearest = entries[0];
        var (distance, node) = entries[--Count];
        var place = 0;
        while ((place * 2) + 1 < Count)
        {
            var child = (place * 2) + 1;
            if (child + 1 < Count && IsNearer(entries[child + 1].Distance, entries[child + 1].Node, entries[child]))
                child++;
            if (!IsNearer(entries[child].Distance, entries[child].Node, (distance, node)))
                break;
            entries[place] = entries[child];
            place = child;
        }
        entries[place] = (distance, node);
        return nearest;
    }

    private static bool IsNearer(long distance, int node, (long Distance, int Node) than) =>
        distance < than.Distance || (distance == than.Distance && node < than.Node);
}
