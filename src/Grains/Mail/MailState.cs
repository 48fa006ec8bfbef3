namespace Binome.Grains.Mail;

internal enum MailStatus
{
    Queued,
    Delivered,
    Failed,
}

internal sealed record MailState : LedgerState
{
    public MailStatus Status { get; init; }

    /// <summary>What is still to be delivered; nothing is kept of a letter that is delivered or given up.</summary>
    public ImmutableArray<WaitingLetter> Letters { get; init; } = [];

    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Attempts that were begun, the one under way included.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt begins, or the one under way is taken for dead.</summary>
    public DateTimeOffset? NextAt { get; init; }
}

/// <param name="Id">Its Message-ID is made of it, and it is sealed under it.</param>
/// <param name="Sealed">The whole letter.</param>
internal sealed record WaitingLetter(string Id, string Template, string Sealed);
