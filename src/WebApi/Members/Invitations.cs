using System.Globalization;
using Binome.Contracts.Ledger;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Members;

/// <summary>Invites people and mails them their link, the same for pages and for the API.</summary>
internal sealed class Invitations(
    ICredentials credentials,
    IParticipantRows participants,
    IMemberRows members,
    IMailQueue mails,
    PublicAddress address
)
{
    private const int AtOnce = 8;

    /// <summary>Makes the member and mails the link.</summary>
    /// <returns>Fails as <see cref="IMemberGrain.Invite"/> does.</returns>
    public Task<Outcome<SavedMember>> Invite(Caller caller, InviteMember command) =>
        Invite(caller, caller.NewId(Ids.Member), command);

    private async Task<Outcome<SavedMember>> Invite(Caller caller, string id, InviteMember command)
    {
        var invited = await caller.Send(grains => grains.Member(id).Invite(command));
        if (invited.Failure is { } failure)
            return failure;
        return (await Mail(caller, invited.Value.Member)).Failure is { } refused ? refused : invited;
    }

    /// <summary>Mails a member a new link.</summary>
    /// <returns>Fails with <c>member.disabled</c> or <c>resource.not_found</c>.</returns>
    public async Task<Outcome<bool>> Resend(Caller caller, string id)
    {
        var found = await members.Find(caller.Tenant, id);
        return found is null ? Failure.Of(FailureCodes.NotFound, id) : await Mail(caller, found.Row);
    }

    /// <summary>
    /// Invites imported people as participants: those named, or the next hundred who fit a filter. Whoever is a member already
    /// is counted, not invited again.
    /// </summary>
    /// <param name="after">Where the call before ended; null begins.</param>
    public async Task<InvitedPeople> InvitePeople(
        Caller caller,
        ImmutableArray<string> named,
        ParticipantFilter? filter,
        string? after
    )
    {
        var slice = filter is null
            ? new Slice<ParticipantRow>(await participants.Many(caller.Tenant, named), HasMore: false)
            : await participants.List(caller.Tenant, filter, new PageOf(MemberLimits.InvitationsPerCallMax, after));
        var invited = 0;
        await Parallel.ForEachAsync(
            slice.Items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (item, _) =>
            {
                if (await InvitePerson(caller, item.Row))
                    Interlocked.Increment(ref invited);
            }
        );
        var next = slice.HasMore ? slice.Items[^1].Row.Id : null;
        return new InvitedPeople(invited, slice.Items.Length - invited, next);
    }

    private async Task<bool> InvitePerson(Caller caller, ParticipantRow person)
    {
        var profile = person.Profile;
        var command = new InviteMember(
            profile.Email,
            profile.FullName(),
            profile.Language == "fr" ? "fr" : "en",
            [HeldRole.Of(Role.Participant)],
            person.Id
        );
        // The same member for the same person, whoever invites and however often.
        var id = Ids.Derived(Ids.Member, person.CreatedAt, caller.Tenant, person.Id);
        if (await members.Find(caller.Tenant, id) is not null)
            return false;
        return (await Invite(caller, id, command)).Succeeded;
    }

    private async Task<Outcome<bool>> Mail(Caller caller, MemberRow member)
    {
        var made = await caller.Send(grains =>
            grains.Member(member.Id).MakeLink(new MakeLink(LinkKind.Invitation, BrowserHash: null))
        );
        if (made.Failure is { } failure)
            return failure;
        var tenant = await credentials.Tenant(caller.Tenant);
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["organisation"] = tenant!.Name,
            ["invited_by"] = caller.Member?.Row.Name ?? tenant.Name,
            ["link"] = SignInLinks.Address(address, made.Value.Secret),
            ["days"] = MemberLimits.InvitationLife.TotalDays.ToString(CultureInfo.InvariantCulture),
        };
        var mail = new QueueMail(
            MailTemplates.Invitation,
            member.Language,
            member.Email,
            values.ToImmutableDictionary(StringComparer.Ordinal)
        );
        var queued = await mails.Queue(caller.Tenant, mail);
        return queued.Failure is { } refused ? refused : true;
    }
}

/// <param name="Skipped">Those who are members already, or whose address or name can't be used.</param>
/// <param name="NextAfter">Where the next call goes on; null when nobody is left.</param>
internal sealed record InvitedPeople(int Invited, int Skipped, string? NextAfter);
