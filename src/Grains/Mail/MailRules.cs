using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;

namespace Binome.Grains.Mail;

/// <summary>When a mail is tried, tried again and given up.</summary>
internal static class MailRules
{
    public const string WakeUpName = "send";

    /// <summary>The process died in every attempt.</summary>
    public const string Stuck = "mail.stuck";

    /// <summary>It was still waiting when its use was over, for example a sign-in link that no longer works.</summary>
    public const string Outdated = "mail.outdated";

    public static (MailState Next, Effects Effects) Queued(QueueMail mail, string letter, DateTimeOffset now)
    {
        var next = new MailState
        {
            Template = mail.Template,
            Letter = letter,
            QueuedAt = now,
        };
        return Begin(next, now);
    }

    /// <summary>No mail leaves a sandbox: it is over as soon as it is taken, and lies where a test key can read it.</summary>
    public static (MailState Next, SandboxMailRow Row) Kept(
        string id,
        QueueMail mail,
        string letter,
        DateTimeOffset now,
        DateTimeOffset machine
    ) =>
        (
            new MailState
            {
                Template = mail.Template,
                Status = MailStatus.Delivered,
                QueuedAt = now,
            },
            new SandboxMailRow(id, mail.Template, now, machine, letter)
        );

    /// <summary>The instant of the next attempt has come, or that of an attempt that never told how it ended.</summary>
    public static (MailState Next, Effects Effects) Woken(string id, MailState mail, DateTimeOffset now)
    {
        if (mail.Status != MailStatus.Queued)
            return (mail with { NextAt = null }, new Effects().WakeUp(WakeUpName, null));
        if (mail.Attempts > MailLimits.Retries.Length)
            return GiveUp(id, mail, Stuck);
        return IsOutdated(mail, now) ? GiveUp(id, mail, Outdated) : Begin(mail, now);
    }

    public static (MailState Next, Effects Effects) Attempted(
        string id,
        MailState mail,
        MailDelivery delivery,
        DateTimeOffset now
    )
    {
        if (delivery.Verdict == MailVerdict.Delivered)
            return End(mail, MailStatus.Delivered);
        if (delivery.Verdict == MailVerdict.Refused || mail.Attempts > MailLimits.Retries.Length)
            return GiveUp(id, mail, delivery.Reason);
        var nextAt = now + MailLimits.Retries[mail.Attempts - 1];
        return (mail with { NextAt = nextAt }, new Effects().WakeUp(WakeUpName, nextAt));
    }

    // Counted when it begins, so that a mail in whose attempts the process dies is given up like any other.
    private static (MailState Next, Effects Effects) Begin(MailState mail, DateTimeOffset now)
    {
        var deadAt = now + MailLimits.AttemptTimeMax;
        var next = mail with { Attempts = mail.Attempts + 1, NextAt = deadAt };
        return (next, new Effects().WakeUp(WakeUpName, deadAt));
    }

    private static (MailState Next, Effects Effects) GiveUp(string id, MailState mail, string? reason)
    {
        var (next, effects) = End(mail, MailStatus.Failed);
        var failed = new LedgerEvent(
            EventTypes.MailFailed,
            id,
            ("template", mail.Template),
            ("attempts", mail.Attempts),
            ("reason", reason)
        );
        return (next, effects.Event(failed));
    }

    private static (MailState Next, Effects Effects) End(MailState mail, MailStatus status) =>
        (mail with { Status = status, Letter = null, NextAt = null }, new Effects().WakeUp(WakeUpName, null));

    private static bool IsOutdated(MailState mail, DateTimeOffset now) =>
        MailTemplates.All.TryGetValue(mail.Template, out var template) && now - mail.QueuedAt > template.UsefulFor;
}
