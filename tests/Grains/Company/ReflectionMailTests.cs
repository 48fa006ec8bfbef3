using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Contracts.Tenants;
using Binome.Grains.Tests.Pairs;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Both sides are asked how a session was: once each, on the next working morning, and not who has said it already.</summary>
public sealed class ReflectionMailTests
{
    private static readonly DateTimeOffset HeldAt = Moments.At("2026-01-09T15:00Z");
    private static readonly DateTimeOffset AskedAt = Moments.At("2026-01-12T08:00Z");
    private static readonly string Session = Ids.New(Ids.Session, HeldAt);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Sweep_OnTheNextWorkingMorning_AsksEachSideOnce(int commitsBeforeTheCrash)
    {
        await using var company = await Held();
        company.Clock.SetUtcNow(AskedAt.AddMinutes(-1));
        await company.Sweep();
        company.Mail.Attempts.ShouldBeEmpty();
        company.Clock.SetUtcNow(AskedAt);
        company.Ledger.DieAfter(commitsBeforeTheCrash);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(10));
        await again.Sweep();

        var asked = await Eventually(
            () => Task.FromResult(Asked(company).Concat(Asked(again)).ToList()),
            letters => letters.Select(letter => letter.Id).Distinct().Count() >= 2
        );
        asked.Select(letter => letter.Id).Distinct().Count().ShouldBe(2);
        asked.ShouldAllBe(letter => letter.Mail.Values["link"].Contains($"/sessions/{Session}/reflection"));
    }

    [Fact]
    public async Task Sweep_WhenOneSideHasReflected_AsksTheOther()
    {
        await using var company = await Held();
        var mentor = (await company.Pairs()).Single().MentorId;
        var reflect = new Reflect(
            PairSamples.PairId,
            Session,
            mentor,
            Usefulness.Yes,
            PairShare.Both,
            null,
            new ReflectionWords(null, null, null),
            Shared: false,
            new ReflectionAdvice(null, null),
            PairSamples.CompanyActor
        );
        var id = ReflectionRow.IdOf(Session, mentor);
        (await company.Grains.Reflection(id).Reflect(reflect)).Failure.ShouldBeNull();
        company.Clock.SetUtcNow(AskedAt);

        await company.Sweep();

        var asked = await Eventually(() => Task.FromResult(Asked(company).ToList()), letters => letters.Count > 0);
        asked.Single().Mail.To.ShouldBe("s0@acme.example");
    }

    /// <summary>The link is made in the pair's commit, beneath an account that is in memory already.</summary>
    [Fact]
    public async Task Link_InTheMail_SignsIn_OnceThoughTheAccountIsAwake()
    {
        await using var company = await Held();
        var mentor = (await company.Pairs()).Single().MentorId;
        var invite = new InviteMember("zoe@else.example", "Zoé", "fr", [HeldRole.Of(Role.Participant)], mentor);
        (await company.Grains.Member("mbr_zoe").Invite(invite)).Succeeded.ShouldBeTrue();
        company.Clock.SetUtcNow(AskedAt);
        await company.Sweep();
        var asked = await Eventually(() => Task.FromResult(Asked(company).ToList()), letters => letters.Count == 2);
        var link = asked.Single(letter => letter.Mail.To == "zoe@else.example").Mail.Values["link"];
        var secret = link.Split("token=")[1].Split('&')[0];

        var redeem = new RedeemLink(SecretFormat.Hash(secret), BrowserHash: null, Confirmed: true);
        (await company.Grains.Member("mbr_zoe").Redeem(redeem)).Succeeded.ShouldBeTrue();
        (await company.Grains.Member("mbr_zoe").Redeem(redeem)).Failure!.Code.ShouldBe(FailureCodes.LinkSpent);
    }

    [Fact]
    public async Task Log_OfASessionOfLongAgo_AsksNobody()
    {
        await using var company = await Opened();
        company.Clock.SetUtcNow(HeldAt + Limits.ReflectionAskedWithin + TimeSpan.FromMinutes(1));
        (
            await company.Grains.Pair(PairSamples.PairId).AddSession(PairSamples.Held(HeldAt, Session))
        ).Failure.ShouldBeNull();
        company.Clock.Advance(TimeSpan.FromDays(5));

        await company.Sweep();

        Asked(company).ShouldBeEmpty();
    }

    private static IEnumerable<Letter> Asked(CompanyHost company) =>
        company.Mail.Attempts.Where(letter => letter.Mail.Template == MailTemplates.ReflectionAsk);

    private static async Task<CompanyHost> Held()
    {
        var company = await Opened();
        company.Clock.SetUtcNow(HeldAt.AddHours(1));
        (
            await company.Grains.Pair(PairSamples.PairId).AddSession(PairSamples.Held(HeldAt, Session))
        ).Failure.ShouldBeNull();
        return company;
    }

    private static async Task<CompanyHost> Opened()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(1, 1));
        var ids = await company.Ids("J0", "S0");
        var open = PairSamples.Command() with { MentorId = ids["J0"], MenteeId = ids["S0"], Rhythm = Rhythm.Default };
        (await company.Grains.Pair(PairSamples.PairId).Open(open)).Succeeded.ShouldBeTrue();
        return company;
    }
}
