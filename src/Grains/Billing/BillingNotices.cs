using System.Globalization;
using Binome.Contracts.Billing;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.Grains.Billing;

/// <param name="Key">Each is told once.</param>
/// <param name="At">When access ends unless something is done.</param>
internal readonly record struct BillingNotice(string Key, string Template, DateTimeOffset At);

/// <summary>Writes to owners and to those who hold the billing role before anything is cut.</summary>
internal sealed class BillingNotices(IMemberRows members, ICredentials tenants, IMailQueue mails, IPersonalLinks links)
{
    private const string Page = "/app/billing";
    private const int MembersPerPage = 500;

    /// <summary>What there is to tell at this instant, told already or not.</summary>
    public static BillingNotice? Due(BillingState state, BillingTerms terms, DateTimeOffset now)
    {
        var allowed = Entitlements.Of(BillingRules.Row("", state), now, terms.Grace);
        if (allowed.EndsAt is not { } end)
            return null;
        var daysLeft = (int)Math.Ceiling((end - now).TotalDays);
        string Key(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}_{end:yyyyMMddHHmm}");
        return allowed.Banner switch
        {
            BillingBanner.TrialEnding => new BillingNotice(
                Key($"trial_{BillingLimits.TrialNoticeDays.Where(days => daysLeft <= days).Min()}"),
                MailTemplates.BillingTrialEnding,
                end
            ),
            BillingBanner.PaymentFailed when daysLeft <= BillingLimits.GraceNoticeDays => new BillingNotice(
                Key("grace"),
                MailTemplates.BillingGraceEnding,
                end
            ),
            BillingBanner.PaymentFailed => new BillingNotice(Key("failed"), MailTemplates.BillingPaymentFailed, end),
            _ => null,
        };
    }

    /// <returns>What has been told by now.</returns>
    public async Task<ImmutableArray<string>> Tell(
        string tenant,
        BillingState state,
        BillingTerms terms,
        DateTimeOffset now
    )
    {
        if (Due(state, terms, now) is not { } notice || state.Notices.Contains(notice.Key))
            return state.Notices;
        var organisation = (await tenants.Tenant(tenant))?.Name ?? "";
        foreach (var member in await People(tenant))
        {
            var values = new Dictionary<string, string>
            {
                ["name"] = member.Name,
                ["organisation"] = organisation,
                ["at"] = notice.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["link"] = links.Page(Page),
            };
            var mail = new QueueMail(
                notice.Template,
                member.Language,
                member.Email,
                values.ToImmutableDictionary(StringComparer.Ordinal)
            );
            // Derived from what it says: told again after a crash, it is one mail.
            await mails.Queue(tenant, mail, Ids.Derived(Ids.Mail, notice.At, tenant, notice.Key, member.Id));
        }
        return [.. state.Notices.TakeLast(BillingLimits.NoticesKeptMax - 1), notice.Key];
    }

    private async Task<List<MemberRow>> People(string tenant)
    {
        var people = new List<MemberRow>();
        string? after = null;
        while (true)
        {
            var some = await members.List(tenant, new MemberFilter(), new PageOf(MembersPerPage, after));
            people.AddRange(some.Items.Select(item => item.Row).Where(HearsOfBilling));
            if (!some.HasMore || people.Count >= BillingLimits.NoticePeopleMax)
                return [.. people.Take(BillingLimits.NoticePeopleMax)];
            after = some.Items[^1].Row.Id;
        }
    }

    private static bool HearsOfBilling(MemberRow member) =>
        member.Status != MemberStatus.Disabled && member.Roles.Any(held => held.Role is Role.Owner or Role.Billing);
}
