using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Grains.Mail;

namespace Binome.Grains.Messages;

/// <summary>A message, and the person it is for.</summary>
internal sealed record Notice(string ParticipantId, TakeMessage Message);

/// <summary>
/// What is said to people, written in the commit of what it tells of: the message in each inbox, and one mail with a letter
/// for everybody whom it reaches at once. So nothing is told twice or not at all, and nobody's inbox is woken for it.
/// </summary>
internal sealed class Notices(
    ILedgerStates states,
    Recipients recipients,
    IPersonalLinks links,
    MailPost post,
    TenantClock clock
)
{
    /// <summary>Adds them to the effects of another grain; at most one to each person.</summary>
    /// <returns>The mail's id, for <see cref="MailPost.Send"/> once they are committed.</returns>
    public async Task<string?> Write(string tenant, IReadOnlyList<Notice> notices, Effects effects)
    {
        var stored = await states.Many<InboxState>(
            tenant,
            GrainKinds.Inbox,
            [.. notices.Select(notice => notice.ParticipantId)]
        );
        var letters = new List<(string, QueueMail)>(notices.Count);
        foreach (var (person, message) in notices)
        {
            var inbox = stored.FirstOrDefault(one => one.Id == person);
            if (await Take(tenant, person, inbox?.State ?? new InboxState(), message) is not { } step)
                continue;
            var next = step.State with { Pending = step.Effects };
            effects.Write(new GrainWrite(GrainKinds.Inbox, person, inbox?.ETag, next));
            if (step.MailsNow)
                letters.Add((message.Id, Letter(tenant, person, message.Mail)));
        }
        return post.Queue(tenant, letters, effects);
    }

    /// <summary>Null when it was taken before, or when nothing is said to that person any more.</summary>
    public async Task<InboxStep?> Take(string tenant, string participantId, InboxState inbox, TakeMessage message)
    {
        if (inbox.TakenLast.Contains(message.Id))
            return null;
        var person = await recipients.Find(tenant, participantId);
        return person.HasLeft ? null : InboxRules.Take(participantId, inbox, message, person, clock.Now(tenant));
    }

    /// <summary>With the link that ends mails of its kind, if it can be ended.</summary>
    public QueueMail Letter(string tenant, string participantId, QueueMail mail)
    {
        var kind = MessageKinds.Of(mail.Template);
        return kind.Essential
            ? mail
            : mail with
            {
                UnsubscribeLink = links.Unsubscribe(tenant, participantId, kind.Code),
            };
    }
}
