using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Integrations;

/// <summary>An endpoint that a tenant's events are sent to: its settings, its secrets, how far it is. Key: tenant and endpoint id.</summary>
[Alias("binome.webhook_endpoint")]
public interface IWebhookEndpointGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Makes the endpoint; it is sent what happens from now on. A repeated request makes one, with the secret last answered.</summary>
    /// <returns>Fails with <c>webhook.url</c>, <c>webhook.too_many</c> or <c>field.…</c>.</returns>
    [Alias("create")]
    Task<Outcome<WebhookSecretShown>> Create(CreateWebhookEndpoint command);

    /// <returns>Fails with <c>webhook.url</c>, <c>resource.version_mismatch</c>, <c>resource.not_found</c> or <c>field.…</c>.</returns>
    [Alias("change")]
    Task<Outcome<SavedWebhookEndpoint>> Change(WebhookEndpointChange change, long? ifVersion);

    /// <summary>Takes the endpoint away; what waits for it is sent no more.</summary>
    [Alias("delete")]
    Task<Outcome<SavedWebhookEndpoint>> Delete();

    /// <summary>Makes a new secret; the one before signs beside it for a while.</summary>
    [Alias("rotate_secret")]
    Task<Outcome<WebhookSecretShown>> RotateSecret(TimeSpan overlap);

    /// <summary>Goes on where it stopped: whatever happened meanwhile is sent, and what waited is tried anew.</summary>
    [Alias("enable")]
    Task<Outcome<SavedWebhookEndpoint>> Enable();

    [Alias("disable")]
    Task<Outcome<SavedWebhookEndpoint>> Disable();

    /// <summary>Appends <c>webhook_endpoint.ping</c> to the log, which is sent to this endpoint alone, whatever its filter.</summary>
    /// <returns>Fails with <c>webhook.disabled</c>.</returns>
    [Alias("ping")]
    Task<Outcome<SavedWebhookEndpoint>> Ping();

    /// <summary>Sends events again, in order and before what comes after.</summary>
    /// <returns>Fails with <c>webhook.disabled</c> or <c>webhook.replays</c>.</returns>
    [Alias("replay")]
    Task<Outcome<SavedWebhookEndpoint>> Replay(ReplayEvents command);

    /// <summary>The log has grown. Cheap, and may be called without need.</summary>
    /// <param name="keeps">True also notes durably how far the log was read when nothing in it was for this endpoint.</param>
    [Alias("nudge")]
    Task Nudge(bool keeps);

    /// <summary>Requests have ended; what came of them is committed. Called by the endpoint's own sender.</summary>
    [Alias("collect")]
    Task Collect();
}

/// <param name="Url">https, at most 2,048 characters; http where the operator allows loopback addresses.</param>
/// <param name="Events">Types of the log, or <c>pair.*</c>; empty means all.</param>
/// <param name="ApiVersion">Null takes the current one.</param>
[GenerateSerializer, Immutable, Alias("binome.create_webhook_endpoint")]
public sealed record CreateWebhookEndpoint(
    string Url,
    ImmutableArray<string> Events,
    string? Description,
    string? ApiVersion
);

/// <summary>What is absent stays.</summary>
[GenerateSerializer, Immutable, Alias("binome.webhook_endpoint_change")]
public sealed record WebhookEndpointChange
{
    [Id(0)]
    public Optional<string> Url { get; init; }

    [Id(1)]
    public Optional<ImmutableArray<string>?> Events { get; init; }

    [Id(2)]
    public Optional<string> Description { get; init; }

    [Id(3)]
    public Optional<string> ApiVersion { get; init; }
}

/// <param name="First">The number of the first event.</param>
/// <param name="Last">The number of the last event.</param>
/// <param name="FailedOnly">Only those that were given up.</param>
[GenerateSerializer, Immutable, Alias("binome.replay_events")]
public sealed record ReplayEvents(long First, long Last, bool FailedOnly);

[GenerateSerializer, Immutable, Alias("binome.saved_webhook_endpoint")]
public sealed record SavedWebhookEndpoint(WebhookEndpointRow Endpoint, long Version);

/// <param name="Secret"><c>whsec_…</c>, in this answer and nowhere else.</param>
[GenerateSerializer, Immutable, Alias("binome.webhook_secret_shown")]
public sealed record WebhookSecretShown(WebhookEndpointRow Endpoint, long Version, string Secret);

/// <summary>Kinds of values that only one endpoint of a tenant can hold.</summary>
public static class WebhookClaims
{
    public const string Slot = "webhook_slot";
}
