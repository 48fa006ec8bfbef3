using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.Grains.Members;
using Binome.Grains.Pairs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Sessions;

/// <summary>Asks both sides by mail, once, how a held session was, each with a link that signs them in once and records nothing.</summary>
internal sealed partial class ReflectionMails(
    IGrainFactory grains,
    PersonAccounts accounts,
    IParticipantRows people,
    IReflectionRows reflections,
    IPersonalLinks links,
    ILogger<ReflectionMails> logger
)
{
    /// <summary>Done again after a crash, it queues nothing twice. Whoever has reflected already is not asked.</summary>
    public async Task Ask(string tenant, string pairId, PairState state, string sessionId)
    {
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        foreach (var person in found.Select(one => one.Row))
        {
            var other = found.FirstOrDefault(one => one.Row.Id != person.Id)?.Row;
            var id = ReflectionRow.IdOf(sessionId, person.Id);
            if (other is not null && await reflections.Find(tenant, pairId, id) is null)
                await Ask(tenant, pairId, sessionId, (person, other));
        }
    }

    private async Task Ask(
        string tenant,
        string pairId,
        string sessionId,
        (ParticipantRow Person, ParticipantRow Other) two
    )
    {
        if (await accounts.WithLink(tenant, two.Person) is not ({ } member, { } secret))
        {
            LogUnreached(pairId, two.Person.Id);
            return;
        }
        var page = $"/app/my-pairs/{pairId}/sessions/{sessionId}/reflection";
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["other"] = PersonAccounts.NameOf(two.Other),
            ["link"] = links.SignIn(secret, page),
        };
        var mail = new QueueMail(
            MailTemplates.ReflectionAsk,
            member.Language,
            member.Email,
            values.ToImmutableDictionary()
        );
        var id = Ids.Derived(Ids.Mail, Ids.CreatedAt(sessionId), pairId, two.Person.Id, sessionId, mail.Template);
        var taken = await new TenantGrains(grains, tenant).Inbox(two.Person.Id).Take(new TakeMessage(id, mail, page));
        if (taken.Failure is { } failure)
            throw new InvalidOperationException($"The mail that asks {two.Person.Id} was refused: {failure.Code}");
    }

    [LoggerMessage(LogLevel.Warning, "{Participant} can't be asked about a session of {Pair} by mail.")]
    private partial void LogUnreached(string pair, string participant);
}
