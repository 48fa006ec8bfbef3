using Binome.Contracts.Intake;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Contracts.Tenants;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Asking people over real grains and storage: each mail once, also through a crash, and silence once they are done.</summary>
public sealed class IntakeTests
{
    [Fact]
    public async Task Begin_AsksEverybodyOnce_AndRemindsTwice()
    {
        await using var company = await Launched();
        await company.Grains.IntakeRound(CompanyPath.ProgrammeId).Begin();
        await Swept(company);
        var people = (await company.Get<IIntakeRows>().Counts(Tenant, CompanyPath.ProgrammeId))[IntakeStatus.Asked];
        people.ShouldBeGreaterThan(1);
        await Mailed(company, MailTemplates.AskIntake, people);

        foreach (var (days, reminders) in ((int, int)[])[(3, 1), (4, 2), (20, 2)])
        {
            company.Clock.Advance(TimeSpan.FromDays(days));
            await Swept(company);
            // Before time moves on: a mail that is under way for days is tried again.
            await Mailed(company, MailTemplates.RemindIntake, reminders * people);
        }

        await Mailed(company, MailTemplates.AskIntake, people);
        (await company.EventCounts())[EventTypes.IntakeReminded].ShouldBe(2 * people);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ask_WhenTheProcessDies_MailsOnce(int commitsBeforeTheCrash)
    {
        await using var company = await Launched();
        await Ask(company, "J0");
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await Swept(again);

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).ToList()),
            letters => letters.Count > 0
        );
        sent.Select(letter => letter.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Complete_EndsTheReminders_AndMatchingReadsTheAnswers()
    {
        await using var company = await Launched();
        var id = await Ask(company, "J0");
        await Swept(company);
        await Mailed(company, MailTemplates.AskIntake, 1);
        var intake = company.Grains.Intake(id);
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, id);

        (await intake.Save(new(Answers(roles), [], CompanyPath.Operator))).Failure.ShouldBeNull();
        (await intake.Complete(CompanyPath.Operator)).Failure.ShouldBeNull();
        company.Clock.Advance(TimeSpan.FromDays(30));
        await Swept(company);

        company.Mail.Attempts.ShouldAllBe(letter => letter.Mail.Template == MailTemplates.AskIntake);
        var profile = (await company.Person("J0")).Profile;
        (profile.LearnerProfile, profile.CommunicationStyle).ShouldBe((LearnerProfile.Reflector, "supportive"));
        profile.SkillsOffered.ShouldContain(new SkillLevel("negotiation", 5));
    }

    [Fact]
    public async Task Chase_RemindsThoseWhoHaveNotFinished_ButNotAgainSoSoon()
    {
        await using var company = await Launched();
        var (asked, done) = (await Ask(company, "J0"), await Ask(company, "J1"));
        await Swept(company);
        await Mailed(company, MailTemplates.AskIntake, 2);
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, done);
        await company.Grains.Intake(done).Save(new(Answers(roles), [], CompanyPath.Operator));
        (await company.Grains.Intake(done).Complete(CompanyPath.Operator)).Failure.ShouldBeNull();
        var round = company.Grains.IntakeRound(CompanyPath.ProgrammeId);

        // The first mail was just now.
        await round.Chase();
        await Swept(company);
        company.Mail.Attempts.Count.ShouldBe(2);
        // After the reminders by the programme's own days nobody would hear of it any more.
        company.Clock.Advance(TimeSpan.FromDays(20));
        await Swept(company);
        await Mailed(company, MailTemplates.RemindIntake, 2);
        // Two mails a week at most, whoever asks for the third.
        company.Clock.Advance(MessageLimits.Week);
        await round.Chase();
        await Swept(company);
        await Mailed(company, MailTemplates.RemindIntake, 3);

        await round.Chase();
        await Swept(company);
        company.Mail.Attempts.Count.ShouldBe(5);
        company.Mail.Attempts.Last().Mail.Values["link"].ShouldContain("token=");
        (await company.Get<IIntakeRows>().Find(Tenant, asked))!.Row.NextMailAt.ShouldBeNull();
    }

    [Fact]
    public async Task Key_CantAnswerForAPerson()
    {
        await using var company = await Launched();
        var id = await Ask(company, "J0");
        var key = new Actor("req_2", "key_1", Member: null);

        (await company.Grains.Intake(id).Save(new(new IntakeChange(), [], key))).Failure!.Code.ShouldBe(
            FailureCodes.PersonRequired
        );
        (await company.Grains.Intake(id).Complete(key)).Failure!.Code.ShouldBe(FailureCodes.PersonRequired);
    }

    private static IntakeChange Answers(ImmutableArray<PairRole> roles) =>
        new()
        {
            Screening = IntakeQuestions
                .Screening(roles)
                .ToImmutableSortedDictionary(code => code, _ => ScreeningAnswer.Yes),
            Statements = IntakeQuestions.Statements.ToImmutableSortedDictionary(
                statement => statement.Code,
                statement => statement.Profile == LearnerProfile.Reflector ? 5 : 2
            ),
            SkillsOffered = (ImmutableArray<SkillLevel>?)[new("negotiation", 5)],
            SkillsWanted = (ImmutableArray<SkillLevel>?)[new("ai", 2)],
            Intentions = (ImmutableArray<string>?)["advance"],
            CommunicationStyle = "supportive",
            Availability = (ImmutableArray<string>?)["mon-am"],
        };

    private static async Task<CompanyHost> Launched()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(2, 2));
        (await company.Launch()).Enrolled.ShouldBeGreaterThan(0);
        return company;
    }

    private static async Task<string> Ask(CompanyHost company, string employee)
    {
        var id = (await company.Ids(employee))[employee];
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, id);
        var ask = new AskIntake(CompanyPath.ProgrammeId, roles, [3, 7]);
        (await company.Grains.Intake(id).Ask(ask)).Failure.ShouldBeNull();
        return id;
    }

    /// <summary>Until nothing is due: a round sets the wake-ups of those it asks.</summary>
    private static async Task Swept(CompanyHost company)
    {
        while (await company.Sweep() > 0)
            company.Clock.Advance(TimeSpan.FromMilliseconds(2));
    }

    private static async Task Mailed(CompanyHost company, string template, int count)
    {
        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Where(letter => letter.Mail.Template == template).ToList()),
            letters => letters.Count >= count
        );
        sent.Select(letter => letter.Id).Distinct().Count().ShouldBe(count);
    }
}
