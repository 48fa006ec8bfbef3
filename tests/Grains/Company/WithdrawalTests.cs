using Binome.Contracts.Intake;
using Binome.Contracts.Mail;
using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>People are taken out of a programme: matched, asked and invited no more, and back when they are enrolled again.</summary>
public sealed class WithdrawalTests
{
    [Fact]
    public async Task Withdraw_TakesThemOutOfTheProgramme_Once()
    {
        await using var company = await CompanyPath.Launched(mentors: 2, mentees: 2);
        var enrolment = await Enrolment(company, "J0");

        var withdrawn = await Withdraw(company, enrolment.Id);
        var again = await Withdraw(company, enrolment.Id);

        withdrawn.Value.ShouldBe(enrolment with { WithdrawnAt = company.Clock.GetUtcNow() });
        again.Value.ShouldBe(withdrawn.Value);
        (await People(company)).ShouldBe((1, 2));
        (await company.EventCounts())[EventTypes.ProgrammeEnrolmentWithdrawn].ShouldBe(1);
        var run = await company.Match();
        run.Totals.ShouldBe(new MatchingTotals(1, 2, 1, 0, 1, Pending: 1, Accepted: 0, Rejected: 0, Published: 0));
    }

    [Fact]
    public async Task Enrol_OfSomebodyWhoWasWithdrawn_TakesThemBack()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        var enrolment = await Enrolment(company, "J0");
        await Withdraw(company, enrolment.Id);
        company.Clock.Advance(TimeSpan.FromDays(1));
        var filter = new EnrolFilter(null, null, null, null, null);
        var everybody = new Enrol([], filter, EnrolmentOrigin.Volunteer, CompanyPath.Operator);

        (await Programme(company).Enrol(everybody)).Value.ShouldBe(new EnrolmentResult(1, 1));

        var back = await Enrolment(company, "J0");
        (back.Id, back.WithdrawnAt, back.CreatedAt, back.Origin).ShouldBe(
            (enrolment.Id, null, company.Clock.GetUtcNow(), EnrolmentOrigin.Volunteer)
        );
        (await People(company)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Withdraw_WhileAPairOfTheirsGoesOn_IsRefused_AndNotAfterItsEnd()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await company.Match();
        await company.AcceptAll();
        await company.Publish();
        var pair = (await company.Pairs()).Single();
        var mentor = (await Enrolment(company, "J0")).Id;

        var refused = await Withdraw(company, mentor);
        refused.Failure?.Code.ShouldBe(FailureCodes.EnrolmentInPair);
        refused.Failure?.Arguments.ShouldBe([pair.Id]);
        (await People(company)).ShouldBe((1, 1));
        (await company.Move(pair, PairStep.Separate)).Succeeded.ShouldBeTrue();

        (await Withdraw(company, mentor)).Failure.ShouldBeNull();
        (await People(company)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Withdraw_OfWhatIsNotThere_OrInAProgrammeThatCloses_IsRefused()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await company.Match();
        await company.AcceptAll();
        await company.Publish();
        var mentor = (await Enrolment(company, "J0")).Id;
        (await Programme(company).Close(CompanyPath.Operator)).Failure.ShouldBeNull();

        (await Withdraw(company, "enr_none")).Failure?.Code.ShouldBe(FailureCodes.NotFound);
        (await Withdraw(company, mentor)).Failure?.Code.ShouldBe(FailureCodes.ProgrammePhase);
    }

    [Fact]
    public async Task Publish_OfSomebodyWhoWasWithdrawnSince_IsRefused()
    {
        await using var company = await CompanyPath.Launched(mentors: 2, mentees: 2);
        await company.Match();
        await company.AcceptAll();
        await Withdraw(company, (await Enrolment(company, "S1")).Id);

        var publication = await company.Publish();

        (publication.Opened, publication.Refused).ShouldBe((1, 1));
        (await company.Proposals())
            .Single(proposal => proposal.PairId is null)
            .RefusalCode.ShouldBe(FailureCodes.PairNotEnrolled);
        (await company.IsFull("S1", PairRole.Mentee)).ShouldBeFalse();
    }

    [Fact]
    public async Task Withdraw_TakesTheInvitationToAWorkshopBack_Once()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Plan(company, "wsp_1", null);
        await company.Swept();
        await company.Mailed(MailTemplates.WorkshopPlanned, 2);

        await Withdraw(company, (await Enrolment(company, "J0")).Id);
        company.Clock.Advance(Limits.WorkshopLookEvery);
        await company.Swept();
        await company.Mailed(MailTemplates.WorkshopWithdrawn, 1);
        var cancel = CompanyPath.Operator with { CommandId = "req_cancel" };
        (await company.Grains.Workshop("wsp_1").Cancel(cancel)).Failure.ShouldBeNull();
        await company.Swept();

        await company.Mailed(MailTemplates.WorkshopCancelled, 1);
        company
            .Mail.Attempts.Where(letter => letter.Mail.To == "j0@acme.example")
            .Select(letter => letter.Mail.Template)
            .ShouldBe([MailTemplates.WorkshopPlanned, MailTemplates.WorkshopWithdrawn]);
    }

