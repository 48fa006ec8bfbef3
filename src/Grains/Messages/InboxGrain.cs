using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Grains.Mail;

namespace Binome.Grains.Messages;

internal sealed class InboxGrain(
    [PersistentState(GrainKinds.Inbox, GrainKinds.Storage)] IPersistentState<InboxState> inbox,
    IMessageRows messages,
    IPersonalLinks links,
    Notices notices,
    Recipients recipients,
    MailPost post,
    TenantClock clock
) : Grain, IInboxGrain, IIncomingGrainCallFilter
{
    private const string Page = "/app/messages";

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    /// <summary>Messages are put here in the commits of others too, so each call begins with what is stored.</summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await inbox.ReadStateAsync();
        await context.Invoke();
    }

    public async Task<Outcome<bool>> Take(TakeMessage command)
    {
        if (command.Mail.Refusal() is { } refusal)
            return refusal;
        var (tenant, id) = Key;
        if (await notices.Take(tenant, id, inbox.State, command) is not { } step)
            return true;
        var letters = step.MailsNow ? [(command.Id, notices.Letter(tenant, id, command.Mail))] : NoLetters;
        await Commit(step, letters);
        return true;
    }

    public async Task<Outcome<PreferencesRow>> Choose(ImmutableSortedDictionary<string, MessageDelivery> deliveries)
    {
        if (InboxRules.Refusal(deliveries) is { } refusal)
            return refusal;
        var step = InboxRules.Choose(Key.Id, inbox.State, deliveries);
        await inbox.Commit(step.State, step.Effects);
        return new PreferencesRow(Key.Id, inbox.State.Deliveries);
    }

    public async Task MarkRead(ImmutableArray<string> ids)
    {
        var (tenant, id) = Key;
        var now = clock.Now(tenant);
        var effects = new Effects();
        foreach (var row in await messages.Many(tenant, id, [.. ids.Take(Limits.PageMax)]))
            if (row.ReadAt is null)
                effects.Row(row with { ReadAt = now });
        if (effects.Rows.Count > 0)
            await inbox.Commit(inbox.State with { }, effects);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != InboxRules.DigestDue || inbox.State.DigestAt != dueAt)
            return;
        var (tenant, id) = Key;
        var now = clock.Now(tenant);
        var person = await recipients.Find(tenant, id);
        var earliest = InboxRules.Earliest(inbox.State, person, now);
        if (earliest > now)
        {
            await Commit(InboxRules.Postponed(inbox.State, earliest), NoLetters);
            return;
        }
        var letters = Digest(dueAt, person) is { } digest ? [digest] : NoLetters;
        await Commit(InboxRules.Digested(inbox.State, letters.Length > 0, now), letters);
    }

    private static ImmutableArray<(string, QueueMail)> NoLetters => [];

    private (string, QueueMail)? Digest(DateTimeOffset dueAt, Recipient to)
    {
        if (to is not { Name: { } name, Email: { } email } || inbox.State.Held.IsEmpty)
            return null;
        var (tenant, id) = Key;
        var values = InboxRules.Digest(inbox.State).Add("name", name).Add("link", links.Page(Page));
        var mail = new QueueMail(MailTemplates.Digest, to.Language, email, values)
        {
            UnsubscribeLink = links.Unsubscribe(tenant, id, MessageKinds.Everything),
        };
        return (Ids.Derived(Ids.Mail, dueAt, id, MailTemplates.Digest), mail);
    }

    private async Task Commit(InboxStep step, ImmutableArray<(string, QueueMail)> letters)
    {
        var mail = post.Queue(Key.Tenant, letters, step.Effects);
        await inbox.Commit(step.State, step.Effects);
        await post.Send(Key.Tenant, mail);
    }
}
