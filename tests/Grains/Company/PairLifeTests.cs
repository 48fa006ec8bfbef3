using Binome.Contracts.Mail;
using Binome.Contracts.Matching;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>Pairs from being asked to their end, over real grains and storage.</summary>
public sealed class PairLifeTests
{
    [Fact]
    public async Task Publish_WhenBothAreAsked_MailsEachALinkOfTheirOwn()
    {
        await using var company = await Asked(1);

        await company.Sweep();
        await Eventually(() => Task.FromResult(company.Mail.Attempts.Count), count => count == 2);
        await company.Grains.Pair((await company.Pairs()).Single().Id).WakeUp("ask_both", Moments.Start);

        company
            .Mail.Attempts.Select(letter => letter.Mail.To)
            .ShouldBe(["j0@acme.example", "s0@acme.example"], ignoreOrder: true);
        company.Mail.Attempts.Select(letter => letter.Mail.Values["link"]).Distinct().Count().ShouldBe(2);
        var pair = (await company.Pairs()).Single();
        (await MemberOf(company, pair.MentorId)).Roles.Single().Role.ShouldBe(Role.Participant);
    }

    [Fact]
    public async Task Publish_WhenSomebodyIsAMemberAlready_LinksThemInsteadOfMakingAnother()
    {
        await using var company = await Asked(1);
        var owner = new InviteMember("J0@acme.example", "Inès", "fr", [HeldRole.Of(Role.Owner)], null);
        (await company.Grains.Member("mbr_owner").Invite(owner)).Succeeded.ShouldBeTrue();

        await company.Sweep();

        var mentor = await MemberOf(company, (await company.Pairs()).Single().MentorId);
        (mentor.Id, mentor.Roles.Single().Role).ShouldBe(("mbr_owner", Role.Owner));
    }

