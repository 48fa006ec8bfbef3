using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Moments;

namespace Binome.Grains.Tests.Programmes;

public sealed class WorkshopRulesTests
{
    private static readonly Actor Somebody = new("req_1", "sgn_1", new("mbr_1", "Camille", "camille@acme.example"));

    private static readonly WorkshopDetails Details = new(
        PairRole.Mentor,
        new WorkshopWords("Getting ready", "Come."),
        new WorkshopWords("Se préparer", "Venez."),
        Day(7),
        90,
        "Room 4"
    );

    [Fact]
    public void Save_OfANewOne_PlansIt()
    {
        var planned = Planned();

        planned.Effects.EventTypes().ShouldBe([EventTypes.WorkshopPlanned]);
        planned.Effects.Single<WorkshopRow>().Details.ShouldBe(Details);
    }

    [Theory]
    [InlineData("", "text", 90, "Room 4", "/en/title")]
    [InlineData("Title", " ", 90, "Room 4", "/en/text")]
    [InlineData("Title", "text", 0, "Room 4", "/duration_minutes")]
    public void Save_OfWhatIsNotWhole_IsRefusedAtItsPlace(
        string title,
        string text,
        int minutes,
        string place,
        string pointer
    )
    {
        var details = Details with { En = new WorkshopWords(title, text), DurationMinutes = minutes, Place = place };
        Save(new WorkshopState(), details).Failure!.Pointer.ShouldBe(pointer);
    }

    [Fact]
    public void Answer_OfSomebodyItIsNotFor_FindsNoWorkshop()
    {
        var answer = new AnswerWorkshop("ptc_1", true, Somebody);
        WorkshopRules
            .Answer("wsp_1", Planned().State, answer, [PairRole.Mentee], Start)
            .Failure!.Code.ShouldBe(FailureCodes.NotFound);
        WorkshopRules.Answer("wsp_1", Planned().State, answer, [], Start).Failure!.Code.ShouldBe(FailureCodes.NotFound);
    }

    [Fact]
    public void Answer_SaidAnew_CountsTheLast()
    {
        var yes = Answered(Planned().State, true);
        var no = Answered(yes.State, false);

        yes.Effects.Single<WorkshopRow>().Coming.ShouldBe(1);
        no.Effects.Single<WorkshopRow>().Coming.ShouldBe(0);
        no.Effects.Single<AttendanceRow>().Coming.ShouldBe(false);
    }

    [Fact]
    public void Answer_ByAKey_AsksForAPerson() =>
        WorkshopRules
            .Answer(
                "wsp_1",
                Planned().State,
                new AnswerWorkshop("ptc_1", true, Somebody with { Member = null }),
                [PairRole.Mentor],
                Start
            )
            .Failure!.Code.ShouldBe(FailureCodes.PersonRequired);

    [Fact]
    public void Answer_WhenItIsFull_IsRefused_ButNotOfThoseWhoAreKnown()
    {
        var state = Planned().State;
        for (var person = 0; person < Limits.WorkshopPeopleMax; person++)
            state = state with { People = state.People.Add($"ptc_{person}", new Attendance(true, null, Start)) };

        WorkshopRules
            .Answer("wsp_1", state, new AnswerWorkshop("ptc_new", true, Somebody), [PairRole.Mentor], Start)
            .Failure!.Code.ShouldBe(FailureCodes.WorkshopFull);
        Answered(state, false).State.People.Count.ShouldBe(Limits.WorkshopPeopleMax);
    }

    [Fact]
    public void State_WhenItIsFullOfTheLongestWords_FitsIntoAGrain()
    {
        var words = new WorkshopWords(
            new string('é', Limits.NameCharactersMax),
            new string('é', Limits.WorkshopCharactersMax)
        );
        var state = Save(new WorkshopState(), Details with { En = words, Fr = words }).Value.State;
        for (var person = 0; person < Limits.WorkshopPeopleMax; person++)
        {
            var id = Ids.Derived(Ids.Participant, Start, $"{person}");
            state = state with { People = state.People.Add(id, new Attendance(true, true, Start)) };
        }

        LedgerJson.Write(state).Length.ShouldBeLessThan(Limits.StateBytesMax);
    }

    [Fact]
    public void Record_BeforeItBegan_IsRefused_AndAfterwardsCountsWhoWasThere()
    {
        var record = new RecordAttendance([new("ptc_1", true), new("ptc_2", false)], Somebody);
        var state = Answered(Planned().State, true).State;

        WorkshopRules
            .Record("wsp_1", state, record, unknown: null, Day(6))
            .Failure!.Code.ShouldBe(FailureCodes.WorkshopNotBegun);
        var recorded = WorkshopRules.Record("wsp_1", state, record, unknown: null, Day(7)).Value;
        var row = recorded.Effects.Single<WorkshopRow>();
        (row.Coming, row.Attended).ShouldBe((1, 1));
        var one = recorded.Effects.Rows.OfType<AttendanceRow>().Single(person => person.Id == "ptc_1");
        (one.Coming, one.Attended, one.RecordedBy).ShouldBe((true, true, Somebody.Member));
    }

    [Fact]
    public void Record_OfSomebodyUnknown_PointsToThem_AndRecordsNobody() =>
        WorkshopRules
            .Record("wsp_1", Planned().State, new([new("ptc_1", true)], Somebody), unknown: 0, Day(8))
            .Failure!.Pointer.ShouldBe("/attendance/0/participant");

    [Fact]
    public void Cancelled_TakesNothingMore()
    {
        var cancelled = WorkshopRules.Cancel("wsp_1", Planned().State, Somebody, Start).State;

        Save(cancelled, Details).Failure!.Code.ShouldBe(FailureCodes.WorkshopCancelled);
        WorkshopRules
            .Answer("wsp_1", cancelled, new("ptc_1", true, Somebody), [PairRole.Mentor], Start)
            .Failure!.Code.ShouldBe(FailureCodes.WorkshopCancelled);
        WorkshopRules
            .Record("wsp_1", cancelled, new([new("ptc_1", true)], Somebody), unknown: null, Day(8))
            .Failure!.Code.ShouldBe(FailureCodes.WorkshopCancelled);
    }

    [Fact]
    public void Save_ForOtherRoles_KeepsWhomItIsNoLongerFor()
    {
        var roles = new List<string>();
        var state = new WorkshopState();
        foreach (var role in (PairRole?[])[PairRole.Mentor, null, PairRole.Mentee, PairRole.Mentor, null])
        {
            state = Save(state, Details with { For = role }).Value.State;
            roles.Add(string.Join(", ", WorkshopRules.Row("wsp_1", state).NoLongerFor));
        }

        roles.ShouldBe(["", "", "Mentor", "Mentee", ""]);
    }

    private static WorkshopChange Planned() => Save(new WorkshopState(), Details).Value;

    private static WorkshopChange Answered(WorkshopState state, bool coming) =>
        WorkshopRules.Answer("wsp_1", state, new("ptc_1", coming, Somebody), [PairRole.Mentor], Start).Value.Change;

    private static Outcome<WorkshopChange> Save(WorkshopState state, WorkshopDetails details)
    {
        var programme = ProgrammeRules.Row("prg_1", ProgrammeSamples.Created());
        return WorkshopRules.Save("wsp_1", state, new SaveWorkshop("prg_1", details, null, Somebody), programme, Start);
    }
}
