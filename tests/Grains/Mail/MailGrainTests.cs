using Binome.Contracts.Mail;
using Binome.Grains.Mail;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Mail;

public sealed class MailGrainTests
{
    private const string Id = "mail_1";

    [Fact]
    public async Task Queue_SendsAtOnce_AndWipesTheMail()
    {
        await using var company = await CompanyHost.Start();
        (await company.Grains.Mail(Id).Queue(MailSamples.SignIn)).Value.ShouldBe(Id);

        var delivered = await Mail(company, MailStatus.Delivered);
        delivered.Letters.ShouldBeEmpty();
        var letter = company.Mail.Attempts.ShouldHaveSingleItem();
        (letter.Id, letter.QueuedAt, letter.Mail.To).ShouldBe((Id, Moments.Start, MailSamples.SignIn.To));
        letter.Mail.Values["link_1"].ShouldBe(MailSamples.Link);
    }

    [Fact]
    public async Task Queue_WhenTheSameMailComesAgain_SendsItOnce()
    {
        await using var company = await CompanyHost.Start();
        await company.Grains.Mail(Id).Queue(MailSamples.SignIn);
        await Mail(company, MailStatus.Delivered);
        (await company.Grains.Mail(Id).Queue(MailSamples.SignIn)).Value.ShouldBe(Id);
        company.Mail.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Queue_WhenTheMailIsRefused_KeepsNothing()
    {
        await using var company = await CompanyHost.Start();
        var outcome = await company.Grains.Mail(Id).Queue(MailSamples.SignIn with { To = "nobody" });
        outcome.Failure!.Pointer.ShouldBe("/to");
        (await States(company)).ShouldBeEmpty();
    }

    [Fact]
    public async Task MailQueue_GivesEachMailItsOwnId()
    {
        await using var company = await CompanyHost.Start();
        var queue = company.Get<IMailQueue>();
        var first = (await queue.Queue(CompanyHost.Tenant, MailSamples.SignIn)).Value;
        var second = (await queue.Queue(CompanyHost.Tenant, MailSamples.SignIn)).Value;
        first.ShouldNotBe(second);
        Ids.Has(Ids.Mail, first).ShouldBeTrue();
        await CompanyHost.Eventually(() => Task.FromResult(company.Mail.Attempts.Count), count => count == 2);
    }

    [Fact]
    public async Task Mail_WhenTheServerDefersIt_IsTriedAgainOnSchedule()
    {
        await using var company = await CompanyHost.Start();
        company.Mail.Answer(MailDelivery.Deferred("smtp.451"), MailDelivery.Deferred("smtp.451"));
        await company.Grains.Mail(Id).Queue(MailSamples.SignIn);
        await Attempted(company, 1);

        company.Clock.Advance(MailLimits.Retries[0] - TimeSpan.FromMilliseconds(1));
        (await company.Sweep()).ShouldBe(0);
        company.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await company.Sweep()).ShouldBe(1);
        await Attempted(company, 2);
        company.Clock.Advance(MailLimits.Retries[1]);
        await company.Sweep();

        (await Mail(company, MailStatus.Delivered)).Attempts.ShouldBe(3);
        company.Mail.Attempts.Select(letter => (letter.Id, letter.QueuedAt)).Distinct().Count().ShouldBe(1);
        company.Clock.Advance(TimeSpan.FromDays(2));
        (await company.Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task Mail_WhenTheServerRefusesIt_IsGivenUpWithAnEvent()
    {
        await using var company = await CompanyHost.Start();
        company.Mail.Answer(MailDelivery.Refused("smtp.550"));
        await company.Grains.Mail(Id).Queue(MailSamples.SignIn);
        (await Mail(company, MailStatus.Failed)).Letters.ShouldBeEmpty();
        (await company.EventCounts())[EventTypes.MailFailed].ShouldBe(1);
        company.Mail.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Mail_WhenAnAttemptThrows_IsTriedAgain()
    {
        await using var company = await CompanyHost.Start();
        company.Mail.Problem = new IOException("disk");
        await company.Grains.Mail(Id).Queue(MailSamples.SignIn);
        await CompanyHost.Eventually(() => Task.FromResult(company.Mail.Attempts.Count), count => count == 1);

        company.Mail.Problem = null;
        company.Clock.Advance(MailLimits.AttemptTimeMax);
        (await company.Sweep()).ShouldBe(1);
        await Mail(company, MailStatus.Delivered);
    }

    [Fact]
    public async Task Mail_WhenTheProcessDiesAfterTakingIt_IsSentByTheNext()
    {
        await using var company = await CompanyHost.Start();
        // The mail is taken; how its attempt ended is not stored any more.
        company.Ledger.DieAfter(1);
        await company.Grains.Mail(Id).Queue(MailSamples.SignIn);
        await CompanyHost.Eventually(() => Task.FromResult(company.Ledger.Died), died => died);
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(MailLimits.AttemptTimeMax);
        (await again.Sweep()).ShouldBe(1);
        await Mail(again, MailStatus.Delivered);
        // At least once, and recognisable: the same id both times.
        (company.Mail.Attempts.Single().Id, again.Mail.Attempts.Single().Id).ShouldBe((Id, Id));
    }

    private static Task<MailState> Attempted(CompanyHost company, int attempts) =>
        CompanyHost.Eventually(
            async () => (await States(company)).Single(),
            mail => mail.Attempts == attempts && mail.NextAt != company.Clock.GetUtcNow() + MailLimits.AttemptTimeMax
        );

    private static Task<MailState> Mail(CompanyHost company, MailStatus status) =>
        CompanyHost.Eventually(async () => (await States(company)).Single(), mail => mail.Status == status);

    private static async Task<ImmutableArray<MailState>> States(CompanyHost company)
    {
        var stored = await company.Get<ILedgerStates>().Many<MailState>(CompanyHost.Tenant, GrainKinds.Mail, [Id]);
        return [.. stored.Select(state => state.State)];
    }
}
