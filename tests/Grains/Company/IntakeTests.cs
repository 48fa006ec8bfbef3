using Binome.Contracts.Intake;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Asking people over real grains and storage: each mail once, also through a crash, and silence once they are done.</summary>
public sealed class IntakeTests
{
    [Fact]
    public async Task Begin_AsksEverybodyOnce_AndRemindsTwice()
    {
        await using var company = await CompanyPath.Launched(2, 2);
        await company.Grains.IntakeRound(CompanyPath.ProgrammeId).Begin();
        await company.Swept();
        var people = (await company.Get<IIntakeRows>().Counts(Tenant, CompanyPath.ProgrammeId))[IntakeStatus.Asked];
        people.ShouldBeGreaterThan(1);
        await company.Mailed(MailTemplates.AskIntake, people);

        foreach (var (days, reminders) in ((int, int)[])[(3, 1), (4, 2), (20, 2)])
        {
            company.Clock.Advance(TimeSpan.FromDays(days));
            await company.Swept();
            // Before time moves on: a mail that is under way for days is tried again.
            await company.Mailed(MailTemplates.RemindIntake, reminders * people);
        }

        await company.Mailed(MailTemplates.AskIntake, people);
        (await company.EventCounts())[EventTypes.IntakeReminded].ShouldBe(2 * people);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ask_WhenTheProcessDies_MailsOnce(int commitsBeforeTheCrash)
    {
        await using var company = await CompanyPath.Launched(2, 2);
        await Ask(company, "J0");
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Swept();

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).ToList()),
            letters => letters.Count > 0
        );
        sent.Select(letter => letter.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Enrol_WhileTheRoundIsOpen_AsksNewcomersOnce_AndRemindsThemAsTheOthers()
    {
        await using var company = await Asked();
        await company.Import(CompanyRows.Of(3, 4), "imp_2");

        (await Enrol(company)).ShouldBe(3);
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 4 + 3);
        (await Enrol(company, "J2", "S3")).ShouldBe(0);
        await company.Swept();
        company.Clock.Advance(TimeSpan.FromDays(3));
        await company.Swept();
        await company.Mailed(MailTemplates.RemindIntake, 4 + 3);
        company.Clock.Advance(TimeSpan.FromDays(4));
        await company.Swept();
        await company.Mailed(MailTemplates.RemindIntake, 2 * (4 + 3));

        company.Clock.Advance(TimeSpan.FromDays(30));
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 4 + 3);
        (await company.EventCounts())[EventTypes.IntakeAsked].ShouldBe(4 + 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Enrol_WhenTheProcessDiesBeforeNewcomersAreAsked_AsksThemOnce(int commitsBeforeTheCrash)
    {
        await using var company = await Asked();
        await company.Import(CompanyRows.Of(3, 3), "imp_2");
        (await Enrol(company, "J2", "S2")).ShouldBe(2);
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        company.Clock.Advance(TimeSpan.FromMilliseconds(2));
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Swept();

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).Where(IsToNewcomer).ToList()),
            letters => letters.Select(letter => letter.Mail.To).Distinct().Count() == 2
        );
        sent.Select(letter => letter.Id).Distinct().Count().ShouldBe(2);
        sent.ShouldAllBe(letter => letter.Mail.Template == MailTemplates.AskIntake);
        (await again.EventCounts())[EventTypes.IntakeAsked].ShouldBe(6);

        static bool IsToNewcomer(Letter letter) => letter.Mail.To is "j2@acme.example" or "s2@acme.example";
    }

    [Fact]
    public async Task Enrol_BeforeARoundWasBegun_AsksNobody()
    {
        await using var company = await CompanyPath.Launched(2, 2);
        // Reminding those who have not finished is no round.
        await company.Grains.IntakeRound(CompanyPath.ProgrammeId).Chase();
        await company.Import(CompanyRows.Of(3, 3), "imp_2");

        (await Enrol(company)).ShouldBe(2);
        await company.Swept();

        company.Mail.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Enrol_OfWhoHasBegun_HasLeft_OrEnrolsThemselves_AsksNobody()
    {
        await using var company = await Asked();
        await company.Import(CompanyRows.Of(4, 3), "imp_2");
        var ids = await company.Ids("J2", "J3", "S2");
        await company.Grains.Intake(ids["J2"]).Save(new(new IntakeChange(), [], CompanyPath.Operator));
        var themselves = new Enrol([new(ids["S2"], null)], null, EnrolmentOrigin.Volunteer, CompanyPath.Operator)
        {
            Themselves = true,
        };

        (await Enrol(company, "J2", "J3")).ShouldBe(2);
        await company.Grains.Participant(ids["J3"]).Leave(ifVersion: null);
        await company.Swept();
        (await company.Grains.Programme(CompanyPath.ProgrammeId).Enrol(themselves)).Value.Enrolled.ShouldBe(1);
        await company.Swept();

        await company.Mailed(MailTemplates.AskIntake, 4);
        (await company.EventCounts())[EventTypes.IntakeAsked].ShouldBe(4);
    }

    [Fact]
    public async Task Enrol_OfSomebody_WhenTheProgrammeClosesBefore_AsksNobody()
    {
        await using var company = await Asked();
        await company.Match();
        await company.AcceptAll();
        await company.Publish();
        await company.Swept();
        await company.Import(CompanyRows.Of(3, 2), "imp_2");
        var before = (await company.EventCounts())[EventTypes.IntakeAsked];

        (await Enrol(company, "J2")).ShouldBe(1);
        var closing = await company.Grains.Programme(CompanyPath.ProgrammeId).Close(CompanyPath.Operator);
        closing.Failure.ShouldBeNull();
        await company.Swept();

        (await company.EventCounts())[EventTypes.IntakeAsked].ShouldBe(before);
    }

    [Fact]
    public async Task Begin_GoesOnPastAChunkOfLeavers_AndComesBackForNewcomers()
    {
        await using var company = await CompanyPath.Launched(mentors: IntakeLimits.RoundChunkPeople + 4, mentees: 0);
        var rows = company.Get<IIntakeRows>();
        var first = await rows.OfProgramme(
            Tenant,
            CompanyPath.ProgrammeId,
            null,
            new(IntakeLimits.RoundChunkPeople, null)
        );
        foreach (var person in first.Items)
            await company.Grains.Participant(person.Row.Id).Leave(ifVersion: null);
        var round = company.Grains.IntakeRound(CompanyPath.ProgrammeId);

        await round.Begin();
        await company.Sweep();
        (await rows.Counts(Tenant, CompanyPath.ProgrammeId)).ShouldNotContainKey(IntakeStatus.Asked);
        // The round has passed the place of whoever comes now.
        company.Clock.Advance(TimeSpan.FromSeconds(1));
        await company.Import(CompanyRows.Of(0, 1), "imp_2");
        var newcomer = new EnrolOne((await company.Ids("S0"))["S0"], null);
        var enrol = new Enrol([newcomer], null, EnrolmentOrigin.Designated, CompanyPath.Operator) { Themselves = true };
        (await company.Grains.Programme(CompanyPath.ProgrammeId).Enrol(enrol)).Value.Enrolled.ShouldBe(1);
        await round.AskNewcomers();
        await company.Swept();

        (await rows.Counts(Tenant, CompanyPath.ProgrammeId))[IntakeStatus.Asked].ShouldBe(4 + 1);
    }

    [Fact]
    public async Task Complete_EndsTheReminders_AndMatchingReadsTheAnswers()
    {
        await using var company = await CompanyPath.Launched(2, 2);
        var id = await Ask(company, "J0");
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 1);
        var intake = company.Grains.Intake(id);
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, id);

        (await intake.Save(new(Answers(roles), [], CompanyPath.Operator))).Failure.ShouldBeNull();
        (await intake.Complete(CompanyPath.Operator)).Failure.ShouldBeNull();
        company.Clock.Advance(TimeSpan.FromDays(30));
        await company.Swept();

        company.Mail.Attempts.ShouldAllBe(letter => letter.Mail.Template == MailTemplates.AskIntake);
        var profile = (await company.Person("J0")).Profile;
        (profile.LearnerProfile, profile.CommunicationStyle).ShouldBe((LearnerProfile.Reflector, "supportive"));
        profile.SkillsOffered.ShouldContain(new SkillLevel("negotiation", 5));
    }

    [Fact]
    public async Task Chase_RemindsThoseWhoHaveNotFinished_ButNotAgainSoSoon()
    {
        await using var company = await CompanyPath.Launched(2, 2);
        var (asked, done) = (await Ask(company, "J0"), await Ask(company, "J1"));
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 2);
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, done);
        await company.Grains.Intake(done).Save(new(Answers(roles), [], CompanyPath.Operator));
        (await company.Grains.Intake(done).Complete(CompanyPath.Operator)).Failure.ShouldBeNull();
        var round = company.Grains.IntakeRound(CompanyPath.ProgrammeId);

        // The first mail was just now.
        await round.Chase();
        await company.Swept();
        company.Mail.Attempts.Count.ShouldBe(2);
        // After the reminders by the programme's own days nobody would hear of it any more.
        company.Clock.Advance(TimeSpan.FromDays(20));
        await company.Swept();
        await company.Mailed(MailTemplates.RemindIntake, 2);
        // Two mails a week at most, whoever asks for the third.
        company.Clock.Advance(MessageLimits.Week);
        await round.Chase();
        await company.Swept();
        await company.Mailed(MailTemplates.RemindIntake, 3);

        await round.Chase();
        await company.Swept();
        company.Mail.Attempts.Count.ShouldBe(5);
        company.Mail.Attempts.Last().Mail.Values["link"].ShouldContain("token=");
        (await company.Get<IIntakeRows>().Find(Tenant, asked))!.Row.NextMailAt.ShouldBeNull();
    }

    [Fact]
    public async Task Key_CantAnswerForAPerson()
    {
        await using var company = await CompanyPath.Launched(2, 2);
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

    /// <summary>A programme whose four people were asked.</summary>
    private static async Task<CompanyHost> Asked()
    {
        var company = await CompanyPath.Launched(2, 2);
        await company.Grains.IntakeRound(CompanyPath.ProgrammeId).Begin();
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 4);
        return company;
    }

    /// <summary>Enrols those named, or all who fit, and answers how many were not yet.</summary>
    private static async Task<int> Enrol(CompanyHost company, params string[] employees)
    {
        var ids = await company.Ids(employees);
        var filter = employees.Length == 0 ? new EnrolFilter(null, null, null, null, null) : null;
        ImmutableArray<EnrolOne> named = [.. employees.Select(employee => new EnrolOne(ids[employee], null))];
        var enrol = new Enrol(named, filter, EnrolmentOrigin.Designated, CompanyPath.Operator);
        return (await company.Grains.Programme(CompanyPath.ProgrammeId).Enrol(enrol)).Value.Enrolled;
    }

    private static async Task<string> Ask(CompanyHost company, string employee)
    {
        var id = (await company.Ids(employee))[employee];
        var roles = await company.Get<IIntakeRows>().Roles(Tenant, CompanyPath.ProgrammeId, id);
        var ask = new AskIntake(CompanyPath.ProgrammeId, roles, [3, 7]);
        (await company.Grains.Intake(id).Ask(ask)).Failure.ShouldBeNull();
        return id;
    }
}
