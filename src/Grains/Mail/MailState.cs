namespace Binome.Grains.Mail;

internal enum MailStatus
{
    Queued,
    Delivered,
    Failed,
}

internal sealed record MailState : LedgerState
{
    public string Template { get; init; } = "";
    public MailStatus Status { get; init; }

    /// <summary>The whole mail, sealed; nothing of it is kept once it is delivered or given up.</summary>
    public string? Letter { get; init; }

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Attempts that were begun, the one under way included.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt begins, or the one under way is taken for dead.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
