using System.Runtime.CompilerServices;

namespace Binome.Matching.Solving;

/// <summary>
/// Rows bid for seats, each raising the seat's price to the point where its second choice is as good. With a least raise it is the auction of Bertsekas
/// and finds prices close to the right ones; without, the augmenting row reduction of Jonker and Volgenant, which keeps the conditions of
/// <see cref="AugmentingSearch"/> and leaves it few rows to place. Every seat of a column has its own price; the column's is the lowest.
/// </summary>
internal sealed class Bidding
{
    private const int FirstRaisePoints = 256;
    private const int RaiseDivisor = 4;
    private const int None = -1;

    private readonly SeatSide rows;
    private readonly SeatSide columns;
    private readonly Adjacency edges;
    private readonly ScoreMatrix matrix;
    private readonly int shift;
    private readonly long bidsMax;
    private readonly long[] seatPrices;
    private readonly Stack<int> waiting = new();

    internal Bidding(AssignmentTask task, CandidatePairs pairs, SeatSide rows, SeatSide columns, SolverTuning tuning)
    {
        (this.rows, this.columns) = (rows, columns);
        edges = pairs.ByRow;
        matrix = task.Matrix;
        shift = task.Shift;
        bidsMax = (long)tuning.BidsPerSeatMax * rows.SeatsInAll;
        seatPrices = new long[columns.SeatsInAll];
        PriceSeatsByColumn();
    }

    /// <summary>Everybody bids again and again, with ever smaller least raises. Only the prices are kept: the links would be nearly right.</summary>
    internal void ApproachPrices(CancellationToken cancellation)
    {
        for (var points = FirstRaisePoints; points > 0; points /= RaiseDivisor)
        {
            rows.Reopen();
            BidAll((long)points << shift, cancellation);
            // Nobody wants what was left over at its price.
            for (var column = 0; column < columns.Count; column++)
                if (columns.TakenOf(column) == 0)
                    columns.Prices[column] = columns.Floors[column];
            columns.UnseatAll();
            PriceSeatsByColumn();
        }
        rows.Reopen();
        Array.Copy(rows.Floors, rows.Prices, rows.Count);
    }

    /// <summary>Places what can be placed by exact bids.</summary>
    internal void PlaceQuickly(CancellationToken cancellation)
    {
        BidAll(0, cancellation);
        for (var row = 0; row < rows.Count; row++)
            if (rows.IsWanting(row))
                rows.Prices[row] = Math.Max(rows.Floors[row], Choose(row).Best);
            else if (rows.SeatsOf(row) > 1)
                rows.Prices[row] = Math.Max(rows.Prices[row], Choose(row).Best);
        GiveUpDearLinks();
    }

    // A row of several seats that was outbid on one may now prefer it to another it holds.
    private void GiveUpDearLinks()
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.SeatsOf(row) < 2)
                continue;
            foreach (var column in rows.PartnersOf(row).ToArray())
                if (matrix.ValueOf(row, column, shift) - columns.Prices[column] < rows.Prices[row])
                {
                    rows.Unseat(row, column);
                    columns.Unseat(column, row);
                }
        }
    }

    private void BidAll(long leastRaise, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var bids = 0L;
        for (var row = 0; row < rows.Count; row++)
        {
            if (!rows.IsWanting(row))
                continue;
            waiting.Push(row);
            while (waiting.TryPop(out var bidder) && bids++ < bidsMax)
                if (rows.HasFreeSeat(bidder) && Bid(bidder, leastRaise))
                    waiting.Push(bidder);
            waiting.Clear();
        }
    }

    private bool Bid(int row, long leastRaise)
    {
        var (best, second, column) = Choose(row);
        if (column == None || best <= rows.Floors[row])
        {
            rows.Prices[row] = rows.Floors[row];
            return false;
        }
        rows.Prices[row] = best;
        var raise = best - Math.Max(second, rows.Floors[row]) + leastRaise;
        var isFull = !columns.HasFreeSeat(column);
        // A tie is left to the search: outbidding without raising a price might never end.
        if (isFull && raise == 0)
            return false;
        // A free seat has never been raised, so it is the cheapest.
        var seat = isFull ? CheapestSeat(column) : columns.TakenOf(column);
        if (isFull)
            Outbid(row, column, seat);
        else
            columns.Seat(column, row);
        rows.Seat(row, column);
        rows.Prices[row] = best - raise;
        seatPrices[columns.FirstSeatOf(column) + seat] += raise;
        columns.Prices[column] = seatPrices[columns.FirstSeatOf(column) + CheapestSeat(column)];
        return true;
    }

    private void Outbid(int row, int column, int seat)
    {
        var outbid = columns.PartnersOf(column)[seat];
        rows.Unseat(outbid, column);
        columns.Replace(column, seat, row);
        waiting.Push(outbid);
    }

    // Among equal margins a column with a free seat is taken first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long Best, long Second, int Column) Choose(int row)
    {
        var (best, second, chosen) = (RowScan.NoMargin, RowScan.NoMargin, None);
        var partners = rows.PartnersOf(row);
        for (var edge = edges.Starts[row]; edge < edges.Starts[row + 1]; edge++)
        {
            var column = edges.Others[edge];
            var margin = ((long)edges.Scores[edge] << shift) - columns.Prices[column];
            if (margin < second || partners.Contains(column))
                continue;
            var isBetter = margin > best;
            if (isBetter || (margin == best && !columns.HasFreeSeat(chosen) && columns.HasFreeSeat(column)))
                (best, second, chosen) = (margin, best, column);
            else
                second = margin;
        }
        return (best, second, chosen);
    }

    private int CheapestSeat(int column)
    {
        var prices = seatPrices.AsSpan(columns.FirstSeatOf(column), columns.SeatsOf(column));
        var cheapest = 0;
        for (var seat = 1; seat < prices.Length; seat++)
            if (prices[seat] < prices[cheapest])
                cheapest = seat;
        return cheapest;
    }

    private void PriceSeatsByColumn()
    {
        for (var column = 0; column < columns.Count; column++)
            seatPrices.AsSpan(columns.FirstSeatOf(column), columns.SeatsOf(column)).Fill(columns.Prices[column]);
    }
}
