using Binome.Contracts.Billing;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Billing;

/// <summary>Who hears of billing, what, and how often.</summary>
public sealed class NoticeTests
{
    private static readonly StartCheckout Click = new("monthly", null, "en", "https://back");

    [Fact]
    public async Task Trial_ThatEnds_IsToldSevenThreeAndOneDaysBefore_ToThoseWhoCanPay()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        await Invite(company, "owner", Role.Owner);
        await Invite(company, "billing", Role.Billing);
        await Invite(company, "manager", Role.ProgrammeManager);
        await company.Grains.Billing().Begin();
        var end = company.Clock.GetUtcNow() + FakeStripe.On.Trial;
        for (var daysLeft = 30; daysLeft > 0; daysLeft--)
        {
            // More than once a day: what was said stays said.
            await Look(company);
            await Look(company);
            company.Clock.Advance(TimeSpan.FromDays(1));
        }
        var told = await Told(company, MailTemplates.BillingTrialEnding, count: 6);
        told.Select(letter => ((end - letter.QueuedAt).Days, letter.Mail.To))
            .Order()
            .ShouldBe([
                (1, "billing@acme.example"),
                (1, "owner@acme.example"),
                (3, "billing@acme.example"),
                (3, "owner@acme.example"),
                (7, "billing@acme.example"),
                (7, "owner@acme.example"),
            ]);
    }

    [Fact]
    public async Task Payment_ThatFailed_IsToldAtOnce_AndBeforeTheCut()
    {
        await using var company = await CompanyHost.Start();
        company.Stripe.Terms = FakeStripe.On;
        await Invite(company, "owner", Role.Owner);
        (await company.Grains.BillingDesk().Checkout(Click)).Failure.ShouldBeNull();
        company.Stripe.Put(
            CompanyHost.Tenant,
            FakeStripe.Subscription("sub_1", BillingStatus.PastDue, 0, company.Clock.GetUtcNow())
        );
        await company.Grains.Billing().TakeEvent("evt_failed", "invoice.payment_failed");
        await Told(company, MailTemplates.BillingPaymentFailed, count: 1);
        var failedAt = company.Clock.GetUtcNow();
        for (var day = 0; day < FakeStripe.On.Grace.Days; day++)
        {
            await Look(company);
            company.Clock.Advance(TimeSpan.FromDays(1));
        }
        var ending = await Told(company, MailTemplates.BillingGraceEnding, count: 1);
        (ending[0].QueuedAt - failedAt).Days.ShouldBe(FakeStripe.On.Grace.Days - BillingLimits.GraceNoticeDays);
        (await Told(company, MailTemplates.BillingPaymentFailed, count: 1)).ShouldHaveSingleItem();
    }

    /// <summary>A reading is made and has ended.</summary>
    private static async Task Look(CompanyHost company)
    {
        var rows = company.Get<IBillingRows>();
        var version = (await rows.Find(CompanyHost.Tenant))!.Version;
        await company.Grains.Billing().ReadAgain();
        await CompanyHost.Eventually(async () => (await rows.Find(CompanyHost.Tenant))!.Version, now => now > version);
        await company.Sweep();
    }

    /// <summary>Letters of that kind, once there are so many at least; they are sent in turns of their own.</summary>
    private static Task<Letter[]> Told(CompanyHost company, string template, int count) =>
        CompanyHost.Eventually(
            () => Task.FromResult(company.Mail.Attempts.Where(letter => letter.Mail.Template == template).ToArray()),
            letters => letters.Length >= count
        );

    private static async Task Invite(CompanyHost company, string name, Role role)
    {
        var invite = new InviteMember($"{name}@acme.example", name, "fr", [HeldRole.Of(role)], null);
        (await company.Grains.Member($"mbr_{name}").Invite(invite)).Failure.ShouldBeNull();
    }
}
