using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Grains.Tests.Pairs;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Reminders over real grains and storage: each side once, also through a crash, and none for who has a date.</summary>
public sealed class RhythmMailTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Sweep_WhenRemindersAreDue_MailsEachSideOnce(int commitsBeforeTheCrash)
    {
        await using var company = await Opened();
        company.Clock.SetUtcNow(Moments.At("2026-01-09T08:00Z"));
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Sweep();
        await again.Grains.Pair(await PairOf(again)).WakeUp("session_cadence", Moments.At("2026-01-09T08:00Z"));

        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Concat(again.Mail.Attempts).ToList()),
            letters => letters.Select(letter => letter.Id).Distinct().Count() >= 2
        );
        sent.Select(letter => letter.Id).Distinct().Count().ShouldBe(2);
        sent.ShouldAllBe(letter =>
            letter.Mail.Template == MailTemplates.SessionReminder && letter.Mail.Values["days"] == "1"
        );
        (await again.EventCounts())[EventTypes.SessionReminder].ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_WhenAnInboxMovesOnBeforeTheCommit_SaysItOnceAllTheSame()
    {
        await using var company = await Opened();
        var mentor = (await company.Pairs()).Single().MentorId;
        company.Clock.SetUtcNow(Moments.At("2026-01-09T08:00Z"));
        company.Ledger.BeforeWrite = async (kind, _) =>
        {
            if (kind != GrainKinds.Pair)
                return;
            company.Ledger.BeforeWrite = null;
            await company.Grains.Inbox(mentor).Choose(Chosen(MessageDelivery.Inbox));
        };

        await company.Sweep();

        var letters = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.ToList()),
            letters => letters.Count > 0
        );
        letters.Single().Mail.To.ShouldBe("s0@acme.example");
        (await company.EventCounts())[EventTypes.SessionReminder].ShouldBe(1);
        var kept = await company.Get<IMessageRows>().List(Tenant, mentor, new PageOf(10, null));
        kept.Items.ShouldHaveSingleItem();
    }

    private static ImmutableSortedDictionary<string, MessageDelivery> Chosen(MessageDelivery delivery) =>
        ImmutableSortedDictionary<string, MessageDelivery>.Empty.Add(MessageKinds.Rhythm, delivery);

    [Fact]
    public async Task Sweep_WhenASessionIsPlanned_RemindsNobody()
    {
        await using var company = await Opened();
        await company.Grains.Pair(await PairOf(company)).AddSession(PairSamples.Planned(Moments.Day(6)));
        company.Clock.SetUtcNow(Moments.At("2026-01-12T08:00Z"));

        await company.Sweep();

        company.Mail.Attempts.ShouldAllBe(letter => letter.Mail.Template == MailTemplates.SessionPlanned);
        (await company.EventCounts())[EventTypes.SessionDue].ShouldBe(1);
    }

    [Fact]
    public async Task Open_WhenHolidaysAndQuietHoursAreSet_FallsDueOutsideThem()
    {
        await using var company = await Peopled();
        (await company.Grains.Tenant().SetHolidays([new DateOnly(2026, 1, 12)])).Succeeded.ShouldBeTrue();
        var ids = await company.Ids("J0", "S0");
        var invite = new InviteMember("zoe@else.example", "Zoé", "fr", [HeldRole.Of(Role.Participant)], ids["S0"]);
        (await company.Grains.Member("mbr_zoe").Invite(invite)).Succeeded.ShouldBeTrue();
        var quiet = new MemberChange { QuietHours = new QuietHours("19:00", "10:00", "Europe/Paris") };
        (await company.Grains.Member("mbr_zoe").Change(quiet, null)).Succeeded.ShouldBeTrue();

        await Open(company);

        (await company.Pairs()).Single().NextDueAt.ShouldBe(Moments.At("2026-01-13T09:00Z"));
    }

    private static async Task<CompanyHost> Opened()
    {
        var company = await Peopled();
        await Open(company);
        return company;
    }

    private static async Task<CompanyHost> Peopled()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(1, 1));
        return company;
    }

    private static async Task Open(CompanyHost company)
    {
        var ids = await company.Ids("J0", "S0");
        var command = PairSamples.Command() with
        {
            MentorId = ids["J0"],
            MenteeId = ids["S0"],
            Rhythm = Rhythm.Default,
        };
        (await company.Grains.Pair(PairSamples.PairId).Open(command)).Succeeded.ShouldBeTrue();
    }

    private static async Task<string> PairOf(CompanyHost company) => (await company.Pairs()).Single().Id;
}
