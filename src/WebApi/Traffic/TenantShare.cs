namespace Binome.WebApi.Traffic;

/// <summary>What a request found of its organisation's share.</summary>
/// <param name="IsWithin">False when the share is used up; the request counts for nothing then.</param>
/// <param name="Remaining">Requests that could follow at once.</param>
/// <param name="ResetSeconds">Whole seconds until the share is full again, or, used up, until one more request is let through.</param>
internal readonly record struct Spent(bool IsWithin, int Remaining, int ResetSeconds);

/// <summary>
/// The share of one organisation: a bucket that holds a minute's requests and fills evenly. It is kept as one number, the instant
/// at which it is full again (the generic cell rate algorithm of ITU-T I.371), so that counting needs no lock and no timer.
/// </summary>
internal sealed class TenantShare(TimeProvider time, int requestsPerWindow)
{
    private readonly long window = RequestLimits.WindowSeconds * time.TimestampFrequency;
    private long fullAt;
    private long saidAt;
    private long refused;
    private int running;

    public bool IsIdle => Volatile.Read(ref running) == 0 && Volatile.Read(ref fullAt) <= time.GetTimestamp();

    public Spent Spend()
    {
        while (true)
        {
            var now = time.GetTimestamp();
            var before = Volatile.Read(ref fullAt);
            // A share of many requests fills by fractions of a tick; rounding up keeps it within its limit.
            var after = Math.Max(before, now) + ((window + requestsPerWindow - 1) / requestsPerWindow);
            if (after - now > window)
                return new Spent(false, 0, Seconds(after - now - window));
            if (Interlocked.CompareExchange(ref fullAt, after, before) == before)
                return new Spent(true, Left(after - now), Seconds(after - now));
        }
    }

    /// <summary>Takes one of so many places; false when all are taken.</summary>
    public bool Enter(int places)
    {
        if (Interlocked.Increment(ref running) <= places)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref running);

    /// <summary>Counts a refusal.</summary>
    /// <returns>How many there were since this was last answered, at most once a second; otherwise zero.</returns>
    public long Refused()
    {
        Interlocked.Increment(ref refused);
        var before = Volatile.Read(ref saidAt);
        var now = time.GetTimestamp();
        if (before != 0 && now - before < time.TimestampFrequency)
            return 0;
        return Interlocked.CompareExchange(ref saidAt, now, before) == before
            ? Interlocked.Exchange(ref refused, 0)
            : 0;
    }

    private int Left(long used) => (int)((Int128)(window - used) * requestsPerWindow / window);

    private int Seconds(long ticks) => (int)((ticks + time.TimestampFrequency - 1) / time.TimestampFrequency);
}
