using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Events;

/// <summary>Something that happened, with the object as it was then.</summary>
internal sealed class StripeEvent(bool livemode, string type, DateTimeOffset created, JsonObject thing) : IResource
{
    public string Id { get; } = Ids.New("evt_");
    public DateTimeOffset Created => created;

    /// <summary>When it was logged; differs from <see cref="Created"/> under a test clock.</summary>
    public required DateTimeOffset Logged { get; init; }
    public string Type => type;
    public JsonObject? Previous { get; init; }
    public string? RequestId { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>Deliveries not accepted so far.</summary>
    public int Pending { get; set; }

    /// <summary>Whether a delivery was refused at least once and none succeeded after it.</summary>
    public bool Failed { get; set; }

    public JsonObject Render()
    {
        var data = new JsonObject { ["object"] = thing.DeepClone() };
        if (Previous is not null)
            data["previous_attributes"] = Previous.DeepClone();
        return new JsonObject
        {
            ["id"] = Id,
            ["object"] = "event",
            ["api_version"] = ApiVersion.Current,
            ["created"] = created.Unix(),
            ["data"] = data,
            ["livemode"] = livemode,
            ["pending_webhooks"] = Pending,
            ["request"] = new JsonObject { ["id"] = RequestId, ["idempotency_key"] = IdempotencyKey },
            ["type"] = type,
        };
    }
}
