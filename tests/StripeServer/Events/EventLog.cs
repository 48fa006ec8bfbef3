using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Events;

/// <summary>Every event of an account, in the order in which things happened.</summary>
internal sealed class EventLog(Account account)
{
    /// <summary>The request that is being answered; null while things happen by themselves.</summary>
    public (string Id, string? IdempotencyKey)? Request { get; set; }

    public void Emit(string type, IResource about, JsonObject? previous = null) =>
        Emit(type, about.Render(), about.Clock, previous);

    public void Emit(string type, JsonObject thing, string? clock, JsonObject? previous = null)
    {
        var happened = new StripeEvent(account.Livemode, type, account.Now(clock), thing)
        {
            Logged = account.Now(),
            Previous = previous,
            RequestId = Request?.Id,
            IdempotencyKey = Request?.IdempotencyKey,
        };
        account.Events.Add(happened);
        account.Outbox.Add(account, happened);
    }

    /// <summary>Changes something and emits what changed; nothing when nothing did.</summary>
    public void Updating(string type, IResource resource, Action change)
    {
        var before = resource.Render();
        change();
        var after = resource.Render();
        if (Changed(before, after) is { Count: > 0 } previous)
            Emit(type, after, resource.Clock, previous);
    }

    /// <summary>The values before of what differs after; inside maps only the keys that differ, lists whole.</summary>
    private static JsonObject Changed(JsonObject before, JsonObject after)
    {
        var changed = new JsonObject();
        foreach (var key in before.Select(entry => entry.Key).Union(after.Select(entry => entry.Key)))
        {
            var (was, now) = (before[key], after[key]);
            if (JsonNode.DeepEquals(was, now))
                continue;
            changed[key] =
                was is JsonObject old && now is JsonObject young && !old.ContainsKey("object")
                    ? Changed(old, young)
                    : was?.DeepClone();
        }
        return changed;
    }
}
