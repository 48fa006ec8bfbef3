using System.Globalization;

namespace Binome.Grains.Integrations;

/// <summary>What an endpoint's settings may be, and what each change of them does.</summary>
internal static class WebhookRules
{
    public const string DeliverWakeUp = "deliver";
    public const string TellWakeUp = "tell";
    private const string AnyOf = ".*";

    public static Failure? Fault(ImmutableArray<string> events, string? description, string? apiVersion)
    {
        if (events.Length > WebhookLimits.FiltersPerEndpointMax)
            return Failure.At("/events", FailureCodes.TooMany, Text(WebhookLimits.FiltersPerEndpointMax));
        for (var at = 0; at < events.Length; at++)
            if (!IsFilter(events[at]))
                return Failure.At($"/events/{at}", FailureCodes.Invalid, "pair.activated, pair.*, …");
        if (description?.Length > Limits.NameCharactersMax)
            return Failure.At("/description", FailureCodes.TooLong, Text(Limits.NameCharactersMax));
        return apiVersion is not null && !EventVersions.All.Contains(apiVersion)
            ? Failure.At("/api_version", FailureCodes.Invalid, string.Join(", ", EventVersions.All))
            : null;
    }

    /// <summary>Whether an event is sent to the endpoint; a ping always is, and to no other.</summary>
    public static bool Wants(string id, WebhookEndpointState endpoint, StoredEvent happened)
    {
        if (happened.Type == EventTypes.WebhookPing)
            return happened.Resource == id;
        if (endpoint.Events.IsEmpty)
            return true;
        foreach (var filter in endpoint.Events)
            if (filter == happened.Type || (IsAnyOf(filter) && IsWithin(happened.Type, filter)))
                return true;
        return false;
    }

    public static (WebhookEndpointState Next, Effects Effects) Enabled(
        string id,
        WebhookEndpointState endpoint,
        DateTimeOffset now
    )
    {
        var next = endpoint with
        {
            Status = WebhookStatus.Enabled,
            DisabledReason = null,
            DisabledAt = null,
            PausedUntil = null,
            Throttles = 0,
            TellAt = null,
            // What waited has its whole schedule again.
            Waiting = [.. endpoint.Waiting.Select(one => one with { Attempts = 0, NextAt = null })],
        };
        return Changed(id, next, EventTypes.WebhookEnabled, now);
    }

    public static (WebhookEndpointState Next, Effects Effects) Disabled(
        string id,
        WebhookEndpointState endpoint,
        WebhookDisabledReason reason,
        DateTimeOffset now
    )
    {
        var isTold = reason is not WebhookDisabledReason.Asked;
        var next = endpoint with
        {
            Status = WebhookStatus.Disabled,
            DisabledReason = reason,
            DisabledAt = now,
            TellAt = isTold ? now : null,
        };
        var (changed, effects) = Changed(
            id,
            next,
            EventTypes.WebhookDisabled,
            now,
            ("reason", reason.ToString().ToLowerInvariant())
        );
        return (changed, isTold ? effects.WakeUp(TellWakeUp, now) : effects);
    }

    /// <summary>Nothing of where it led, and none of its secrets, is kept.</summary>
    public static (WebhookEndpointState Next, Effects Effects) Deleted(
        string id,
        WebhookEndpointState endpoint,
        DateTimeOffset now
    )
    {
        var next = endpoint with
        {
            Url = "",
            Description = null,
            Status = WebhookStatus.Disabled,
            DisabledReason = WebhookDisabledReason.Asked,
            DeletedAt = now,
            Secrets = [],
            Fresh = [],
            Waiting = [],
            Replays = [],
            TellAt = null,
        };
        var (changed, effects) = Changed(id, next, EventTypes.WebhookDeleted, now);
        return (changed, effects.Release(WebhookClaims.Slot, Text(endpoint.Slot)));
    }

    public static (WebhookEndpointState Next, Effects Effects) Rotated(
        string id,
        WebhookEndpointState endpoint,
        string sealedSecret,
        TimeSpan overlap,
        DateTimeOffset now
    )
    {
        var until = now + overlap;
        var old = endpoint
            .Secrets.Where(secret => secret.ExpiresAt is not { } at || at > now)
            .Select(secret => secret.ExpiresAt < until ? secret : secret with { ExpiresAt = until })
            .Where(secret => secret.ExpiresAt > now)
            .Take(WebhookLimits.SecretsMax - 1);
        var next = endpoint with { Secrets = [new WebhookSecret(sealedSecret, null), .. old] };
        return Changed(id, next, EventTypes.WebhookSecretRotated, now, ("until", until));
    }

    /// <summary>A change of the settings, with its row and its event.</summary>
    public static (WebhookEndpointState Next, Effects Effects) Changed(
        string id,
        WebhookEndpointState next,
        string happened,
        DateTimeOffset now,
        params ReadOnlySpan<(string, EventValue)> data
    )
    {
        next = next with { UpdatedAt = now };
        return (next, new Effects().Row(Row(id, next)).Event(new LedgerEvent(happened, id, data)));
    }

    public static WebhookEndpointRow Row(string id, WebhookEndpointState endpoint) =>
        new(
            id,
            endpoint.Url,
            endpoint.Description,
            endpoint.Events,
            endpoint.ApiVersion,
            endpoint.Status,
            endpoint.DisabledReason,
            endpoint.DisabledAt,
            endpoint.Secrets.Length > 1 ? endpoint.Secrets[1].ExpiresAt : null,
            endpoint.CreatedAt,
            endpoint.UpdatedAt
        )
        {
            Slot = endpoint.Slot,
            DeletedAt = endpoint.DeletedAt,
        };

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsFilter(string filter) =>
        EventTypes.All.Contains(filter) || (IsAnyOf(filter) && EventTypes.All.Any(type => IsWithin(type, filter)));

    private static bool IsAnyOf(string filter) => filter.EndsWith(AnyOf, StringComparison.Ordinal);

    // "pair.*" holds what begins with "pair.".
    private static bool IsWithin(string type, string filter) =>
        type.AsSpan().StartsWith(filter.AsSpan(0, filter.Length - 1), StringComparison.Ordinal);
}
