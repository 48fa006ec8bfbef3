using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Binome.Grains.Members;
using Binome.Grains.Messages;
using Binome.Grains.Pairs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Sessions;

/// <summary>Asks both sides by mail, once, how a held session was, each with a link that signs them in once and records nothing.</summary>
internal sealed partial class ReflectionMails(
    PersonAccounts accounts,
    IParticipantRows people,
    IReflectionRows reflections,
    IPersonalLinks links,
    Notices notices,
    ILogger<ReflectionMails> logger
)
{
    /// <summary>Asks with these effects. Whoever has reflected already is not asked.</summary>
    /// <returns>The mail to send once they are committed.</returns>
    public async Task<string?> Ask(string tenant, string pairId, PairState state, string sessionId, Effects effects)
    {
        var asked = new List<Notice>();
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        foreach (var person in found.Select(one => one.Row))
        {
            var other = found.FirstOrDefault(one => one.Row.Id != person.Id)?.Row;
            var id = ReflectionRow.IdOf(sessionId, person.Id);
            if (other is null || await reflections.Find(tenant, pairId, id) is not null)
                continue;
            if (await accounts.WithLink(tenant, person, effects) is ({ } member, { } secret))
                asked.Add(Asking((pairId, sessionId), (person, other), member, secret));
            else
                LogUnreached(pairId, person.Id);
        }
        return await notices.Write(tenant, asked, effects);
    }

    private Notice Asking(
        (string Pair, string Session) about,
        (ParticipantRow Person, ParticipantRow Other) two,
        MemberRow member,
        string secret
    )
    {
        var page = $"/app/my-pairs/{about.Pair}/sessions/{about.Session}/reflection";
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["other"] = two.Other.Profile.FullName(),
            ["link"] = links.SignIn(secret, page),
        };
        var mail = new QueueMail(
            MailTemplates.ReflectionAsk,
            member.Language,
            member.Email,
            values.ToImmutableDictionary()
        );
        var (person, at) = (two.Person.Id, Ids.CreatedAt(about.Session));
        var id = Ids.Derived(Ids.Mail, at, about.Pair, person, about.Session, mail.Template);
        return new Notice(person, new TakeMessage(id, mail, page));
    }

    [LoggerMessage(LogLevel.Warning, "{Participant} can't be asked about a session of {Pair} by mail.")]
    private partial void LogUnreached(string pair, string participant);
}
