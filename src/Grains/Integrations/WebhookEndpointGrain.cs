using Microsoft.Extensions.Logging;

namespace Binome.Grains.Integrations;

/// <summary>The commands of an endpoint; how it delivers is in the other part.</summary>
internal sealed partial class WebhookEndpointGrain(
    [PersistentState(GrainKinds.WebhookEndpoint, GrainKinds.Storage)] IPersistentState<WebhookEndpointState> endpoint,
    IEventFeed feed,
    IWebhookRows rows,
    IWebhookCourier courier,
    IWebhookSeal seal,
    WebhookNotices notices,
    WebhookPace pace,
    TenantClock clock,
    ILogger<WebhookEndpointGrain> logger
) : Grain, IWebhookEndpointGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.Now(Key.Tenant);

    private bool IsThere => endpoint.RecordExists && endpoint.State.DeletedAt is null;

    public async Task<Outcome<WebhookSecretShown>> Create(CreateWebhookEndpoint command)
    {
        // Whoever sends the request again never saw the secret that the first one made.
        if (endpoint.RecordExists)
            return await RotateSecret(TimeSpan.Zero);
        var events = command.Events.IsDefault ? [] : command.Events;
        if (WebhookRules.Fault(events, command.Description, command.ApiVersion) is { } fault)
            return fault;
        if (courier.Refusal(command.Url) is { } refusal)
            return refusal;
        var now = Now;
        var secret = WebhookSignature.NewSecret();
        var made = new WebhookEndpointState
        {
            Url = command.Url,
            Description = command.Description,
            Events = events,
            ApiVersion = command.ApiVersion ?? EventVersions.Current,
            Secrets = [new WebhookSecret(seal.Seal(Key.Tenant, Key.Id, secret), null)],
            Cursor = await feed.Head(Key.Tenant),
            CreatedAt = now,
        };
        return await Place(made, now) is { } full
            ? full
            : new WebhookSecretShown(WebhookRules.Row(Key.Id, endpoint.State), endpoint.Version(), secret);
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Change(WebhookEndpointChange change, long? ifVersion)
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        if (ifVersion is { } version && version != endpoint.State.SettingsVersion)
            return Failure.Of(FailureCodes.VersionMismatch);
        var state = endpoint.State;
        var events = change.Events.Or(state.Events) ?? [];
        var description = change.Description.Or(state.Description);
        var apiVersion = change.ApiVersion.Or(state.ApiVersion);
        var url = change.Url.Or(state.Url) ?? "";
        var fault = WebhookRules.Fault(events, description, apiVersion);
        if ((fault ?? (change.Url.Given ? courier.Refusal(url) : null)) is { } refusal)
            return refusal;
        await StopSending();
        var next = endpoint.State with
        {
            Url = url,
            Events = events,
            Description = description,
            ApiVersion = apiVersion ?? EventVersions.Current,
        };
        return await Saved(WebhookRules.Changed(Key.Id, next, EventTypes.WebhookUpdated, Now));
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Delete()
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        await StopSending();
        return await Saved(WebhookRules.Deleted(Key.Id, endpoint.State, Now));
    }

    public async Task<Outcome<WebhookSecretShown>> RotateSecret(TimeSpan overlap)
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        var secret = WebhookSignature.NewSecret();
        var sealedSecret = seal.Seal(Key.Tenant, Key.Id, secret);
        var saved = await Saved(WebhookRules.Rotated(Key.Id, endpoint.State, sealedSecret, overlap, Now));
        return new WebhookSecretShown(saved.Endpoint, saved.Version, secret);
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Enable()
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        if (endpoint.State.Status is WebhookStatus.Enabled)
            return Saved();
        // What is in memory belongs to the schedule that ended.
        await StopSending();
        return await Saved(WebhookRules.Enabled(Key.Id, endpoint.State, Now));
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Disable()
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        if (endpoint.State.Status is WebhookStatus.Disabled)
            return Saved();
        await StopSending();
        return await Saved(WebhookRules.Disabled(Key.Id, endpoint.State, WebhookDisabledReason.Asked, Now));
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Ping()
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        if (endpoint.State.Status is WebhookStatus.Disabled)
            return Failure.Of(FailureCodes.WebhookDisabled);
        await Commit(endpoint.State, new Effects().Event(new LedgerEvent(EventTypes.WebhookPing, Key.Id)));
        await Work();
        return Saved();
    }

    public async Task<Outcome<SavedWebhookEndpoint>> Replay(ReplayEvents command)
    {
        if (!IsThere)
            return Failure.Of(FailureCodes.NotFound);
        if (endpoint.State.Status is WebhookStatus.Disabled)
            return Failure.Of(FailureCodes.WebhookDisabled);
        await Load();
        if (replays.Length >= WebhookLimits.ReplaysMax)
            return Failure.Of(FailureCodes.WebhookReplays, $"{WebhookLimits.ReplaysMax}");
        // Never beyond what was taken up: the rest is on its way anyhow.
        var last = Math.Min(command.Last, cursor);
        if (command.First <= last)
            replays = replays.Add(new ReplayRange(command.First, last, command.FailedOnly));
        var asked = new LedgerEvent(
            EventTypes.WebhookReplayed,
            Key.Id,
            ("first", command.First),
            ("last", last),
            ("failed_only", command.FailedOnly)
        );
        await Commit(endpoint.State, new Effects().Event(asked));
        await Work();
        return Saved();
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name == WebhookRules.TellWakeUp && endpoint.State.TellAt == dueAt)
        {
            await notices.Tell(Key.Tenant, Key.Id, endpoint.State);
            await Commit(endpoint.State with { TellAt = null }, new Effects().WakeUp(WebhookRules.TellWakeUp, null));
        }
        if (name != WebhookRules.DeliverWakeUp || endpoint.State.WakeAt != dueAt)
            return;
        await Load();
        await Commit(endpoint.State, new Effects());
        await Work();
    }

    public Task Nudge(bool keeps) => Work(keeps);

    public Task Collect() => Work();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        sender?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Takes one of the tenant's places; a failure when all are taken.</summary>
    private async Task<Failure?> Place(WebhookEndpointState made, DateTimeOffset now)
    {
        var others = await rows.List(Key.Tenant, new PageOf(WebhookLimits.EndpointsPerTenantMax, null));
        var taken = others.Items.Select(other => other.Row.Slot).ToHashSet();
        for (var slot = 1; slot <= WebhookLimits.EndpointsPerTenantMax; slot++)
        {
            if (taken.Contains(slot))
                continue;
            var (next, effects) = WebhookRules.Changed(
                Key.Id,
                made with
                {
                    Slot = slot,
                },
                EventTypes.WebhookCreated,
                now
            );
            effects.Claim(WebhookClaims.Slot, WebhookRules.Text(slot));
            if (await Commit(next with { SettingsVersion = endpoint.Version() + 1 }, effects) is null)
                return null;
        }
        return Failure.Of(FailureCodes.WebhookTooMany, $"{WebhookLimits.EndpointsPerTenantMax}");
    }

    private async Task<SavedWebhookEndpoint> Saved((WebhookEndpointState Next, Effects Effects) change)
    {
        await Commit(change.Next with { SettingsVersion = endpoint.Version() + 1 }, change.Effects);
        await Work();
        return Saved();
    }

    private SavedWebhookEndpoint Saved() =>
        new(WebhookRules.Row(Key.Id, endpoint.State), endpoint.State.SettingsVersion);

    [LoggerMessage(LogLevel.Error, "Deliveries to {Endpoint} were interrupted; they are taken up again.")]
    private partial void LogInterrupted(string endpoint, Exception problem);

    [LoggerMessage(LogLevel.Warning, "Webhook endpoint {Endpoint} was switched off: {Reason}.")]
    private partial void LogSwitchedOff(string endpoint, WebhookDisabledReason? reason);
}
