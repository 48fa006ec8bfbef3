using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Members;

/// <summary>Invites people and sends them the link, the same for pages and for the API.</summary>
internal sealed class Invitations(ICredentials credentials, IMailQueue mails, PublicAddress address)
{
    /// <summary>Makes the member and queues the mail.</summary>
    public async Task<Outcome<SavedMember>> Invite(Caller caller, InviteMember command)
    {
        var id = caller.NewId(Ids.Member);
        var invited = await caller.Send(grains => grains.Member(id).Invite(command));
        if (!invited.Succeeded)
            return invited;
        var sent = await Resend(caller, id);
        return sent.Failure is { } failure ? failure : invited;
    }

    /// <summary>Queues a mail with a new link.</summary>
    public async Task<Outcome<string>> Resend(Caller caller, string memberId)
    {
        var command = new MakeLink(LinkKind.Invitation, BrowserHash: null);
        var made = await caller.Send(grains => grains.Member(memberId).MakeLink(command));
        if (made.Failure is { } failure)
            return failure;
        var link = await credentials.FindLink(SecretFormat.Hash(made.Value.Secret));
        var member = made.Value.Member;
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["organisation"] = link?.Tenant.Name ?? "",
            ["invited_by"] = caller.Member?.Row.Name ?? "",
            ["link"] = SignInLinks.Address(address, made.Value.Secret),
            ["days"] = MemberLimits.InvitationLife.Days.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var mail = new QueueMail(
            MailTemplates.Invitation,
            member.Language,
            member.Email,
            values.ToImmutableDictionary()
        );
        return await mails.Queue(caller.Tenant, mail);
    }
}
