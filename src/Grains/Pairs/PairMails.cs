using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Grains.Members;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Pairs;

/// <summary>Asks both sides by mail whether they want to be a pair, each with a link that signs them in once.</summary>
internal sealed partial class PairMails(
    IGrainFactory grains,
    PersonAccounts accounts,
    ICredentials credentials,
    IParticipantRows people,
    IProgrammeRows programmes,
    IPersonalLinks links,
    ILogger<PairMails> logger
)
{
    /// <summary>Done again after a crash, it queues nothing twice: each mail has the id of what it asks.</summary>
    public async Task Ask(string tenant, string pairId, PairState state)
    {
        var found = await people.Many(tenant, [state.MentorId, state.MenteeId]);
        var mentor = found.FirstOrDefault(person => person.Row.Id == state.MentorId)?.Row;
        var mentee = found.FirstOrDefault(person => person.Row.Id == state.MenteeId)?.Row;
        if (mentor is null || mentee is null)
            return;
        if (state.Acceptance!.MentorAt is null)
            await Ask(tenant, pairId, state, mentor, mentee);
        if (state.Acceptance.MenteeAt is null)
            await Ask(tenant, pairId, state, mentee, mentor);
    }

    private async Task Ask(string tenant, string pairId, PairState state, ParticipantRow person, ParticipantRow other)
    {
        if (await accounts.WithLink(tenant, person) is not ({ } member, { } secret))
        {
            LogUnreached(pairId, person.Id);
            return;
        }
        var asked = state.Acceptance!.DueAt - state.CreatedAt;
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["other"] = other.Profile.FullName(),
            ["organisation"] = (await credentials.Tenant(tenant))?.Name ?? "",
            ["programme"] = (await programmes.Find(tenant, state.ProgrammeId))?.Row.Settings.Name ?? "",
            ["days"] = Math.Round(asked.TotalDays).ToString(CultureInfo.InvariantCulture),
            ["link"] = links.SignIn(secret, $"/app/my-pairs/{pairId}"),
        };
        var template = person.Id == state.MentorId ? MailTemplates.AskMentor : MailTemplates.AskMentee;
        var mail = new QueueMail(template, member.Language, member.Email, values.ToImmutableDictionary());
        var id = Ids.Derived(Ids.Mail, state.CreatedAt, pairId, person.Id);
        var taken = await new TenantGrains(grains, tenant)
            .Inbox(person.Id)
            .Take(new TakeMessage(id, mail, $"/app/my-pairs/{pairId}"));
        if (taken.Failure is { } failure)
            throw new InvalidOperationException(
                $"The mail that asks {person.Id} about {pairId} was refused: {failure}"
            );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Participant} can't be asked about {Pair} by mail: their account is disabled or belongs to somebody else."
    )]
    private partial void LogUnreached(string pair, string participant);
}
