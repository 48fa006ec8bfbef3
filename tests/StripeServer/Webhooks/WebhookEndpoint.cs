using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Webhooks;

internal sealed class WebhookEndpoint(Account account, string url, string[] enabledEvents) : IResource
{
    public string Id { get; } = Ids.New("we_");
    public DateTimeOffset Created { get; } = account.Now();
    public string Url { get; set; } = url;
    public string[] EnabledEvents { get; set; } = enabledEvents;
    public string? Description { get; set; }
    public bool Disabled { get; set; }
    public Dictionary<string, string> Metadata { get; } = [];
    public string Secret { get; private set; } = Ids.New("whsec_", 32);

    /// <summary>The secret before the last roll; both sign until then.</summary>
    public (string Secret, DateTimeOffset Until)? Former { get; private set; }

    public bool Wants(string type) => !Disabled && (EnabledEvents.Contains("*") || EnabledEvents.Contains(type));

    /// <summary>Replaces the secret; the one before goes on signing until then.</summary>
    public void Roll(DateTimeOffset formerUntil)
    {
        Former = (Secret, formerUntil);
        Secret = Ids.New("whsec_", 32);
    }

    public IEnumerable<string> Secrets(DateTimeOffset now) =>
        Former is { } former && former.Until > now ? [Secret, former.Secret] : [Secret];

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "webhook_endpoint",
            ["api_version"] = Http.ApiVersion.Current,
            ["application"] = null,
            ["created"] = Created.Unix(),
            ["description"] = Description,
            ["enabled_events"] = new JsonArray([.. EnabledEvents.Select(type => JsonValue.Create(type))]),
            ["livemode"] = account.Livemode,
            ["metadata"] = Json.Map(Metadata),
            ["status"] = Disabled ? "disabled" : "enabled",
            ["url"] = Url,
        };
}
