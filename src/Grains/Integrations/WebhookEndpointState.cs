namespace Binome.Grains.Integrations;

internal sealed record WebhookEndpointState : LedgerState
{
    public string Url { get; init; } = "";
    public string? Description { get; init; }
    public ImmutableArray<string> Events { get; init; } = [];
    public string ApiVersion { get; init; } = "";
    public int Slot { get; init; }
    public WebhookStatus Status { get; init; }
    public WebhookDisabledReason? DisabledReason { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version whose commit wrote the settings last: deliveries change the state, but not what is edited.</summary>
    public long SettingsVersion { get; init; }

    /// <summary>The current one first.</summary>
    public ImmutableArray<WebhookSecret> Secrets { get; init; } = [];

    /// <summary>The last event of the log that was taken up: delivered, given up, not wanted, or among the following.</summary>
    public long Cursor { get; init; }

    /// <summary>Events that were taken up and not tried yet, by their numbers.</summary>
    public ImmutableArray<long> Fresh { get; init; } = [];

    /// <summary>Events that failed, or are sent again.</summary>
    public ImmutableArray<WaitingEvent> Waiting { get; init; } = [];

    /// <summary>What is still to be sent again, before anything new.</summary>
    public ImmutableArray<ReplayRange> Replays { get; init; } = [];

    /// <summary>Nothing is sent before: the receiver asked for it.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>How often in a row the receiver asked to be spared without saying for how long.</summary>
    public int Throttles { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>When the owners are told that it was switched off; null when they need not be, or are.</summary>
    public DateTimeOffset? TellAt { get; init; }
}

/// <param name="Sealed">As <see cref="IWebhookSeal"/> makes it.</param>
/// <param name="ExpiresAt">Null for the current one.</param>
internal sealed record WebhookSecret(string Sealed, DateTimeOffset? ExpiresAt);

/// <param name="Attempts">Those that failed.</param>
/// <param name="NextAt">Null when it may go at once.</param>
internal sealed record WaitingEvent(long Sequence, int Attempts, DateTimeOffset? NextAt);

/// <param name="Next">The number of the first event that was not taken up yet.</param>
internal sealed record ReplayRange(long Next, long Last, bool FailedOnly);
