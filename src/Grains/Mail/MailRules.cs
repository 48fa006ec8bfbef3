using Binome.Contracts.Mail;

namespace Binome.Grains.Mail;

/// <summary>When a mail is tried, tried again and given up. Its letters are tried together, and each ends for itself.</summary>
internal static class MailRules
{
    public const string WakeUpName = "send";

    /// <summary>The process died in every attempt.</summary>
    public const string Stuck = "mail.stuck";

    /// <summary>It was still waiting when its use was over, for example a sign-in link that no longer works.</summary>
    public const string Outdated = "mail.outdated";

    public static (MailState Next, Effects Effects) Queued(ImmutableArray<WaitingLetter> letters, DateTimeOffset now) =>
        Begin(new MailState { Letters = letters, QueuedAt = now }, now, new Effects());

    /// <summary>The instant of the next attempt has come, or that of an attempt that never told how it ended.</summary>
    public static (MailState Next, Effects Effects) Woken(MailState mail, DateTimeOffset now)
    {
        if (mail.Status != MailStatus.Queued)
            return (mail with { NextAt = null }, new Effects().WakeUp(WakeUpName, null));
        if (mail.Attempts > MailLimits.Retries.Length)
            return GiveUp(mail, Stuck, now);
        var (outdated, useful) = (new Effects(), ImmutableArray.CreateBuilder<WaitingLetter>());
        foreach (var letter in mail.Letters)
            if (IsOutdated(letter, now - mail.QueuedAt))
                outdated.Event(Failed(letter, mail.Attempts, Outdated));
            else
                useful.Add(letter);
        if (useful.Count == 0)
            return GiveUp(mail, Outdated, now);
        return Begin(mail with { Letters = useful.ToImmutable() }, now, outdated);
    }

    /// <param name="deliveries">What became of each letter, in their order.</param>
    public static (MailState Next, Effects Effects) Attempted(
        MailState mail,
        IReadOnlyList<MailDelivery> deliveries,
        DateTimeOffset now
    )
    {
        var effects = new Effects();
        var isLast = mail.Attempts > MailLimits.Retries.Length;
        var left = ImmutableArray.CreateBuilder<WaitingLetter>();
        foreach (var (letter, delivery) in mail.Letters.Zip(deliveries))
            if (delivery.Verdict == MailVerdict.Refused || (isLast && delivery.Verdict == MailVerdict.Deferred))
                effects.Event(Failed(letter, mail.Attempts, delivery.Reason));
            else if (delivery.Verdict == MailVerdict.Deferred)
                left.Add(letter);

        var nextAt = left.Count == 0 ? (DateTimeOffset?)null : now + MailLimits.Retries[mail.Attempts - 1];
        var status =
            left.Count > 0 ? MailStatus.Queued
            : effects.Events.Count > 0 ? MailStatus.Failed
            : MailStatus.Delivered;
        var next = mail with { Status = status, Letters = left.ToImmutable(), NextAt = nextAt };
        return (next, effects.WakeUp(WakeUpName, nextAt));
    }

    // Counted when it begins, so that a mail in whose attempts the process dies is given up like any other.
    private static (MailState Next, Effects Effects) Begin(MailState mail, DateTimeOffset now, Effects effects)
    {
        var deadAt = now + MailLimits.AttemptTimeMax;
        var next = mail with { Attempts = mail.Attempts + 1, NextAt = deadAt };
        return (next, effects.WakeUp(WakeUpName, deadAt));
    }

    private static (MailState Next, Effects Effects) GiveUp(MailState mail, string reason, DateTimeOffset now) =>
        Attempted(mail, [.. mail.Letters.Select(_ => MailDelivery.Refused(reason))], now);

    private static LedgerEvent Failed(WaitingLetter letter, int attempts, string? reason) =>
        new(
            EventTypes.MailFailed,
            letter.Id,
            ("template", letter.Template),
            ("attempts", attempts),
            ("reason", reason)
        );

    private static bool IsOutdated(WaitingLetter letter, TimeSpan age) =>
        MailTemplates.All.TryGetValue(letter.Template, out var template) && age > template.UsefulFor;
}
