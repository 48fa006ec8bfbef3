namespace Binome.Matching.Solving;

/// <summary>One side of an assignment: its seats, who sits with whom, and the price of each seat's owner.</summary>
internal sealed class SeatSide
{
    /// <summary>More than anything is worth, and safe to add to.</summary>
    internal const long AnyPrice = long.MaxValue / 4;

    private readonly int[] starts;
    private readonly int[] partners;
    private readonly int[] taken;

    internal SeatSide(int[] seats, long[] floors)
    {
        Floors = floors;
        Prices = [.. floors];
        starts = new int[seats.Length + 1];
        for (var index = 0; index < seats.Length; index++)
            starts[index + 1] = starts[index] + seats[index];
        partners = new int[starts[^1]];
        taken = new int[seats.Length];
    }

    /// <summary>The same prices and partners with other numbers of seats; nobody may have more partners than seats.</summary>
    internal SeatSide With(int[] seats)
    {
        var copy = new SeatSide(seats, Floors);
        Prices.CopyTo(copy.Prices, 0);
        for (var index = 0; index < Count; index++)
            foreach (var partner in PartnersOf(index))
                copy.Seat(index, partner);
        return copy;
    }

    internal int Count => taken.Length;
    internal int SeatsInAll => partners.Length;
    internal long[] Floors { get; }
    internal long[] Prices { get; }

    internal int FirstSeatOf(int index) => starts[index];

    internal int SeatsOf(int index) => starts[index + 1] - starts[index];

    internal int TakenOf(int index) => taken[index];

    internal bool HasFreeSeat(int index) => taken[index] < starts[index + 1] - starts[index];

    /// <summary>A seat is empty though its price says that somebody should sit there.</summary>
    internal bool IsWanting(int index) => HasFreeSeat(index) && Prices[index] > Floors[index];

    internal ReadOnlySpan<int> PartnersOf(int index) => partners.AsSpan(starts[index], taken[index]);

    internal void Seat(int index, int partner) => partners[starts[index] + taken[index]++] = partner;

    internal void Unseat(int index, int partner)
    {
        var mine = partners.AsSpan(starts[index], taken[index]);
        mine[mine.IndexOf(partner)] = mine[^1];
        taken[index]--;
    }

    internal void UnseatAll() => Array.Clear(taken);

    /// <summary>Nobody sits anywhere, and everyone is ready to pay anything.</summary>
    internal void Reopen()
    {
        UnseatAll();
        Array.Fill(Prices, AnyPrice);
    }

    internal void Replace(int index, int place, int partner) => partners[starts[index] + place] = partner;
}
