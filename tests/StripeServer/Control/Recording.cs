using System.Text.Json.Nodes;

namespace Binome.StripeServer.Control;

/// <summary>One request as it came, and what it was answered.</summary>
/// <param name="Operation">Such as <c>POST /v1/customers/{id}</c>; null when there is no such operation.</param>
/// <param name="ParamsType">The official type of its parameters, such as <c>Stripe.CustomerUpdateParams</c>.</param>
/// <param name="AnswerType">The official type of a good answer.</param>
/// <param name="Params">Its parameters as a tree whose leaves are the texts that were sent.</param>
/// <param name="Status">0 when it was never answered.</param>
/// <param name="Replayed">Whether it was answered from its idempotency key.</param>
public sealed record RecordedRequest(
    string Id,
    DateTimeOffset At,
    string Method,
    string Path,
    string? Operation,
    string? ParamsType,
    string? AnswerType,
    JsonObject Params,
    string? IdempotencyKey,
    string? Version,
    int Status,
    bool Replayed,
    JsonNode? Answer
);

/// <summary>What was asked, in its order; bounded, so the oldest go first.</summary>
internal sealed class Recording(int keptMax)
{
    private readonly Lock held = new();
    private readonly Queue<RecordedRequest> kept = new();
    private readonly Dictionary<string, long> counts = [];

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (held)
                return [.. kept];
        }
    }

    public IReadOnlyDictionary<string, long> Counts
    {
        get
        {
            lock (held)
                return new Dictionary<string, long>(counts);
        }
    }

    public void Add(RecordedRequest request)
    {
        var name = request.Operation ?? $"{request.Method} {request.Path}";
        lock (held)
        {
            kept.Enqueue(request);
            if (kept.Count > keptMax)
                kept.Dequeue();
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    public void Clear()
    {
        lock (held)
        {
            kept.Clear();
            counts.Clear();
        }
    }
}
