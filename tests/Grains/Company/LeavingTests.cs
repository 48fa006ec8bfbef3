using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>People leave by a full file and come back, over real grains and storage.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task Import_OfAFullFile_HasThoseLeaveWhoAreNotInIt()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(10, 9));
        var id = (await company.Ids("S8"))["S8"];

        var import = await Full(company, CompanyRows.Of(10, 8), "imp_2");

        (import.Status, import.Leavers, import.Left, import.Unchanged).ShouldBe((JobStatus.Completed, 1, 1, 19));
        (await company.Person("S8")).LeftAt.ShouldBe(Moments.Start);
        (await company.Get<IParticipantRows>().Left(Tenant)).ShouldBe([id]);
        (await company.EventCounts())[EventTypes.ParticipantLeft].ShouldBe(1);

        var again = await Full(company, CompanyRows.Of(10, 8), "imp_3");
        (again.Leavers, again.Left, again.Updated).ShouldBe((0, 0, 0));
        (await company.EventCounts())[EventTypes.ParticipantLeft].ShouldBe(1);
    }

    [Fact]
    public async Task Import_OfADelta_HasNobodyLeave()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(3, 3));

        var import = await company.Import(CompanyRows.Of(1, 1), "imp_2");

        (import.Mode, import.Leavers, import.Left).ShouldBe((ImportMode.Delta, 0, 0));
        (await company.Get<IParticipantRows>().Left(Tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_OfHalfAFile_WaitsForConfirmation_AndTakesNothingInBefore()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(5, 5));
        var moved = CompanyRows.Of(5, 0).Select(line => line with { Cells = line.Cells.SetItem(8, "Paris") });

        var waits = await Full(company, [.. moved], "imp_2");

        (waits.Status, waits.Leavers, waits.Done, waits.Left).ShouldBe((JobStatus.AwaitingConfirmation, 5, 0, 0));
        (await company.Person("J0")).Profile.Site.ShouldBe("Lyon");
        var named = await company.Get<IImportRows>().Problems(Tenant, "imp_2", null, new PageOf(Limits.PageMax, null));
        named.Items.Select(item => item.Row.Value).Order().ShouldBe(["S0", "S1", "S2", "S3", "S4"]);
        (await company.EventCounts())[EventTypes.ImportAwaitsConfirmation].ShouldBe(1);

        (await company.Grains.Import("imp_2").Confirm()).Succeeded.ShouldBeTrue();
        (await company.Grains.Import("imp_2").Confirm()).Failure?.Code.ShouldBe(FailureCodes.ImportNotWaiting);
        var ended = await company.Imported("imp_2");
        (ended.Status, ended.Updated, ended.Left).ShouldBe((JobStatus.Completed, 6, 5));
        (await company.Get<IParticipantRows>().Left(Tenant)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Import_ThatNobodyConfirms_IsGivenUp_AndNobodyLeaves()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(5, 5));
        await Full(company, CompanyRows.Of(5, 0), "imp_2");

        company.Clock.Advance(Limits.ImportConfirmedWithin + Limits.JobHeartbeat);
        await company.Sweep();

        var import = await company.Imported("imp_2");
        (import.Status, import.FailureCode).ShouldBe((JobStatus.Failed, FailureCodes.ImportUnconfirmed));
        (await company.Get<IParticipantRows>().Left(Tenant)).ShouldBeEmpty();
        (await company.Get<IImportUploads>().Get(Tenant, "imp_2", 0)).ShouldBeEmpty();
        (await company.Grains.Import("imp_2").Confirm()).Failure!.Code.ShouldBe(FailureCodes.ImportNotWaiting);
    }

    [Fact]
    public async Task Import_WhenTheProcessDiesWhilePeopleLeave_HasThemLeaveOnce()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(600, 20));
        await Full(company, CompanyRows.Of(0, 20), "imp_2");
        // The chunk of the file and the first 500 who leave are stored; the process dies before the others.
        company.Ledger.DieAfter(3);
        await company.Grains.Import("imp_2").Confirm();
        await Eventually(() => company.Get<IParticipantRows>().Left(Tenant), left => left.Count == 500);
        await company.Stop();

        await using var next = await CompanyHost.StartAgain(company);
        next.Clock.Advance(Limits.JobHeartbeat);
        await next.Sweep();

        var import = await next.Imported("imp_2");
        (import.Status, import.Leavers, import.Left).ShouldBe((JobStatus.Completed, 600, 600));
        (await next.EventCounts())[EventTypes.ParticipantLeft].ShouldBe(600);
    }

    [Fact]
    public async Task Import_OfWhoHadLeft_TakesThemBack_WithTheirAccess()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(2, 2));
        var id = (await company.Ids("J1"))["J1"];
        var account = new InviteMember("j1@acme.example", "J1", "fr", [HeldRole.Of(Role.Participant)], id);
        (await company.Grains.Member("mbr_j1").Invite(account)).Succeeded.ShouldBeTrue();

        (await company.Grains.Participant(id).Leave(ifVersion: null)).Succeeded.ShouldBeTrue();
        (await Member(company)).Status.ShouldBe(MemberStatus.Disabled);
        await company.Change("J1", new ProfileChange { JobTitle = "Lead" });
        (await company.Person("J1")).LeftAt.ShouldNotBeNull();

        await company.Import(CompanyRows.Of(2, 2), "imp_2");

        (await company.Person("J1")).LeftAt.ShouldBeNull();
        (await Member(company)).Status.ShouldBe(MemberStatus.Invited);
        (await company.EventCounts())[EventTypes.ParticipantReturned].ShouldBe(1);
    }

    [Fact]
    public async Task Leave_OfSomebodyInAPair_HandsThePairToItsCoordinator_UntilTheyAreBack()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(3, 3));
        await company.Launch();
        await company.Match();
        await company.AcceptAll();
        await company.Publish();
        var pair = (await company.Pairs())[0];

        await company.Grains.Participant(pair.MentorId).Leave(ifVersion: null);
        (await Looked(company, pair.Id, IRuleWatchGrain.ParticipantLeft)).EndedAt.ShouldBeNull();
        await company.Import(CompanyRows.Of(3, 3), "imp_2");

        (await Looked(company, pair.Id, rule: null)).BrokenRule.ShouldBeNull();
        var counts = await company.EventCounts();
        (counts[EventTypes.PairRuleBroken], counts[EventTypes.PairRuleKept]).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Leave_OfSomebodyEnrolled_KeepsThemOutOfMatchingAndSeats()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(3, 3));
        await company.Launch();
        var id = (await company.Ids("J1"))["J1"];

        await company.Grains.Participant(id).Leave(ifVersion: null);
        await company.Match();

        (await company.Proposals()).ShouldAllBe(proposal => proposal.MentorId != id);
        (await company.Proposals()).Length.ShouldBe(2);
        (await company.Grains.Participant(id).Reserve(new("pair_x", PairRole.Mentor))).Failure!.Code.ShouldBe(
            FailureCodes.ParticipantLeft
        );
    }

    [Fact]
    public async Task Take_OfAMessageToSomebodyWhoLeft_MailsNothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(2, 2));
        var id = (await company.Ids("J1"))["J1"];
        await company.Grains.Participant(id).Leave(ifVersion: null);
        var mail = new QueueMail(
            MailTemplates.AskIntake,
            "fr",
            "j1@acme.example",
            ImmutableDictionary<string, string>.Empty.AddRange([
                new("name", "J1"),
                new("organisation", "Acme"),
                new("programme", "P"),
                new("link", "https://acme.example/x"),
            ])
        );

        (await company.Grains.Inbox(id).Take(new("mail_1", mail, "/app/my-intake"))).Succeeded.ShouldBeTrue();

        await company.Sweep();
        company.Mail.Attempts.ShouldBeEmpty();
    }

    private static async Task<ImportRow> Full(CompanyHost company, ImmutableArray<ImportLine> lines, string id)
    {
        await company.Get<IImportUploads>().Put(Tenant, id, 0, lines);
        var start = new StartImport(ImportColumns.All, lines.Length, 1, CompanyPath.Operator)
        {
            Mode = ImportMode.Full,
        };
        (await company.Grains.Import(id).Start(start)).Succeeded.ShouldBeTrue();
        var rested = await Eventually(
            () => company.Get<IImportRows>().Find(Tenant, id),
            found => found is { Row.Status: not (JobStatus.Queued or JobStatus.Running) }
        );
        return rested!.Row;
    }

    private static async Task<PairRow> Looked(CompanyHost company, string pairId, string? rule)
    {
        company.Clock.Advance(Limits.RuleLookAfter);
        await company.Sweep();
        var found = await Eventually(
            () => company.Get<IPairRows>().Find(Tenant, pairId),
            found => found?.Row.BrokenRule == rule
        );
        return found!.Row;
    }

    private static async Task<MemberRow> Member(CompanyHost company) =>
        (await company.Get<IMemberRows>().Find(Tenant, "mbr_j1"))!.Row;
}
