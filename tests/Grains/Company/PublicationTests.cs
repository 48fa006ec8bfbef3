using Binome.Contracts.Insights;
using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Tests.Company;

public sealed class PublicationTests
{
    [Fact]
    public async Task Publish_WhenEverythingIsDecided_OpensEveryPairAndConfirmsItsSeats()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(8, 10));
        (await company.Launch()).ShouldBe(new EnrolmentResult(18, 0));
        var run = await company.Match();
        run.Totals.ShouldBe(new MatchingTotals(8, 10, 8, 0, 2, Pending: 8, Accepted: 0, Rejected: 0, Published: 0));
        await company.AcceptAll();

        var publication = await company.Publish();

        (publication.Status, publication.Total, publication.Done, publication.Opened, publication.Refused).ShouldBe(
            (JobStatus.Completed, 8, 8, 8, 0)
        );
        var pairs = await company.Pairs();
        pairs.Length.ShouldBe(8);
        pairs.ShouldAllBe(pair => pair.Phase == PairPhase.Active && pair.NextDueAt != null);
        (await company.Person("J0")).SeatsAsMentor.ShouldBe(1);
        (await company.IsFull("J0", PairRole.Mentor)).ShouldBeTrue();
        var programme = await company.Get<IProgrammeRows>().Find(CompanyHost.Tenant, CompanyPath.ProgrammeId);
        programme!.Row.Phase.ShouldBe(ProgrammePhase.Running);
        var report = await company.Get<IProgrammeReports>().Read(CompanyHost.Tenant, CompanyPath.ProgrammeId);
        (report.PeopleEnrolled, report.PeoplePaired).ShouldBe((18, 16));
        (await company.Get<IMatchingRows>().Find(CompanyHost.Tenant, CompanyPath.RunId))!.Row.Totals.Published.ShouldBe(
            8
        );
    }

    [Fact]
    public async Task Publish_WhenNothingIsAccepted_IsRefused()
    {
        await using var company = await Matched();

        var refused = await company.Grains.Publication("pub_1").Start(CompanyPath.RunId, CompanyPath.Operator);

        refused.Failure!.Code.ShouldBe(FailureCodes.NothingAccepted);
        (await company.Pairs()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Publish_WhenAMentorsCapacityShrankSince_RefusesWhatNoLongerFits()
    {
        await using var company = await Matched(juniors: 1, seniors: 2, mentorCapacity: 2);
        await company.AcceptAll();
        await company.Change("J0", new ProfileChange { MentorCapacity = 1 });

        var publication = await company.Publish();

        (publication.Opened, publication.Refused).ShouldBe((1, 1));
        var refused = (await company.Proposals()).Single(proposal => proposal.PairId is null);
        refused.RefusalCode.ShouldBe(FailureCodes.CapacityReached);
        (await company.Person("J0")).SeatsAsMentor.ShouldBe(1);
        ((await company.Person("S0")).SeatsAsMentee + (await company.Person("S1")).SeatsAsMentee).ShouldBe(1);
    }

    [Fact]
    public async Task Publish_WhenAReportingLineAppearedSince_RefusesThatPair()
    {
        await using var company = await Matched(juniors: 2, seniors: 2);
        await company.AcceptAll();
        var proposal = (await company.Proposals())[0];
        var people = await company
            .Get<IParticipantRows>()
            .Many(CompanyHost.Tenant, [proposal.MentorId, proposal.MenteeId]);
        var mentor = people.Single(person => person.Row.Id == proposal.MentorId).Row.Profile.EmployeeId;
        var mentee = people.Single(person => person.Row.Id == proposal.MenteeId).Row.Profile.EmployeeId;
        await company.Change(mentor, new ProfileChange { ManagerEmployeeId = mentee });

        var publication = await company.Publish();

        (publication.Opened, publication.Refused).ShouldBe((1, 1));
        (await company.Proposals())
            .Single(row => row.Id == proposal.Id)
            .RefusalCode.ShouldBe(FailureCodes.PairReportingLine);
        (await company.Person(mentor)).SeatsAsMentor.ShouldBe(0);
    }

    [Fact]
    public async Task Publish_WhenAnotherPublicationOfTheRunIsAtWork_IsRefusedUntilThatHasEnded()
    {
        await using var company = await Matched(juniors: 6, seniors: 6);
        await company.AcceptAll();
        Outcome<PublicationRow>? second = null;
        var asked = 0;
        company.Ledger.BeforeWrite = async (kind, _) =>
        {
            if (kind == GrainKinds.Pair && Interlocked.Exchange(ref asked, 1) == 0)
                second = await company.Grains.Publication("pub_2").Start(CompanyPath.RunId, CompanyPath.Operator);
        };

        var first = await company.Publish();

        second!.Value.Failure!.Code.ShouldBe(FailureCodes.RunInPublication);
        first.Opened.ShouldBe(6);
        (
            await company.Grains.Publication("pub_3").Start(CompanyPath.RunId, CompanyPath.Operator)
        ).Failure!.Code.ShouldBe(FailureCodes.NothingAccepted);
        (await company.Pairs()).Length.ShouldBe(6);
        (await company.Get<IMatchingRows>().Find(CompanyHost.Tenant, CompanyPath.RunId))!.Row.Totals.Published.ShouldBe(
            6
        );
        (await company.Person("J0")).SeatsAsMentor.ShouldBe(1);
    }

    [Fact]
    public async Task Match_WhenPairsLiveAlready_ProposesOnlyWhoIsFree()
    {
        await using var company = await Matched(juniors: 3, seniors: 5);
        await company.AcceptAll();
        await company.Publish();

        var second = await company.Match("mrn_2");

        (second.Status, second.Totals.Proposals).ShouldBe((MatchingRunStatus.Proposed, 0));
    }

    [Fact]
    public async Task Decide_ByAKey_IsRefused()
    {
        await using var company = await Matched();
        var anonymous = new DecideProposals([], CompanyPath.Operator with { Member = null });

        (await company.Grains.MatchingRun(CompanyPath.RunId).Decide(anonymous)).Failure!.Code.ShouldBe(
            FailureCodes.PersonRequired
        );
    }

    internal static async Task<CompanyHost> Matched(int juniors = 2, int seniors = 2, int mentorCapacity = 1)
    {
        var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(juniors, seniors, mentorCapacity));
        await company.Launch();
        (await company.Match()).Status.ShouldBe(MatchingRunStatus.Proposed);
        return company;
    }
}
