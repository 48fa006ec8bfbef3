using System.Runtime.CompilerServices;

namespace Binome.Matching.Solving;

/// <summary>
/// Fills empty seats along shortest augmenting paths and moves the prices so that each path costs nothing (Dijkstra with potentials, in the form of
/// Jonker and Volgenant, extended to seats as in the transportation problem). It runs from either side: the two are alike.
/// </summary>
/// <remarks>
/// Before and after each search: a candidate not linked has value ≤ price + price; a linked one has value ≥ that sum; no price is below its floor.
/// A path ends at a free seat of the other side, or at an own seat that is best left empty. Distances are never negative.
/// </remarks>
internal sealed class AugmentingSearch
{
    private const int None = -1;

    private readonly AssignmentTask task;
    private readonly bool fromRows;
    private readonly SeatSide own;
    private readonly SeatSide other;
    private readonly Adjacency edges;
    private readonly SearchTree ownTree;
    private readonly SearchTree otherTree;
    private readonly DistanceHeap heap = new();

    private long length;
    private int emptiedAt;
    private int filledAt;

    internal AugmentingSearch(
        AssignmentTask task,
        CandidatePairs pairs,
        (SeatSide Rows, SeatSide Columns) sides,
        bool fromRows
    )
    {
        this.task = task;
        this.fromRows = fromRows;
        (own, other, edges) = fromRows
            ? (sides.Rows, sides.Columns, pairs.ByRow)
            : (sides.Columns, sides.Rows, pairs.ByColumn);
        ownTree = new SearchTree(own.Count);
        otherTree = new SearchTree(other.Count);
    }

    /// <summary>
    /// Fills every seat whose price says somebody should sit there, or lowers the price to the floor. A seat that only a path longer than the limit could
    /// fill stays wanting. Returns how many do.
    /// </summary>
    internal int FillAll(long limit, Action<double>? progress, CancellationToken cancellation)
    {
        var wanting = 0;
        for (var index = 0; index < own.Count; index++)
        {
            while (own.IsWanting(index))
            {
                cancellation.ThrowIfCancellationRequested();
                Find(index, limit);
                MovePrices();
                if (emptiedAt == None && filledAt == None)
                {
                    wanting++;
                    break;
                }
                Augment(index);
            }
            progress?.Invoke((index + 1d) / own.Count);
        }
        return wanting;
    }

    private void Find(int start, long limit)
    {
        heap.Clear();
        ownTree.Clear();
        otherTree.Clear();
        (length, emptiedAt, filledAt) = (limit, None, None);
        ownTree.Reach(start, 0, None);
        SettleOwn(start, 0);
        while (heap.Count > 0)
        {
            var (distance, node) = heap.Pop();
            if (distance >= length)
                break;
            if (node >= other.Count)
                SettleOwn(node - other.Count, distance);
            else
                SettleOther(node, distance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SettleOwn(int index, long distance)
    {
        if (!ownTree.Settle(index))
            return;
        var emptied = distance + own.Prices[index] - own.Floors[index];
        if (emptied < length)
            (length, emptiedAt, filledAt) = (emptied, index, None);
        // The links of this person lead only backwards.
        var partners = own.PartnersOf(index);
        var from = distance + own.Prices[index];
        var (first, end) = (edges.Starts[index], edges.Starts[index + 1]);
        var nodes = edges.Others.AsSpan(first, end - first);
        var scores = edges.Scores.AsSpan(first, end - first);
        var prices = other.Prices;
        for (var edge = 0; edge < nodes.Length; edge++)
        {
            var node = nodes[edge];
            var reached = from + prices[node] - ((long)scores[edge] << task.Shift);
            if (reached >= length || reached >= otherTree.DistanceOf(node) || partners.Contains(node))
                continue;
            otherTree.Reach(node, reached, index);
            if (other.HasFreeSeat(node))
                (length, emptiedAt, filledAt) = (reached, None, node);
            else
                heap.Push(reached, node);
        }
    }

    private void SettleOther(int node, long distance)
    {
        if (!otherTree.Settle(node))
            return;
        foreach (var index in other.PartnersOf(node))
        {
            var reached = distance + ValueOf(index, node) - own.Prices[index] - other.Prices[node];
            if (reached >= length || reached >= ownTree.DistanceOf(index))
                continue;
            ownTree.Reach(index, reached, node);
            if (reached == distance)
                SettleOwn(index, reached);
            else
                heap.Push(reached, other.Count + index);
        }
    }

    private void MovePrices()
    {
        foreach (var index in ownTree.Settled)
            own.Prices[index] -= Math.Max(0, length - ownTree.DistanceOf(index));
        foreach (var node in otherTree.Settled)
            other.Prices[node] += Math.Max(0, length - otherTree.DistanceOf(node));
    }

    // Walks back from the end of the path to its start: each on it gives up the link they were reached by, then takes the next one.
    private void Augment(int start)
    {
        var gained = filledAt;
        var index = filledAt == None ? emptiedAt : otherTree.OriginOf(filledAt);
        while (true)
        {
            var lost = index == start ? None : ownTree.OriginOf(index);
            if (lost != None)
            {
                own.Unseat(index, lost);
                other.Unseat(lost, index);
            }
            if (gained != None)
            {
                own.Seat(index, gained);
                other.Seat(gained, index);
            }
            if (lost == None)
                return;
            gained = lost;
            index = otherTree.OriginOf(lost);
        }
    }

    private long ValueOf(int index, int node) =>
        fromRows ? task.Matrix.ValueOf(index, node, task.Shift) : task.Matrix.ValueOf(node, index, task.Shift);
}
