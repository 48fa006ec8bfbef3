namespace Binome.WebApi.Traffic;

/// <summary>How much one organisation may ask for, and how much this process takes on at once.</summary>
public sealed class RequestLimits
{
    internal const int WindowSeconds = 60;

    /// <summary>Requests a minute of one organisation: by keys and by people each, so that a program never locks people out. 1–1,000,000,000.</summary>
    public int RequestsPerMinute { get; init; } = 6_000;

    /// <summary>Requests of one organisation that run at the same time, again by keys and by people each. 1–10,000.</summary>
    public int ConcurrentPerTenant { get; init; } = 100;

    /// <summary>Requests that run at the same time in this process before reads are answered 503. 1–100,000.</summary>
    public int ConcurrentReads { get; init; } = 500;

    /// <summary>Requests that run at the same time in this process before everything is answered 503. At least as many as the reads.</summary>
    public int ConcurrentRequests { get; init; } = 1_000;

    /// <summary>Event streams that one organisation listens to at the same time; they don't count among its requests. 1–100,000.</summary>
    public int StreamsPerTenant { get; init; } = 200;

    /// <summary>Event streams of everybody in this process. 1–1,000,000.</summary>
    public int Streams { get; init; } = 10_000;

    /// <summary>The name of the first member that can't work, its value and what is expected; null when all can.</summary>
    public (string Name, int Value, string Expected)? Fault() =>
        RequestsPerMinute is < 1 or > 1_000_000_000 ? (nameof(RequestsPerMinute), RequestsPerMinute, "1 to 1000000000")
        : ConcurrentPerTenant is < 1 or > 10_000 ? (nameof(ConcurrentPerTenant), ConcurrentPerTenant, "1 to 10000")
        : ConcurrentReads is < 1 or > 100_000 ? (nameof(ConcurrentReads), ConcurrentReads, "1 to 100000")
        : StreamsPerTenant is < 1 or > 100_000 ? (nameof(StreamsPerTenant), StreamsPerTenant, "1 to 100000")
        : Streams is < 1 or > 1_000_000 ? (nameof(Streams), Streams, "1 to 1000000")
        : ConcurrentRequests < ConcurrentReads
            ? (nameof(ConcurrentRequests), ConcurrentRequests, $"at least ConcurrentReads, which is {ConcurrentReads}")
        : null;
}
