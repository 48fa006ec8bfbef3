using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Messages;

internal sealed partial class InboxGrain(
    [PersistentState(GrainKinds.Inbox, GrainKinds.Storage)] IPersistentState<InboxState> inbox,
    IParticipantRows people,
    IMemberRows members,
    IMessageRows messages,
    IMailQueue mails,
    IPersonalLinks links,
    TenantClock clock,
    ILogger<InboxGrain> logger
) : Grain, IInboxGrain
{
    private const string Page = "/app/messages";
    private const string ZoneUsual = "Europe/Paris";

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<bool>> Take(TakeMessage command)
    {
        if (inbox.State.TakenLast.Contains(command.Id))
            return true;
        if (command.Mail.Refusal() is { } refusal)
            return refusal;
        var (tenant, id) = Key;
        var (person, _, _) = await ReadPerson();
        var step = InboxRules.Take(id, inbox.State, command, person, clock.Now(tenant));
        // Before the commit: repeated after a crash in between, the mail has the same id and is queued once.
        if (step.MailsNow)
        {
            var kind = MessageKinds.Of(command.Mail.Template);
            var link = kind.Essential ? null : links.Unsubscribe(tenant, id, kind.Code);
            var queued = await mails.Queue(tenant, command.Mail with { UnsubscribeLink = link }, command.Id);
            if (queued.Failure is { } failure)
                return failure;
        }
        await inbox.Commit(step.State, step.Effects);
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
        var now = clock.Now(Key.Tenant);
        var (person, address, language) = await ReadPerson();
        var earliest = InboxRules.Earliest(inbox.State, person, now);
        if (earliest > now)
        {
            await Commit(InboxRules.Postponed(inbox.State, earliest));
            return;
        }
        await Commit(InboxRules.Digested(inbox.State, await MailDigest(dueAt, address, language), now));
    }

    private async Task<bool> MailDigest(DateTimeOffset dueAt, (string Name, string Email)? to, string language)
    {
        if (to is not { } address || inbox.State.Held.IsEmpty)
            return false;
        var (tenant, id) = Key;
        var values = InboxRules.Digest(inbox.State).Add("name", address.Name).Add("link", links.Page(Page));
        var mail = new QueueMail(MailTemplates.Digest, language, address.Email, values)
        {
            UnsubscribeLink = links.Unsubscribe(tenant, id, MessageKinds.Everything),
        };
        var queued = await mails.Queue(tenant, mail, Ids.Derived(Ids.Mail, dueAt, id, MailTemplates.Digest));
        if (queued.Failure is { } failure)
            LogRefused(id, failure.Code);
        return queued.Succeeded;
    }

    private async Task<(Recipient Person, (string Name, string Email)? Address, string Language)> ReadPerson()
    {
        var (tenant, id) = Key;
        var profile = (await people.Find(tenant, id))?.Row.Profile;
        var known = await members.List(tenant, new MemberFilter(ParticipantId: id), new PageOf(1, null));
        var member = known.Items.IsEmpty ? null : known.Items[0].Row;
        var zone = member?.QuietHours?.TimeZone ?? profile?.TimeZone ?? ZoneUsual;
        var language = member?.Language ?? (profile?.Language == "fr" ? "fr" : "en");
        (string, string)? address = profile is null
            ? null
            : (member?.Name ?? $"{profile.FirstName} {profile.LastName}", profile.Email);
        return (new Recipient(member?.QuietHours, zone), address, language);
    }

    private async Task Commit(InboxStep step) => await inbox.Commit(step.State, step.Effects);

    [LoggerMessage(LogLevel.Error, "The digest for {Participant} was refused: {Code}")]
    private partial void LogRefused(string participant, string code);
}
