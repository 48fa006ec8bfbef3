using System.Buffers;
using System.Text;
using Binome.Contracts.Insights;
using Binome.Contracts.Intake;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;

namespace Binome.Storage.Tests;

public abstract class ProgrammeSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly PageOf FirstPage = new(10, null);

    private IProgrammeRows Programmes => Get<IProgrammeRows>();
    private IPairRows Pairs => Get<IPairRows>();
    private ISessionRows Sessions => Get<ISessionRows>();

    [Fact]
    public async Task Programmes_WhenFiltered_AreThoseThatFit()
    {
        await Put(
            Acme,
            TestRows.Programme("prg_1"),
            TestRows.Programme("prg_2", ProgrammePhase.Running),
            TestRows.Programme("prg_3", kind: ProgrammeKind.Peer)
        );

        (await Ids(null, null)).ShouldBe(["prg_3", "prg_2", "prg_1"]);
        (await Ids(ProgrammePhase.Running, null)).ShouldBe(["prg_2"]);
        (await Ids(null, ProgrammeKind.Peer)).ShouldBe(["prg_3"]);
        (await Ids(ProgrammePhase.Running, ProgrammeKind.Peer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enrolments_WhenFiltered_AreThoseOfTheRole()
    {
        await Put(
            Acme,
            TestRows.Enrolment("enr_1", "ptc_1"),
            TestRows.Enrolment("enr_2", "ptc_2", PairRole.Mentee),
            TestRows.Enrolment("enr_3", "ptc_1", programme: "prg_2")
        );

        var mentees = await Programmes.Enrolments(Acme, "prg_1", PairRole.Mentee, FirstPage);
        var all = await Programmes.AllEnrolments(Acme, "prg_1");

        mentees.Items.ShouldHaveSingleItem().Row.Id.ShouldBe("enr_2");
        all.Select(row => row.Id).ShouldBe(["enr_1", "enr_2"]);
    }

    [Fact]
    public async Task Enrolments_ThatWereWithdrawn_AreFoundWhenAskedForAlone()
    {
        var withdrawn = TestRows.Enrolment("enr_2", "ptc_2", PairRole.Mentee) with { WithdrawnAt = TestRows.At };
        await Put(Acme, TestRows.Enrolment("enr_1", "ptc_1"), withdrawn);

        (await Programmes.Withdrawn(Acme, "prg_1")).ShouldBe([withdrawn]);
        (await Programmes.FindEnrolment(Acme, "prg_1", "enr_2")).ShouldBe(withdrawn);
        (await Programmes.FindEnrolment(Acme, "prg_2", "enr_2")).ShouldBeNull();
        (await Programmes.AllEnrolments(Acme, "prg_1")).Select(row => row.Id).ShouldBe(["enr_1"]);
        (await Programmes.Enrolments(Acme, "prg_1", PairRole.Mentee, FirstPage)).Items.ShouldBeEmpty();
        (await Get<IResourceRows>().EnrolledIn(Acme, "ptc_2")).ShouldBeEmpty();
        (await Get<IIntakeRows>().Roles(Acme, "prg_1", "ptc_2")).ShouldBeEmpty();
        (await Get<IIntakeRows>().OfProgramme(Acme, "prg_1", null, FirstPage)).Items.Length.ShouldBe(1);
        (await Get<IIntakeRows>().Counts(Acme, "prg_1")).Values.Sum().ShouldBe(1);
        (await Get<IProgrammeReports>().Read(Acme, "prg_1")).PeopleEnrolled.ShouldBe(1);
        var reach = ProgrammeReach.Of(["prg_1"]);
        (await Get<IReachRows>().Includes(Acme, reach, Contracts.Ids.Participant, "ptc_1")).ShouldBeTrue();
        (await Get<IReachRows>().Includes(Acme, reach, Contracts.Ids.Participant, "ptc_2")).ShouldBeFalse();
    }

    [Fact]
    public async Task Charter_WhenAsked_IsThatVersionOfTheProgramme()
    {
        await Put(Acme, TestRows.Charter(1), TestRows.Charter(2), TestRows.Charter(3, "prg_2"));

        (await Programmes.Charter(Acme, "prg_1", 2)).ShouldBe(TestRows.Charter(2));
        (await Programmes.Charter(Acme, "prg_1", 3)).ShouldBeNull();
        (await Programmes.Charter(Other, "prg_1", 2)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestFilters.Pairs), MemberType = typeof(TestFilters))]
    public async Task Pairs_WhenFiltered_AreThoseThatFit(PairFilter filter)
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1"),
            TestRows.Pair("pair_2", "prg_9", "ptc_8", "ptc_9", PairPhase.Closed, overdue: true),
            TestRows.Pair("pair_3")
        );

        (await Pairs.List(Acme, filter, FirstPage)).Items.ShouldHaveSingleItem().Row.Id.ShouldBe("pair_2");
    }

    [Fact]
    public async Task Pairs_WhenFilteredAsTheBoardCounts_AreThosePairs()
    {
        await PutBoard();

        var now = TestRows.At.AddDays(21);
        (await Of(new PairFilter(Overdue: false) { DueUntil = now })).ShouldBe(["pair_1"]);
        (await Of(new PairFilter { DueFrom = now.AddMilliseconds(1) })).ShouldBe(["pair_2"]);
        (await Of(new PairFilter { Flagged = true })).ShouldBe(["pair_3"]);
        (await Of(new PairFilter { Stuck = true })).ShouldBe(["pair_3", "pair_1"]);
        (await Of(new PairFilter { ClosingProposed = true })).ShouldBe(["pair_3"]);
        (await Of(new PairFilter { RuleBroken = true })).ShouldBe(["pair_2"]);
        (await Of(new PairFilter { WaitingOn = WaitingOn.Mentor })).ShouldBe(["pair_6", "pair_5"]);
        (await Of(new PairFilter { WaitingOn = WaitingOn.Both })).ShouldBe(["pair_6"]);

        async Task<IEnumerable<string>> Of(PairFilter filter) =>
            (await Pairs.List(Acme, filter with { ProgrammeId = "prg_1" }, FirstPage)).Items.Select(item =>
                item.Row.Id
            );
    }

    [Fact]
    public async Task Board_CountsThePairsOfTheProgramme()
    {
        await PutBoard();

        var board = await Pairs.Board(Acme, "prg_1", TestRows.At.AddDays(21));

        board.PairsByPhase.ShouldBe(
            new Dictionary<PairPhase, int>
            {
                [PairPhase.Active] = 3,
                [PairPhase.Paused] = 1,
                [PairPhase.Charter] = 1,
                [PairPhase.AwaitingAcceptance] = 1,
                [PairPhase.Closed] = 1,
            },
            ignoreOrder: true
        );
        (board.Due, board.Overdue, board.Flagged, board.RuleBroken).ShouldBe((1, 1, 1, 1));
        (board.Stuck, board.ClosingProposed).ShouldBe((2, 1));
        (board.WaitingOnMentor, board.WaitingOnMentee).ShouldBe((2, 1));
        (await Pairs.Board(Other, "prg_1", TestRows.At)).PairsByPhase.ShouldBeEmpty();
    }

    /// <summary>One of each: due, to be due with a broken rule, flagged, pausing, waiting for one and for both, ended.</summary>
    private Task PutBoard() =>
        Put(
            Acme,
            TestRows.Pair("pair_1") with
            {
                StuckAt = TestRows.At,
            },
            TestRows.Pair("pair_2") with
            {
                NextDueAt = TestRows.At.AddDays(22),
                BrokenRule = "reporting_line",
            },
            TestRows.Pair("pair_3", overdue: true) with
            {
                FlaggedAt = TestRows.At,
                StuckAt = TestRows.At,
                ClosingProposedAt = TestRows.At,
            },
            TestRows.Pair("pair_4", phase: PairPhase.Paused),
            TestRows.Pair("pair_5", phase: PairPhase.Charter) with
            {
                NextDueAt = null,
                Charter = new PairCharter(1, null, TestRows.At),
            },
            TestRows.Pair("pair_6", phase: PairPhase.AwaitingAcceptance) with
            {
                NextDueAt = null,
                Acceptance = new PairAcceptance(TestRows.At, null, null),
            },
            TestRows.Pair("pair_7", phase: PairPhase.Closed) with
            {
                BrokenRule = "reporting_line",
            },
            TestRows.Pair("pair_8", programme: "prg_2", overdue: true)
        );

    [Fact]
    public async Task Pairs_WhenPagedWithAFilter_ContinueAfterTheLast()
    {
        await Put(Acme, [.. Enumerable.Range(1, 5).Select(i => TestRows.Pair($"pair_{i}"))]);
        await Put(Acme, TestRows.Pair("pair_6", overdue: true));
        var filter = new PairFilter(Overdue: false);

        var first = await Pairs.List(Acme, filter, new PageOf(3, null));
        var second = await Pairs.List(Acme, filter, new PageOf(3, first.Items[^1].Row.Id));

        first.HasMore.ShouldBeTrue();
        second.HasMore.ShouldBeFalse();
        first
            .Items.Concat(second.Items)
            .Select(item => item.Row.Id)
            .ShouldBe(["pair_5", "pair_4", "pair_3", "pair_2", "pair_1"]);
    }

    [Fact]
    public async Task OfProgramme_WhenAsked_AnswersWhoIsPairedWithWhom()
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1", mentor: "ptc_1", mentee: "ptc_2", phase: PairPhase.Closed),
            TestRows.Pair("pair_2", programme: "prg_2")
        );

        (await Pairs.OfProgramme(Acme, "prg_1")).ShouldBe([new PairedPeople("ptc_1", "ptc_2", PairPhase.Closed)]);
    }

    [Fact]
    public async Task Steps_WhenAsked_AreThoseOfThePair_TheLastFirst()
    {
        await Put(Acme, TestRows.Step("pst_1"), TestRows.Step("pst_2", pair: "pair_2"), TestRows.Step("pst_3"));

        var steps = await Pairs.Steps(Acme, "pair_1", FirstPage);

        steps.Items.Select(item => item.Row).ShouldBe([TestRows.Step("pst_3"), TestRows.Step("pst_1")]);
        (await Pairs.Steps(Other, "pair_1", FirstPage)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "pair_1,pair_2,pair_6")]
    [InlineData(true, "pair_1,pair_2,pair_3,pair_6")]
    public async Task ToFollow_WhenAsked_AreTheLivingPairsOfTheProgramme(bool closed, string expected)
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1"),
            TestRows.Pair("pair_2", phase: PairPhase.AwaitingAcceptance),
            TestRows.Pair("pair_3", phase: PairPhase.Closing),
            TestRows.Pair("pair_4", phase: PairPhase.Declined),
            TestRows.Pair("pair_6", phase: PairPhase.Charter),
            TestRows.Pair("pair_5", programme: "prg_2")
        );

        (await Pairs.ToFollow(Acme, "prg_1", closed, 10)).ShouldBe(expected.Split(','), ignoreOrder: true);
        (await Pairs.ToFollow(Acme, "prg_1", closed, 1)).Length.ShouldBe(1);
        (await Pairs.ToFollow(Other, "prg_1", closed, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sessions_WhenAsked_AreThoseOfThePair()
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1") with
            {
                LastSessionId = "ses_4",
            },
            TestRows.Pair("pair_2") with
            {
                LastSessionId = "ses_3",
            },
            TestRows.Session("ses_1"),
            TestRows.Session("ses_2", SessionStatus.Planned, previous: "ses_1"),
            TestRows.Session("ses_3", pair: "pair_2"),
            TestRows.Session("ses_4", previous: "ses_2")
        );

        (await Sessions.Find(Acme, "pair_1", "ses_1"))!.Row.ShouldBe(TestRows.Session("ses_1"));
        (await Sessions.Find(Acme, "pair_1", "ses_3")).ShouldBeNull();
        (await Sessions.List(Acme, "pair_1", null, FirstPage))
            .Items.Select(item => item.Row.Id)
            .ShouldBe(["ses_4", "ses_2", "ses_1"]);
        (await Sessions.List(Acme, "pair_1", SessionStatus.Planned, FirstPage))
            .Items.ShouldHaveSingleItem()
            .Row.Id.ShouldBe("ses_2");
        (await Sessions.List(Other, "pair_1", null, FirstPage)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sessions_WhenMoreThanAPage_GoOnAfterItsLast()
    {
        await Put(
            Acme,
            TestRows.Pair("pair_1") with
            {
                LastSessionId = "ses_3",
            },
            TestRows.Session("ses_1"),
            TestRows.Session("ses_2", previous: "ses_1"),
            TestRows.Session("ses_3", previous: "ses_2")
        );

        var first = await Sessions.List(Acme, "pair_1", null, new PageOf(2, null));
        var rest = await Sessions.List(Acme, "pair_1", null, new PageOf(2, "ses_2"));
        var ofAnother = await Sessions.List(Acme, "pair_2", null, new PageOf(2, "ses_2"));

        first.Items.Select(item => item.Row.Id).ShouldBe(["ses_3", "ses_2"]);
        first.HasMore.ShouldBeTrue();
        rest.Items.ShouldHaveSingleItem().Row.Id.ShouldBe("ses_1");
        rest.HasMore.ShouldBeFalse();
        ofAnother.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_WhenPairsLive_AddsThemUp()
    {
        await Put(
            Acme,
            TestRows.Enrolment("enr_1", "ptc_1"),
            TestRows.Enrolment("enr_2", "ptc_1", PairRole.Mentee),
            TestRows.Enrolment("enr_3", "ptc_2", PairRole.Mentee),
            TestRows.Enrolment("enr_4", "ptc_3", PairRole.Mentee),
            TestRows.Enrolment("enr_5", "ptc_4", PairRole.Mentee),
            TestRows.Pair("pair_1", mentor: "ptc_1", mentee: "ptc_2", overdue: true),
            TestRows.Pair("pair_2", mentor: "ptc_1", mentee: "ptc_left"),
            TestRows.Pair("pair_3", mentor: "ptc_1", mentee: "ptc_3", phase: PairPhase.Closed),
            TestRows.Pair("pair_4", programme: "prg_2", mentor: "ptc_1", mentee: "ptc_4")
        );

        var report = await Get<IProgrammeReports>().Read(Acme, "prg_1");

        report.PairsByPhase.ShouldBe(
            new Dictionary<PairPhase, int> { [PairPhase.Active] = 2, [PairPhase.Closed] = 1 },
            ignoreOrder: true
        );
        (report.PairsOverdue, report.SessionsHeld, report.SessionsDue, report.SessionsOnTime).ShouldBe((1, 9, 12, 6));
        (report.PeopleEnrolled, report.PeoplePaired).ShouldBe((4, 2));
        report.MatchRate.ShouldBe(0.5);
    }

    [Fact]
    public async Task Report_WhenNothingIsThere_IsAllNothing()
    {
        var report = await Get<IProgrammeReports>().Read(Acme, "prg_1");

        report.PairsByPhase.ShouldBeEmpty();
        report.MatchRate.ShouldBeNull();
        report.OnTimeShare.ShouldBeNull();
    }

    [Fact]
    public async Task Reads_WhenTheTenantIsAnother_SeeNothing()
    {
        await Put(
            Acme,
            TestRows.Programme("prg_1"),
            TestRows.Enrolment("enr_1", "ptc_1"),
            TestRows.Pair("pair_1"),
            TestRows.Session("ses_1")
        );

        (await Programmes.Find(Other, "prg_1")).ShouldBeNull();
        (await Programmes.List(Other, new ProgrammeFilter(), FirstPage)).Items.ShouldBeEmpty();
        (await Programmes.Enrolments(Other, "prg_1", null, FirstPage)).Items.ShouldBeEmpty();
        (await Programmes.AllEnrolments(Other, "prg_1")).ShouldBeEmpty();
        (await Programmes.FindEnrolment(Other, "prg_1", "enr_1")).ShouldBeNull();
        (await Pairs.Find(Other, "pair_1")).ShouldBeNull();
        (await Pairs.List(Other, new PairFilter(), FirstPage)).Items.ShouldBeEmpty();
        (await Pairs.OfProgramme(Other, "prg_1")).ShouldBeEmpty();
        (await Sessions.Find(Other, "pair_1", "ses_1")).ShouldBeNull();
        (await Sessions.List(Other, "pair_1", null, FirstPage)).Items.ShouldBeEmpty();
        (await Get<IProgrammeReports>().Read(Other, "prg_1")).PeopleEnrolled.ShouldBe(0);
    }

    [Theory]
    [InlineData(2, "pair_4")]
    [InlineData(5, null)]
    [InlineData(7, null)]
    public async Task PairsAsStored_ArePairsOfTheList(int limit, string? last)
    {
        await Put(Acme, [.. Enumerable.Range(1, 5).Select(i => TestRows.Pair($"pair_{i}"))]);
        await Put(Acme, TestRows.Pair("pair_6", programme: "prg_other"));
        var filter = new PairFilter(Overdue: false, Within: ProgrammeReach.Of(["prg_1", "prg_2"]));
        var page = new PageOf(limit, null);
        var json = new ArrayBufferWriter<byte>();

        var next = await Pairs.ListJson(Acme, filter, page, json);

        next.ShouldBe(last);
        var rows = (await Pairs.List(Acme, filter, page)).Items.Select(item =>
            Encoding.UTF8.GetString(LedgerJson.Write(item.Row))
        );
        Encoding.UTF8.GetString(json.WrittenSpan).ShouldBe(string.Join(',', rows));
    }

    [Fact]
    public async Task PairsAsStored_WhenTheReachIsEmpty_AreNone()
    {
        await Put(Acme, TestRows.Pair("pair_1"));
        var json = new ArrayBufferWriter<byte>();

        var next = await Pairs.ListJson(Acme, new PairFilter(Within: ProgrammeReach.None), new PageOf(5, null), json);

        next.ShouldBeNull();
        json.WrittenCount.ShouldBe(0);
    }

    private async Task<IEnumerable<string>> Ids(ProgrammePhase? phase, ProgrammeKind? kind) =>
        (await Programmes.List(Acme, new ProgrammeFilter(phase, kind), FirstPage)).Items.Select(item => item.Row.Id);
}
