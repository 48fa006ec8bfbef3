using Binome.Contracts.Messages;

namespace Binome.Grains.Messages;

internal sealed record InboxState : LedgerState
{
    /// <summary>How messages come, by kind; a kind that is not among them comes at once.</summary>
    public ImmutableSortedDictionary<string, MessageDelivery> Deliveries { get; init; } =
        ImmutableSortedDictionary<string, MessageDelivery>.Empty;

    /// <summary>When the last mails went out that count, at most <see cref="MessageLimits.MailsPerWeekMax"/>.</summary>
    public ImmutableArray<DateTimeOffset> MailedAt { get; init; } = [];

    /// <summary>What waits for the next digest, the oldest first.</summary>
    public ImmutableArray<HeldMessage> Held { get; init; } = [];

    /// <summary>When that digest goes out; null when nothing waits.</summary>
    public DateTimeOffset? DigestAt { get; init; }

    /// <summary>Messages taken last, by which a repeated one is known.</summary>
    public ImmutableArray<string> TakenLast { get; init; } = [];
}

internal sealed record HeldMessage(string Template, ImmutableSortedDictionary<string, string> Values);
