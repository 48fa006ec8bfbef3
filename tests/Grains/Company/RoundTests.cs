using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.Grains.Tests.Pairs;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>What one session costs from the day it falls due until both have said how it was.</summary>
public sealed class RoundTests
{
    private static readonly string Session = Ids.Derived(Ids.Session, Moments.Start, "1");

    /// <summary>One pair, nothing else going on.</summary>
    [Fact]
    public async Task Round_OfOneSession_TakesTenCommits()
    {
        await using var company = await Opened();
        var (mentor, mentee) = await Both(company);
        var commits = new Dictionary<string, int>(StringComparer.Ordinal);
        company.Ledger.BeforeWrite = (kind, _) =>
        {
            lock (commits)
                commits[kind] = commits.GetValueOrDefault(kind) + 1;
            return Task.CompletedTask;
        };

        await At(company, "2026-01-12T08:00Z");
        await MailsOver(1);
        var pair = company.Grains.Pair(PairSamples.PairId);
        (await pair.AddSession(PairSamples.Planned(Moments.At("2026-01-13T09:00Z"), Session))).Succeeded.ShouldBeTrue();
        await company.Sweep();
        await MailsOver(2);
        await At(company, "2026-01-13T10:00Z");
        (await pair.ChangeSession(PairSamples.To(SessionStatus.Held, Session))).Succeeded.ShouldBeTrue();
        await At(company, "2026-01-14T08:00Z");
        await MailsOver(3);
        foreach (var person in (string[])[mentor, mentee])
            (await Reflect(company, person)).Succeeded.ShouldBeTrue();

        // Due, planned, told, held, asked; what the two say; and that three mails of two letters each are over.
        Count(commits, GrainKinds.Pair).ShouldBe(5);
        Count(commits, GrainKinds.Reflection).ShouldBe(2);
        Count(commits, GrainKinds.Mail).ShouldBe(3);
        lock (commits)
            commits.Values.Sum().ShouldBe(10);
        company
            .Mail.Attempts.CountBy(letter => letter.Mail.Template)
            .ToDictionary()
            .ShouldBe(
                new Dictionary<string, int>
                {
                    [MailTemplates.SessionDue] = 2,
                    [MailTemplates.SessionPlanned] = 2,
                    [MailTemplates.ReflectionAsk] = 2,
                },
                ignoreOrder: true
            );
        company.Mail.Attempts.Select(letter => (letter.Mail.Template, letter.Mail.To)).ShouldBeUnique();

        // Before product time moves on: a mail still under way two minutes after it was queued is woken, at the cost of a commit.
        Task<int> MailsOver(int count) =>
            Eventually(() => Task.FromResult(Count(commits, GrainKinds.Mail)), over => over >= count);
    }

    private static int Count(Dictionary<string, int> commits, string kind)
    {
        lock (commits)
            return commits.GetValueOrDefault(kind);
    }

    private static async Task At(CompanyHost company, string instant)
    {
        company.Clock.SetUtcNow(Moments.At(instant));
        await company.Sweep();
    }

    private static Task<Outcome<SavedReflection>> Reflect(CompanyHost company, string person)
    {
        var id = ReflectionRow.IdOf(Session, person);
        var said = new Reflect(
            PairSamples.PairId,
            Session,
            person,
            Usefulness.Yes,
            PairShare.Both,
            null,
            new ReflectionWords(null, null, null),
            Shared: false,
            new ReflectionAdvice(null, null),
            PairSamples.CompanyActor
        );
        return company.Grains.Reflection(id).Reflect(said);
    }

    private static async Task<(string Mentor, string Mentee)> Both(CompanyHost company)
    {
        var ids = await company.Ids("J0", "S0");
        return (ids["J0"], ids["S0"]);
    }

    private static async Task<CompanyHost> Opened()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(1, 1));
        var (mentor, mentee) = await Both(company);
        foreach (
            var (id, email, person) in new[]
            {
                ("mbr_j", "j@acme.example", mentor),
                ("mbr_s", "s@acme.example", mentee),
            }
        )
            (
                await company
                    .Grains.Member(id)
                    .Invite(new InviteMember(email, "Zoé", "fr", [HeldRole.Of(Role.Participant)], person))
            ).Succeeded.ShouldBeTrue();
        var open = PairSamples.Command() with { MentorId = mentor, MenteeId = mentee };
        (await company.Grains.Pair(PairSamples.PairId).Open(open)).Succeeded.ShouldBeTrue();
        // What the import asked to be looked at is no part of the round.
        company.Clock.Advance(TimeSpan.FromMinutes(1));
        await company.Sweep();
        return company;
    }
}
