namespace Binome.Matching.Solving;

/// <summary>Distances and origins of one search on one side; clearing costs only what was reached.</summary>
internal sealed class SearchTree(int count)
{
    private readonly long[] distances = Unreached(count);
    private readonly int[] origins = new int[count];
    private readonly bool[] isSettled = new bool[count];
    private readonly List<int> reached = [];
    private readonly List<int> settled = [];

    internal List<int> Settled => settled;

    internal long DistanceOf(int index) => distances[index];

    internal int OriginOf(int index) => origins[index];

    internal void Reach(int index, long distance, int origin)
    {
        if (distances[index] == long.MaxValue)
            reached.Add(index);
        distances[index] = distance;
        origins[index] = origin;
    }

    /// <summary>False when it was settled before.</summary>
    internal bool Settle(int index)
    {
        if (isSettled[index])
            return false;
        isSettled[index] = true;
        settled.Add(index);
        return true;
    }

    internal void Clear()
    {
        foreach (var index in reached)
            distances[index] = long.MaxValue;
        foreach (var index in settled)
            isSettled[index] = false;
        reached.Clear();
        settled.Clear();
    }

    private static long[] Unreached(int count)
    {
        var distances = new long[count];
        Array.Fill(distances, long.MaxValue);
        return distances;
    }
}