    [Fact]
    public async Task Answer_WhenBothAccept_BeginsThePair()
    {
        await using var company = await Asked(1);
        var pair = (await company.Pairs()).Single();

        var first = await company.Answer(pair, pair.MentorId, accepts: true);
        var again = await company.Answer(pair, pair.MentorId, accepts: true);
        var both = await company.Answer(pair, pair.MenteeId, accepts: true);

        first.Value.Pair.Phase.ShouldBe(PairPhase.AwaitingAcceptance);
        again.Value.ShouldBe(first.Value);
        both.Value.Pair.Phase.ShouldBe(PairPhase.Active);
        (await company.Pairs()).Single().ShouldBe(both.Value.Pair);
        var events = await company.EventCounts();
        (events[EventTypes.PairAccepted], events[EventTypes.PairActivated]).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Answer_WhenPairsAreDeclined_MatchesTheFourAnew_InOneRun()
    {
        await using var company = await Asked(2);
        foreach (var pair in await company.Pairs())
            (await company.Answer(pair, pair.MenteeId, accepts: false)).Succeeded.ShouldBeTrue();
        await company.Sweep();

        company.Clock.Advance(Limits.RematchAfter);
        await company.Sweep();
        await company.Sweep();

        var runs = (
            await company
                .Get<IMatchingRows>()
                .List(CompanyHost.Tenant, CompanyPath.ProgrammeId, null, new PageOf(10, null))
        ).Items;
        runs.Length.ShouldBe(2);
        var again = await Eventually(
            () =>
                company
                    .Get<IMatchingRows>()
                    .Find(CompanyHost.Tenant, runs.Single(run => run.Row.Id != CompanyPath.RunId).Row.Id),
            found => found is { Row.Status: MatchingRunStatus.Proposed }
        );
        again!.Row.Totals.ShouldBe(new MatchingTotals(2, 2, 2, 0, 0, Pending: 2, 0, 0, 0));
        var former = (await company.Pairs()).Select(pair => (pair.MentorId, pair.MenteeId));
        var proposed = (await company.Proposals(again.Row.Id)).Select(pair => (pair.MentorId, pair.MenteeId));
        proposed.Intersect(former).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_WhenSomebodyElse_IsNotFound()
    {
        await using var company = await Asked(1);
        var pair = (await company.Pairs()).Single();

        var refused = await company.Answer(pair, "ptc_other", accepts: true);

        refused.Failure!.Code.ShouldBe(FailureCodes.NotFound);
    }

    [Fact]
    public async Task Answer_WhenADeclineIsPrivatelyExplained_KeepsItSealedInItsStepAlone()
    {
        await using var company = await Asked(1);
        var pair = (await company.Pairs()).Single();

        (await company.Answer(pair, pair.MenteeId, accepts: false, "We were married.")).Value.Pair.Phase.ShouldBe(
            PairPhase.Declined
        );

        var steps = await company.Get<IPairRows>().Steps(Tenant, pair.Id, new PageOf(5, null));
        var step = steps.Items.Single().Row;
        step.Reason.ShouldBeNull();
        step.SealedReason.ShouldNotBeNull().ShouldNotContain("married");
        var place = new PrivatePlace(Tenant, pair.MenteeId, $"{pair.Id}/private_reason");
        (await company.Get<IPrivateWords>().Open(place, step.SealedReason!)).ShouldBe("We were married.");
    }

    [Fact]
    public async Task Sweep_WhenNobodyAnsweredInTime_ExpiresThePairAndFreesItsSeats()
    {
        await using var company = await Asked(1);
        await company.Sweep();
        company.Clock.Advance(TimeSpan.FromDays(3));

        await company.Sweep();

        var pair = (await company.Pairs()).Single();
        pair.Phase.ShouldBe(PairPhase.Expired);
        (await company.Person("J0")).SeatsAsMentor.ShouldBe(0);
        (await company.Person("S0")).SeatsAsMentee.ShouldBe(0);
        (await company.Answer(pair, pair.MentorId, accepts: true)).Failure!.Code.ShouldBe(FailureCodes.PairPhase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Separate_WhenTheProcessDiesBeforeTheSeatsAreFree_FreesThemAfterwards(int commits)
    {
        await using var company = await PublicationTests.Matched(1, 1);
        await company.AcceptAll();
        await company.Publish();
        var pair = (await company.Pairs()).Single();
        (await company.Move(pair, PairStep.Separate)).Succeeded.ShouldBeTrue();
        company.Ledger.DieAfter(commits);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        // A call that failed comes again after a pause.
        again.Clock.Advance(TimeSpan.FromMinutes(5));
        await again.Sweep();

        (await again.Person("J0")).SeatsAsMentor.ShouldBe(0);
        (await again.Person("S0")).SeatsAsMentee.ShouldBe(0);
        (await again.Pairs()).Single().Phase.ShouldBe(PairPhase.Separated);
    }

    [Fact]
    public async Task Move_WhenTheRequestIsRepeated_MovesOnce()
    {
        await using var company = await PublicationTests.Matched(1, 1);
        await company.AcceptAll();
        await company.Publish();
        var pair = (await company.Pairs()).Single();

        var first = await company.Move(pair, PairStep.Pause);
        var again = await company.Move(pair, PairStep.Pause);

        again.Value.ShouldBe(first.Value);
        (await company.EventCounts())[EventTypes.PairPaused].ShouldBe(1);
    }

    [Fact]
    public async Task Close_WhenAProgrammeCloses_TakesItsPairsAlong_AlsoThroughACrash()
    {
        await using var company = await PublicationTests.Matched(3, 3);
        await company.AcceptAll();
        await company.Publish();
        var programme = company.Grains.Programme(CompanyPath.ProgrammeId);
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closing" })).Succeeded.ShouldBeTrue();
        company.Ledger.DieAfter(2);
        await company.Sweep();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(TimeSpan.FromMinutes(5));
        await again.Sweep();
        (await again.Pairs()).ShouldAllBe(pair => pair.Phase == PairPhase.Closing && pair.NextDueAt == null);

        programme = again.Grains.Programme(CompanyPath.ProgrammeId);
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closed" })).Succeeded.ShouldBeTrue();
        for (var minute = 0; minute < 3; minute++)
        {
            again.Clock.Advance(TimeSpan.FromMinutes(1));
            await again.Sweep();
        }

        (await again.Pairs()).ShouldAllBe(pair => pair.Phase == PairPhase.Closed);
        (await again.Person("J0")).SeatsAsMentor.ShouldBe(0);
        (await again.Sweep()).ShouldBe(0);
        (await again.EventCounts())[EventTypes.PairClosed].ShouldBe(3);
    }

    [Fact]
    public async Task Open_WhenTheProgrammeHasClosed_IsRefused()
    {
        await using var company = await PublicationTests.Matched(1, 1);
        await company.AcceptAll();
        await company.Publish();
        var programme = company.Grains.Programme(CompanyPath.ProgrammeId);
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closing" })).Succeeded.ShouldBeTrue();

        var refused = await company.Grains.Pair("pair_9").Open(Pairs.PairSamples.Command());

        refused.Failure!.Code.ShouldBe(FailureCodes.ProgrammePhase);
    }

    /// <summary>Published pairs whose people have three days to answer.</summary>
    private static async Task<CompanyHost> Asked(int pairs)
    {
        var company = await PublicationTests.Matched(pairs, pairs);
        var change = new ProgrammeChange { Acceptance = (AcceptanceRule?)AcceptanceRule.Required };
        (
            await company.Grains.Programme(CompanyPath.ProgrammeId).Change(change, null, CompanyPath.Operator)
        ).Succeeded.ShouldBeTrue();
        await company.AcceptAll();
        await company.Publish();
        return company;
    }

    private static async Task<MemberRow> MemberOf(CompanyHost company, string participant)
    {
        var filter = new MemberFilter(ParticipantId: participant);
        return (await company.Get<IMemberRows>().List(Tenant, filter, new PageOf(5, null))).Items.Single().Row;
    }
}

internal static class PairActs
{
    public static Task<Outcome<SavedPair>> Answer(
        this CompanyHost company,
        PairRow pair,
        string participant,
        bool accepts,
        string? reason = null
    )
    {
        var actor = CompanyPath.Operator with { CommandId = $"req_{participant}_{accepts}" };
        return company.Grains.Pair(pair.Id).Answer(new AnswerPair(participant, accepts, reason, actor));
    }

    public static Task<Outcome<SavedPair>> Move(this CompanyHost company, PairRow pair, PairStep step) =>
        company
            .Grains.Pair(pair.Id)
            .Move(new MovePair(step, "They asked for it.", CompanyPath.Operator with { CommandId = $"req_{step}" }));
}
