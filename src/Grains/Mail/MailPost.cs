using System.Text;
using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Mail;

/// <summary>Mails that are queued in the commit of what they tell of, so that neither comes without the other.</summary>
internal sealed partial class MailPost(
    IGrainFactory grains,
    IMailSeal seal,
    TenantClock clock,
    ILogger<MailPost> logger
)
{
    /// <summary>Queues letters with these effects, as one mail. One that can't be a mail is left out, and logged.</summary>
    /// <param name="id">Taken by no other mail; null takes a new one.</param>
    /// <returns>The mail's id, for <see cref="Send"/> once they are committed; null when there is nothing to send.</returns>
    public string? Queue(
        string tenant,
        IReadOnlyList<(string Id, QueueMail Mail)> letters,
        Effects effects,
        string? id = null
    )
    {
        var sent = letters.Where(letter => IsSendable(letter.Id, letter.Mail)).ToList();
        if (sent.Count == 0)
            return null;
        id ??= Ids.New(Ids.Mail, clock.Now(tenant));
        effects.Write(new GrainWrite(GrainKinds.Mail, id, ETag: null, Queued(tenant, sent)));
        return Sandbox.Is(tenant) ? null : id;
    }

    /// <summary>Begins to send it; should the process die before, its wake-up does.</summary>
    public Task Send(string tenant, string? mailId) =>
        mailId is null ? Task.CompletedTask : new TenantGrains(grains, tenant).Mail(mailId).Send();

    /// <summary>The state of a new mail, with its effects.</summary>
    public MailState Queued(string tenant, IReadOnlyList<(string Id, QueueMail Mail)> letters)
    {
        var now = clock.Now(tenant);
        if (Sandbox.Is(tenant))
            return Kept(tenant, letters, now);
        var waiting = letters.Select(letter => new WaitingLetter(
            letter.Id,
            letter.Mail.Template,
            Sealed(tenant, letter.Id, letter.Mail)
        ));
        var (mail, effects) = MailRules.Queued([.. waiting], now);
        return mail with { Pending = effects };
    }

    /// <summary>
    /// No mail leaves a sandbox: it is over as soon as it is taken, and lies where a test key can read it. There under an id that
    /// begins with the instant: many letters have ids that say of what instant they speak.
    /// </summary>
    private MailState Kept(string tenant, IReadOnlyList<(string Id, QueueMail Mail)> letters, DateTimeOffset now)
    {
        var effects = new Effects();
        foreach (var (id, mail) in letters)
        {
            var keptId = Ids.Derived(Ids.Mail, now, id);
            var letter = Sealed(tenant, keptId, mail);
            effects.Row(new SandboxMailRow(keptId, mail.Template, now, clock.Machine(), letter));
        }
        return new MailState
        {
            Status = MailStatus.Delivered,
            QueuedAt = now,
            Pending = effects,
        };
    }

    private string Sealed(string tenant, string id, QueueMail mail) =>
        seal.Seal(tenant, id, Encoding.UTF8.GetString(LedgerJson.Write(mail)));

    private bool IsSendable(string id, QueueMail mail)
    {
        if (mail.Refusal() is not { } refusal)
            return true;
        LogRefused(id, mail.Template, refusal.Code, refusal.Pointer);
        return false;
    }

    [LoggerMessage(LogLevel.Error, "Mail {Mail} ({Template}) was refused: {Code} at {Pointer}.")]
    private partial void LogRefused(string mail, string template, string code, string? pointer);
}
