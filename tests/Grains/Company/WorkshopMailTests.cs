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
        await using var company = await Launched(mentors: 2, mentees: 2);
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
        await using var company = await Launched(mentors: 1, mentees: 1);
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
    public async Task Save_OfAWorkshopThatHasBegun_TellsNobody()
    {
        await using var company = await Launched(mentors: 1, mentees: 1);
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
        var by = CompanyPath.Operator with { CommandId = $"req_{details.Place}_{details.StartsAt.Day}" };
        var save = new SaveWorkshop(CompanyPath.ProgrammeId, details, IfVersion: null, by);
        (await company.Grains.Workshop(Workshop).Save(save)).Failure.ShouldBeNull();
    }

    private static async Task Told(CompanyHost company, string template, string sequence, int people)
    {
        var letters = await Eventually(
            () =>
                Task.FromResult(
                    company
                        .Mail.Attempts.Where(letter =>
                            letter.Mail.Template == template && letter.Mail.Values["sequence"] == sequence
                        )
                        .ToList()
                ),
            found => found.Count >= people
        );
        letters.Select(letter => letter.Mail.To).Distinct().Count().ShouldBe(people);
        letters.Count.ShouldBe(people);
    }

    private static async Task<CompanyHost> Launched(int mentors, int mentees)
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(mentors, mentees));
        (await company.Launch()).Enrolled.ShouldBeGreaterThan(0);
        return company;
    }
}
