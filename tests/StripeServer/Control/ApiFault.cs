using Binome.StripeServer.Http;

namespace Binome.StripeServer.Control;

/// <summary>How a request goes wrong.</summary>
public enum FaultKind
{
    /// <summary>It is answered with <see cref="ApiFault.Status"/>.</summary>
    Status,

    /// <summary>It is never answered; the connection ends when the caller gives up or the faults are cleared.</summary>
    Hang,

    /// <summary>Its connection is cut.</summary>
    Reset,

    /// <summary>It is answered after <see cref="ApiFault.Delay"/>, of real time.</summary>
    Delay,
}

/// <summary>A fault of the next requests that match.</summary>
public sealed record ApiFault
{
    /// <summary>Such as <c>POST</c>; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>How the path begins, such as <c>/v1/customers</c>; null for all.</summary>
    public string? Path { get; init; }

    public FaultKind Kind { get; init; }

    /// <summary>Matching requests that go well first.</summary>
    public int Skip { get; init; }

    /// <summary>Matching requests that go wrong; the fault is over afterwards.</summary>
    public int Times { get; init; } = 1;

    public int Status { get; init; } = 500;

    /// <summary>Whether the request is carried out first, so that only its answer is lost.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The <c>Stripe-Should-Retry</c> header; null leaves it out.</summary>
    public bool? ShouldRetry { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>What Stripe says with that status.</summary>
    internal Refusal Refusal =>
        Status switch
        {
            429 => new Refusal(429, "invalid_request_error", "Request rate limit exceeded.", "rate_limit"),
            409 => new Refusal(
                409,
                "invalid_request_error",
                "This object cannot be accessed right now because another API request or Stripe process is currently accessing it.",
                "lock_timeout"
            ),
            _ => new Refusal(Status, "api_error", "An unknown error occurred"),
        };
}

/// <summary>The faults that are set, used up in their order.</summary>
internal sealed class ApiFaults
{
    private readonly Lock held = new();
    private readonly List<(ApiFault Fault, int Seen)> set = [];
    private TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the hanging requests are to end.</summary>
    public Task Released
    {
        get
        {
            lock (held)
                return released.Task;
        }
    }

    /// <summary>Faults that are set and not used up.</summary>
    public int Waiting
    {
        get
        {
            lock (held)
                return set.Count;
        }
    }

    public void Add(ApiFault fault)
    {
        lock (held)
            set.Add((fault, 0));
    }

    public void Clear()
    {
        lock (held)
        {
            set.Clear();
            released.SetResult();
            released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public ApiFault? Next(string method, string path)
    {
        lock (held)
        {
            for (var at = 0; at < set.Count; at++)
            {
                var (fault, seen) = set[at];
                if (fault.Method is { } only && only != method)
                    continue;
                if (fault.Path is { } start && !path.StartsWith(start, StringComparison.Ordinal))
                    continue;
                set[at] = (fault, seen + 1);
                if (seen < fault.Skip)
                    continue;
                if (seen + 1 == fault.Skip + fault.Times)
                    set.RemoveAt(at);
                return fault;
            }
            return null;
        }
    }
}
