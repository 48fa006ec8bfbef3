using Binome.Contracts.Mail;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Everybody whom a workshop is for hears of it once, also through a crash; so does who is enrolled later, and of every change.</summary>
public sealed class WorkshopMailTests
{
    private const string Workshop = "wsp_1";
    private static readonly DateTimeOffset StartsAt = Moments.Start.AddDays(20);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Save_TellsWhomItIsFor_Once(int commitsBeforeTheCrash)
    {
        await using var company = await CompanyPath.Launched(mentors: 2, mentees: 2);
        await Save(company, Details(PairRole.Mentor));
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Sweep();

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).ToList()),
            letters => letters.Select(letter => letter.Id).Distinct().Count() >= 2
        );
        sent.Select(letter => letter.Mail.To).Distinct().Order().ShouldBe(["j0@acme.example", "j1@acme.example"]);
        sent.Select(letter => letter.Id).Distinct().Count().ShouldBe(2);
        sent.ShouldAllBe(letter => letter.Mail.Values["sequence"] == "0" && letter.Mail.Values["place"] == "Salle 3");
    }

    [Fact]
    public async Task Change_AndCancel_TellThoseWhoWereTold_AndALateOneHearsAtTheNextLook()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Save(company, Details(null));
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 2);

        await company.Import(CompanyRows.Of(2, 1), "imp_2");
        var everybody = new Enrol(
            [],
            new EnrolFilter(null, null, null, null, null),
            EnrolmentOrigin.Designated,
            CompanyPath.Operator
        );
        (await company.Grains.Programme(CompanyPath.ProgrammeId).Enrol(everybody)).Value.Enrolled.ShouldBe(1);
        company.Clock.Advance(Limits.WorkshopLookEvery);
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 3);

        await Save(company, Details(null) with { Place = "Salle 4" });
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "1", 3);
        (await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator)).Failure.ShouldBeNull();
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopCancelled, "2", 3);

        company.Clock.Advance(TimeSpan.FromDays(30));
        await company.Sweep();
        company.Mail.Attempts.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Save_ForOneRoleAlone_TakesItBackFromTheOther_Once()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 2);
        await Save(company, Details(null));
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 3);

        await Save(company, Details(PairRole.Mentor) with { Place = "Salle 4" });
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "1", 1);
        await Told(company, MailTemplates.WorkshopWithdrawn, "1", 2);
        await Save(company, Details(PairRole.Mentor) with { Place = "Salle 5" });
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "2", 1);
        await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator);
        await LookedAgain(company);

        await Told(company, MailTemplates.WorkshopCancelled, "3", 1);
        company.Mail.Attempts.Count.ShouldBe(3 + 3 + 1 + 1);
    }

    [Fact]
    public async Task Cancel_ReachesWhoeverWasInvited_AlsoWhenTheRoleChangedBeforeTheyHeard()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Save(company, Details(null));
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 2);

        // Nobody hears of it in between.
        await Save(company, Details(PairRole.Mentor));
        await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator);
        await LookedAgain(company);

        await Told(company, MailTemplates.WorkshopCancelled, "2", 2);
        company.Mail.Attempts.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Save_ForTheRoleAgain_InvitesItAnew_AndACancelReachesIt()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        foreach (var role in (PairRole?[])[null, PairRole.Mentor, null])
        {
            await Save(company, Details(role) with { Place = $"Salle {company.Mail.Attempts.Count}" });
            await company.Sweep();
            await Eventually(
                () => Task.FromResult(company.Mail.Attempts.Count),
                count => count > 0 && count == 2 * (1 + int.Parse(company.Mail.Attempts.Last().Mail.Values["sequence"]))
            );
        }
        await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator);
        await LookedAgain(company);

        await Told(company, MailTemplates.WorkshopWithdrawn, "1", 1);
        await Told(company, MailTemplates.WorkshopPlanned, "2", 2);
        await Told(company, MailTemplates.WorkshopCancelled, "3", 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Save_ForOneRoleAlone_WhenTheProcessDies_TakesItBackOnce(int commitsBeforeTheCrash)
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 2);
        await Save(company, Details(null));
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 3);
        await Save(company, Details(PairRole.Mentor));
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await LookedAgain(again);

        var taken = await Eventually(
            () =>
                Task.FromResult(
                    company
                        .Mail.Attempts.Concat(again.Mail.Attempts)
                        .Where(letter => letter.Mail.Template == MailTemplates.WorkshopWithdrawn)
                        .ToList()
                ),
            letters => letters.Select(letter => letter.Mail.To).Distinct().Count() == 2
        );
        taken.Select(letter => letter.Id).Distinct().Count().ShouldBe(2);
        taken.ShouldAllBe(letter => letter.Mail.Values["sequence"] == "1");
    }

    [Fact]
    public async Task Cancel_IsNotToldToWhoeverHasLeft_UntilTheyAreBack()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Save(company, Details(null));
        await company.Sweep();
        await Told(company, MailTemplates.WorkshopPlanned, "0", 2);
        var id = (await company.Ids("S0"))["S0"];
        await company.Grains.Participant(id).Leave(ifVersion: null);

        await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator);
        await LookedAgain(company);
        await Told(company, MailTemplates.WorkshopCancelled, "1", 1);
        await company.Import(CompanyRows.Of(1, 1), "imp_2");
        await LookedAgain(company);

        await Told(company, MailTemplates.WorkshopCancelled, "1", 2);
        await LookedAgain(company);
        company.Mail.Attempts.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Cancel_InAProgrammeThatIsClosed_IsToldAllTheSame()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await company.Match();
        await company.AcceptAll();
        await company.Publish();
        await Save(company, Details(null));
        await company.Sweep();
        await Planned(company, 2);
        var programme = company.Grains.Programme(CompanyPath.ProgrammeId);
        (await programme.Close(CompanyPath.Operator)).Failure.ShouldBeNull();
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closed" })).Failure.ShouldBeNull();

        await company.Grains.Workshop(Workshop).Cancel(CompanyPath.Operator);
        await company.Sweep();

        await Told(company, MailTemplates.WorkshopCancelled, "1", 2);

        static Task Planned(CompanyHost company, int people) =>
            Told(company, MailTemplates.WorkshopPlanned, "0", people);
    }

    [Fact]
    public async Task Save_OfAWorkshopThatHasBegun_TellsNobody()
    {
        await using var company = await CompanyPath.Launched(mentors: 1, mentees: 1);
        await Save(company, Details(null) with { StartsAt = Moments.Start.AddDays(-1) });

        await company.Sweep();

        company.Mail.Attempts.ShouldBeEmpty();
    }

    private static WorkshopDetails Details(PairRole? role) =>
        new(
            role,
            new WorkshopWords("Before you begin", "What to bring."),
            new WorkshopWords("Avant de commencer", "Ce qu’il faut apporter."),
            StartsAt,
            60,
            "Salle 3"
        );

    private static async Task Save(CompanyHost company, WorkshopDetails details)
    {
        var by = CompanyPath.Operator with { CommandId = $"req_{details.Place}_{details.For}_{details.StartsAt.Day}" };
        var save = new SaveWorkshop(CompanyPath.ProgrammeId, details, IfVersion: null, by);
        (await company.Grains.Workshop(Workshop).Save(save)).Failure.ShouldBeNull();
    }

    /// <summary>Whatever the next look finds has been told.</summary>
    private static async Task LookedAgain(CompanyHost company)
    {
        company.Clock.Advance(Limits.WorkshopLookEvery);
        await company.Swept();
    }

    private static async Task Told(CompanyHost company, string template, string sequence, int people)
    {
        var letters = await Eventually(
            () =>
                Task.FromResult(
                    company
                        .Mail.Attempts.Where(letter =>
                            letter.Mail.Template == template
                            && letter.Mail.Values.GetValueOrDefault("sequence") == sequence
                        )
                        .ToList()
                ),
            found => found.Count >= people
        );
        letters.Select(letter => letter.Mail.To).Distinct().Count().ShouldBe(people);
        letters.Count.ShouldBe(people);
    }
}
