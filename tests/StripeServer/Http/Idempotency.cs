namespace Binome.StripeServer.Http;

/// <summary>The first answer of each idempotency key, for a day.</summary>
internal sealed class Idempotency(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private const int LengthMax = 255;

    private readonly Lock held = new();
    private readonly Dictionary<(bool Live, string Key), Entry> entries = [];

    /// <summary>
    /// Claims a key. Answers what is to be replayed; null when the request is to run, which <see cref="Keep"/> or
    /// <see cref="Forget"/> must end. Refuses a key that ran with other parameters or still runs.
    /// </summary>
    public Answer? Claim(bool live, string key, string request)
    {
        if (key.Length > LengthMax)
            throw new Refusal(400, "idempotency_error", $"Idempotency keys must be at most {LengthMax} characters.");
        lock (held)
        {
            var now = time.GetUtcNow();
            if (!entries.TryGetValue((live, key), out var entry) || entry.At + Kept <= now)
            {
                entries[(live, key)] = new Entry(request, now, null);
                return null;
            }
            if (entry.Request != request)
                throw new Refusal(
                    400,
                    "idempotency_error",
                    $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
                );
            return entry.Answer
                ?? throw new Refusal(
                    409,
                    "idempotency_error",
                    $"There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later.",
                    "idempotency_key_in_use"
                );
        }
    }

    public void Keep(bool live, string key, Answer answer)
    {
        lock (held)
            entries[(live, key)] = entries[(live, key)] with { Answer = answer };
    }

    public void Forget(bool live, string key)
    {
        lock (held)
            entries.Remove((live, key));
    }

    private sealed record Entry(string Request, DateTimeOffset At, Answer? Answer);
}

/// <summary>A finished answer of the API.</summary>
internal sealed record Answer(int Status, string Body, string RequestId);
