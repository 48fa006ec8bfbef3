using System.Text.Json.Serialization;
using Binome.Contracts.Integrations;

namespace Binome.WebApi.Integrations;

/// <summary>Where the tenant's events are sent.</summary>
/// <param name="Events">Event types, or <c>pair.*</c>; empty means all.</param>
/// <param name="ApiVersion">The version in which events are written for it.</param>
/// <param name="DisabledReason">asked, gone (it answered 410) or exhausted (it accepted an event in none of ten attempts).</param>
/// <param name="OldSecretUntil">Until when a replaced secret signs as well; null when none does.</param>
/// <param name="Secret">Only in the answer that made it.</param>
internal sealed record WebhookEndpointView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Url,
    string? Description,
    ImmutableArray<string> Events,
    string ApiVersion,
    WebhookStatus Status,
    WebhookDisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? OldSecretUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret
)
{
    public string Object { get; } = "webhook_endpoint";

    public static WebhookEndpointView Of(WebhookEndpointRow row) => Of(row, secret: null);

    public static WebhookEndpointView Of(WebhookEndpointRow row, string? secret) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.Url,
            row.Description,
            row.Events,
            row.ApiVersion,
            row.Status,
            row.DisabledReason,
            row.DisabledAt,
            row.OldSecretUntil,
            secret
        );
}

/// <summary>How far an endpoint is.</summary>
/// <param name="Behind">Events of the log that it has not taken up yet, wanted or not.</param>
/// <param name="Waiting">Events taken up and not delivered.</param>
/// <param name="NextAt">When the earliest of them is tried at the latest; null when none waits.</param>
/// <param name="PausedUntil">Nothing is sent before: the receiver asked for it. Null when it did not.</param>
internal sealed record WebhookProgressView(
    string Endpoint,
    long Behind,
    int Waiting,
    DateTimeOffset? NextAt,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? LastDeliveredAt
)
{
    public string Object { get; } = "webhook_progress";
}

/// <summary>One request to an endpoint.</summary>
/// <param name="Event">The event's id, which is the message's <c>webhook-id</c>.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Error">Why it counts as failed, for example <c>webhook.timeout</c>; null when it was accepted.</param>
/// <param name="Response">The beginning of the answer's body.</param>
internal sealed record WebhookAttemptView(
    string Id,
    DateTimeOffset Created,
    string Endpoint,
    string Event,
    string Type,
    long Sequence,
    string Resource,
    int Attempt,
    bool Succeeded,
    int? Status,
    string? Error,
    int DurationMilliseconds,
    string? Response
)
{
    public string Object { get; } = "webhook_attempt";

    public static WebhookAttemptView Of(WebhookAttemptRow row) =>
        new(
            row.Id,
            row.At,
            row.EndpointId,
            row.EventId,
            row.EventType,
            row.Sequence,
            row.Resource,
            row.Attempt,
            row.Succeeded,
            row.Status,
            row.Error,
            row.DurationMilliseconds,
            row.Response
        );
}

/// <summary>Something that is there no more.</summary>
internal sealed record DeletedWebhookView(string Id)
{
    public string Object { get; } = "webhook_endpoint";

    public bool Deleted { get; } = true;
}

/// <param name="Url">https, at most 2,048 characters.</param>
/// <param name="Events">Event types, or <c>pair.*</c>; all when left out.</param>
/// <param name="ApiVersion">The version in which events are written for it; the current one when left out.</param>
internal sealed record CreateWebhookBody(
    string Url,
    ImmutableArray<string>? Events,
    string? Description,
    string? ApiVersion
);

/// <summary>What is left out stays.</summary>
internal sealed record ChangeWebhookBody
{
    public Optional<string> Url { get; init; }

    public Optional<ImmutableArray<string>?> Events { get; init; }

    public Optional<string> Description { get; init; }

    public Optional<string> ApiVersion { get; init; }
}

/// <param name="OverlapHours">How long the old secret still signs beside the new one: 0–168, 24 when left out.</param>
internal sealed record RotateWebhookSecretBody(int? OverlapHours);

/// <summary>Either one event, or all since an instant.</summary>
/// <param name="Until">Excluded; now when left out.</param>
/// <param name="FailedOnly">Only events that were given up.</param>
internal sealed record ReplayBody(string? Event, DateTimeOffset? From, DateTimeOffset? Until, bool? FailedOnly);
