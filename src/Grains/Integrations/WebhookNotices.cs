using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Integrations;

/// <summary>Tells the owners by mail that an endpoint was switched off.</summary>
internal sealed partial class WebhookNotices(
    IMemberRows members,
    ICredentials credentials,
    IMailQueue mails,
    IPersonalLinks links,
    ILogger<WebhookNotices> logger
)
{
    private const int PagesMax = 20;

    /// <summary>Done again after a crash, it queues nothing twice: each mail has the id of what it tells.</summary>
    public async Task Tell(string tenant, string id, WebhookEndpointState endpoint)
    {
        var template =
            endpoint.DisabledReason is WebhookDisabledReason.Gone
                ? MailTemplates.WebhookGone
                : MailTemplates.WebhookExhausted;
        var organisation = (await credentials.Tenant(tenant))?.Name ?? "";
        foreach (var owner in await Owners(tenant))
        {
            var values = new Dictionary<string, string>
            {
                ["name"] = owner.Name,
                ["organisation"] = organisation,
                ["host"] = new Uri(endpoint.Url).Host,
                ["link"] = links.Page($"/app/webhooks/{id}"),
            };
            var mail = new QueueMail(template, owner.Language, owner.Email, values.ToImmutableDictionary());
            var mailId = Ids.Derived(Ids.Mail, endpoint.DisabledAt!.Value, id, owner.Id);
            if ((await mails.Queue(tenant, mail, mailId)).Failure is { } failure)
                LogRefused(id, owner.Id, failure.Code);
        }
    }

    private async Task<List<MemberRow>> Owners(string tenant)
    {
        var owners = new List<MemberRow>();
        string? after = null;
        for (var page = 0; page < PagesMax && owners.Count < WebhookLimits.OwnersToldMax; page++)
        {
            var slice = await members.List(
                tenant,
                new MemberFilter(MemberStatus.Active),
                new PageOf(Limits.PageMax, after)
            );
            foreach (var (member, _) in slice.Items)
                if (member.Roles.Any(held => held.Role is Role.Owner))
                    owners.Add(member);
            if (!slice.HasMore)
                break;
            after = slice.Items[^1].Row.Id;
        }
        return owners;
    }

    [LoggerMessage(LogLevel.Error, "The mail about {Endpoint} to {Member} was refused: {Code}")]
    private partial void LogRefused(string endpoint, string member, string code);
}