    [Fact]
    public async Task Cancel_OfAWorkshop_ReachesWhoeverWasWithdrawnBeforeTheyHeard()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Plan(company, "wsp_1", null);
        await company.Swept();
        await company.Mailed(MailTemplates.WorkshopPlanned, 2);

        await Withdraw(company, (await Enrolment(company, "J0")).Id);
        var cancel = CompanyPath.Operator with { CommandId = "req_cancel" };
        (await company.Grains.Workshop("wsp_1").Cancel(cancel)).Failure.ShouldBeNull();
        await company.Swept();

        await company.Mailed(MailTemplates.WorkshopCancelled, 2);
    }

    [Fact]
    public async Task Withdraw_InOneRole_TakesBackWhatIsForThatRoleAlone()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        var mentor = await Enrolment(company, "J0");
        var too = new EnrolOne(mentor.ParticipantId, PairRole.Mentee);
        (
            await Programme(company).Enrol(new([too], null, EnrolmentOrigin.Designated, CompanyPath.Operator))
        ).Value.Enrolled.ShouldBe(1);
        await Plan(company, "wsp_mentors", PairRole.Mentor);
        await Plan(company, "wsp_all", null);
        await company.Swept();
        await company.Mailed(MailTemplates.WorkshopPlanned, 1 + 2);

        await Withdraw(company, mentor.Id);
        company.Clock.Advance(Limits.WorkshopLookEvery);
        await company.Swept();

        await company.Mailed(MailTemplates.WorkshopWithdrawn, 1);
        company.Mail.Attempts.Last().Mail.Values["workshop"].ShouldBe("wsp_mentors");
    }

    [Fact]
    public async Task Withdraw_EndsTheRemindersOfTheIntake()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await company.Grains.IntakeRound(CompanyPath.ProgrammeId).Begin();
        await company.Swept();
        await company.Mailed(MailTemplates.AskIntake, 2);

        await Withdraw(company, (await Enrolment(company, "J0")).Id);
        company.Clock.Advance(TimeSpan.FromDays(3));
        await company.Swept();

        await company.Mailed(MailTemplates.RemindIntake, 1);
        company.Mail.Attempts.Last().Mail.To.ShouldBe("s0@acme.example");
        (await company.Get<IIntakeRows>().Counts(Tenant, CompanyPath.ProgrammeId)).Values.Sum().ShouldBe(1);
    }

    private static IProgrammeGrain Programme(CompanyHost company) => company.Grains.Programme(CompanyPath.ProgrammeId);

    private static Task<Outcome<EnrolmentRow>> Withdraw(CompanyHost company, string enrolment) =>
        Programme(company).Withdraw(enrolment, CompanyPath.Operator);

    private static async Task Plan(CompanyHost company, string workshop, PairRole? role)
    {
        var words = new WorkshopWords("Before you begin", "What to bring.");
        var details = new WorkshopDetails(role, words, words, Moments.Start.AddDays(20), 60, "Salle 3");
        var plan = new SaveWorkshop(CompanyPath.ProgrammeId, details, IfVersion: null, CompanyPath.Operator);
        (await company.Grains.Workshop(workshop).Save(plan)).Failure.ShouldBeNull();
    }

    private static async Task<EnrolmentRow> Enrolment(CompanyHost company, string employeeId)
    {
        var id = (await company.Ids(employeeId))[employeeId];
        var all = await company.Get<IProgrammeRows>().AllEnrolments(Tenant, CompanyPath.ProgrammeId);
        return all.Single(row => row.ParticipantId == id);
    }

    private static async Task<(int Mentors, int Mentees)> People(CompanyHost company)
    {
        var row = (await company.Get<IProgrammeRows>().Find(Tenant, CompanyPath.ProgrammeId))!.Row;
        var all = await company.Get<IProgrammeRows>().AllEnrolments(Tenant, CompanyPath.ProgrammeId);
        all.Count(one => one.Role == PairRole.Mentor).ShouldBe(row.Mentors);
        all.Length.ShouldBe(row.Mentors + row.Mentees);
        return (row.Mentors, row.Mentees);
    }
}
