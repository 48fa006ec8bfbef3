using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.Tenants;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Messages over real grains and storage: the third of a week comes with others, once, also through a crash.</summary>
public sealed class InboxTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Digest_OfWhatWasTooMuch_ComesOnce(int commitsBeforeTheCrash)
    {
        await using var company = await Peopled();
        var id = (await company.Ids("J0"))["J0"];
        for (var number = 0; number < 4; number++)
            (await company.Grains.Inbox(id).Take(Message(number))).Failure.ShouldBeNull();
        // The same message again says nothing new.
        (await company.Grains.Inbox(id).Take(Message(3))).Failure.ShouldBeNull();
        company.Clock.Advance(MessageLimits.Week);
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Sweep();

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).ToList()),
            letters => letters.Any(letter => letter.Mail.Template == MailTemplates.Digest)
        );
        var digests = sent.Where(letter => letter.Mail.Template == MailTemplates.Digest).ToList();
        digests.Select(letter => letter.Id).Distinct().ShouldHaveSingleItem();
        digests[0]
            .Mail.Values.Keys.Where(name => name.StartsWith("item_", StringComparison.Ordinal))
            .Count()
            .ShouldBe(2);
        digests[0].Mail.UnsubscribeLink!.ShouldEndWith(MessageKinds.Everything);
        var inbox = await again.Get<IMessageRows>().List(Tenant, id, new PageOf(10, null));
        inbox.Items.Length.ShouldBe(4);
    }

    [Fact]
    public async Task MarkRead_IsForTheOwnMessages()
    {
        await using var company = await Peopled();
        var ids = await company.Ids("J0", "S0");
        await company.Grains.Inbox(ids["J0"]).Take(Message(1));
        var rows = company.Get<IMessageRows>();
        var message = (await rows.List(Tenant, ids["J0"], new PageOf(10, null))).Items.Single().Row.Id;

        await company.Grains.Inbox(ids["S0"]).MarkRead([message]);
        (await rows.Many(Tenant, ids["J0"], [message])).Single().ReadAt.ShouldBeNull();
        await company.Grains.Inbox(ids["J0"]).MarkRead([message]);

        (await rows.Many(Tenant, ids["J0"], [message])).Single().ReadAt.ShouldNotBeNull();
    }

    private static async Task<CompanyHost> Peopled()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(1, 1));
        return company;
    }

    private static TakeMessage Message(int number)
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = "Zoé",
            ["other"] = "Anne",
            ["link"] = "http://localhost/app",
        };
        var mail = new QueueMail(MailTemplates.SessionDue, "fr", "j0@acme.example", values.ToImmutableDictionary());
        var id = Contracts.Ids.Derived(Contracts.Ids.Mail, Moments.Start, $"message {number}");
        return new TakeMessage(id, mail, "/app/my-pairs");
    }
}
