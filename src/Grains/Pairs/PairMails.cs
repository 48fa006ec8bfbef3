using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Pairs;

/// <summary>Asks both sides by mail whether they want to be a pair, each with a link that signs them in once.</summary>
internal sealed partial class PairMails(
    IGrainFactory grains,
    ICredentials credentials,
    IParticipantRows people,
    IMemberRows members,
    IProgrammeRows programmes,
    IMailQueue mails,
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
        if (await MemberOf(tenant, person) is not { } member)
        {
            LogUnreached(pairId, person.Id);
            return;
        }
        var house = new TenantGrains(grains, tenant);
        var made = await house.Member(member.Id).MakeLink(new MakeLink(LinkKind.Invitation, BrowserHash: null));
        if (made.Failure is not null)
        {
            LogUnreached(pairId, person.Id);
            return;
        }
        var asked = state.Acceptance!.DueAt - state.CreatedAt;
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["other"] = NameOf(other),
            ["organisation"] = (await credentials.Tenant(tenant))?.Name ?? "",
            ["programme"] = (await programmes.Find(tenant, state.ProgrammeId))?.Row.Settings.Name ?? "",
            ["days"] = Math.Round(asked.TotalDays).ToString(CultureInfo.InvariantCulture),
            ["link"] = links.SignIn(made.Value.Secret, $"/app/my-pairs/{pairId}"),
        };
        var template = person.Id == state.MentorId ? MailTemplates.AskMentor : MailTemplates.AskMentee;
        var mail = new QueueMail(template, member.Language, member.Email, values.ToImmutableDictionary());
        var queued = await mails.Queue(tenant, mail, Ids.Derived(Ids.Mail, state.CreatedAt, pairId, person.Id));
        if (queued.Failure is { } failure)
            throw new InvalidOperationException(
                $"The mail that asks {person.Id} about {pairId} was refused: {failure}"
            );
    }

    /// <summary>The member who this person is: known already, known by the same address, or made now.</summary>
    private async Task<MemberRow?> MemberOf(string tenant, ParticipantRow person)
    {
        var one = new PageOf(1, null);
        var linked = await members.List(tenant, new MemberFilter(ParticipantId: person.Id), one);
        if (!linked.Items.IsEmpty)
            return linked.Items[0].Row;
        var house = new TenantGrains(grains, tenant);
        var known = await members.List(tenant, new MemberFilter(Email: person.Profile.Email), one);
        if (!known.Items.IsEmpty)
            return (await house.Member(known.Items[0].Row.Id).LinkParticipant(person.Id)) is { Failure: null } saved
                ? saved.Value.Member
                : null;
        var command = new InviteMember(
            person.Profile.Email,
            NameOf(person),
            person.Profile.Language == "fr" ? "fr" : "en",
            [HeldRole.Of(Role.Participant)],
            person.Id
        );
        // The same member for the same person, whoever invites and however often.
        var id = Ids.Derived(Ids.Member, person.CreatedAt, tenant, person.Id);
        var invited = await house.Member(id).Invite(command);
        return invited.Failure is null ? invited.Value.Member : null;
    }

    private static string NameOf(ParticipantRow person) => $"{person.Profile.FirstName} {person.Profile.LastName}";

    [LoggerMessage(
        LogLevel.Warning,
        "{Participant} can't be asked about {Pair} by mail: their account is disabled or belongs to somebody else."
    )]
    private partial void LogUnreached(string pair, string participant);
}
