using Binome.Contracts.Ledger;

namespace Binome.Contracts.Integrations;

[GenerateSerializer, Alias("binome.webhook_status")]
public enum WebhookStatus
{
    Enabled,
    Disabled,
}

/// <summary>Why an endpoint is switched off.</summary>
[GenerateSerializer, Alias("binome.webhook_disabled_reason")]
public enum WebhookDisabledReason
{
    /// <summary>Somebody asked for it.</summary>
    Asked,

    /// <summary>It answered 410.</summary>
    Gone,

    /// <summary>An event was not accepted in any of its attempts.</summary>
    Exhausted,
}

/// <summary>Where a tenant's events are sent. Its secrets are in the grain's state alone, sealed.</summary>
/// <param name="Events">Types, or <c>pair.*</c>; empty means all.</param>
/// <param name="ApiVersion">The version in which events are written for it.</param>
/// <param name="OldSecretUntil">Until when a replaced secret signs beside the current one; null when none does.</param>
[GenerateSerializer, Immutable, Alias("binome.webhook_endpoint_row")]
public sealed record WebhookEndpointRow(
    string Id,
    string Url,
    string? Description,
    ImmutableArray<string> Events,
    string ApiVersion,
    WebhookStatus Status,
    WebhookDisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? OldSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>Which of the tenant's places it takes, 1 to <see cref="WebhookLimits.EndpointsPerTenantMax"/>.</summary>
    [Id(0)]
    public int Slot { get; init; }

    /// <summary>When it was deleted; it is listed nowhere since.</summary>
    [Id(1)]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>How far an endpoint is, apart from its settings, so that a delivery changes no ETag.</summary>
/// <param name="Cursor">The last event of the log that was taken up.</param>
/// <param name="Waiting">Events up to there that are not delivered yet.</param>
/// <param name="DueAt">When the earliest of them is tried again; null when none waits.</param>
[GenerateSerializer, Immutable, Alias("binome.webhook_progress_row")]
public sealed record WebhookProgressRow(
    string Id,
    long Cursor,
    int Waiting,
    DateTimeOffset? DueAt,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? DeliveredAt,
    bool Enabled
) : IRow;

/// <summary>One request to an endpoint and what came of it.</summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Error">A code of <see cref="WebhookErrors"/>; null when it was accepted.</param>
/// <param name="Response">The beginning of the answer's body.</param>
[GenerateSerializer, Immutable, Alias("binome.webhook_attempt_row")]
public sealed record WebhookAttemptRow(
    string Id,
    string EndpointId,
    string EventId,
    string EventType,
    string Resource,
    long Sequence,
    int Attempt,
    bool Succeeded,
    int? Status,
    string? Error,
    int DurationMilliseconds,
    string? Response,
    DateTimeOffset At
) : IRow;

[GenerateSerializer, Alias("binome.webhook_delivery_status")]
public enum WebhookDeliveryStatus
{
    /// <summary>An attempt failed and another follows.</summary>
    Retrying,

    /// <summary>Given up; a replay sends it again.</summary>
    Dead,
    Delivered,
}

/// <summary>An event that an endpoint did not accept at once; one that it did has no such row.</summary>
/// <param name="Id">The event's id.</param>
[GenerateSerializer, Immutable, Alias("binome.webhook_delivery_row")]
public sealed record WebhookDeliveryRow(
    string Id,
    string EndpointId,
    long Sequence,
    WebhookDeliveryStatus Status,
    int Attempts,
    DateTimeOffset At
) : IRow;

/// <summary>Why an attempt failed, where there is no HTTP status to say it.</summary>
public static class WebhookErrors
{
    public const string Refused = "webhook.address_refused";
    public const string NotFound = "webhook.host_unknown";
    public const string Unreachable = "webhook.unreachable";
    public const string Tls = "webhook.tls";
    public const string TimedOut = "webhook.timeout";
    public const string Broken = "webhook.broken";

    /// <summary>An answer that is no success.</summary>
    public const string Status = "webhook.status";
}

/// <param name="EventId">Attempts of this event alone.</param>
public sealed record WebhookAttemptFilter(string? EventId = null, bool? Succeeded = null);

/// <summary>Reads over webhooks, always of one tenant.</summary>
public interface IWebhookRows
{
    Task<Stored<WebhookEndpointRow>?> Find(string tenant, string id);

    Task<Slice<WebhookEndpointRow>> List(string tenant, PageOf page);

    Task<WebhookProgressRow?> Progress(string tenant, string id);

    Task<Slice<WebhookAttemptRow>> Attempts(string tenant, string endpointId, WebhookAttemptFilter filter, PageOf page);

    /// <summary>The numbers of events that were given up, from one number to another, in order.</summary>
    Task<ImmutableArray<long>> Dead(string tenant, string endpointId, long first, long last, int limit);
}

/// <summary>Which endpoints there is work for, over all tenants; for the processes that see to deliveries.</summary>
public interface IWebhookIndex
{
    /// <summary>The enabled endpoints of these tenants.</summary>
    Task<ImmutableArray<(string Tenant, string Id)>> Enabled(ImmutableArray<string> tenants);

    /// <summary>Enabled endpoints that have not taken up the whole log, or whose work is overdue.</summary>
    Task<ImmutableArray<(string Tenant, string Id)>> Behind(DateTimeOffset now, int limit);

    /// <summary>Drops attempts and undelivered events from before that instant, over all tenants.</summary>
    Task DropOlderThan(DateTimeOffset instant);
}
