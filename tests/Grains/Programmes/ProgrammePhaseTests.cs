using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

/// <summary>Every command in every phase.</summary>
public sealed class ProgrammePhaseTests
{
    private const string Refused = "refused";
    private const string Stays = "stays";

    [Theory]
    [InlineData(ProgrammePhase.Draft, "enrolling")]
    [InlineData(ProgrammePhase.Enrolling, Refused)]
    [InlineData(ProgrammePhase.Matching, Refused)]
    [InlineData(ProgrammePhase.Running, Refused)]
    [InlineData(ProgrammePhase.Closing, Refused)]
    [InlineData(ProgrammePhase.Closed, Refused)]
    public void Launch_InEachPhase_Leads(ProgrammePhase phase, string to) =>
        Leads(phase, to, ProgrammeRules.Launch(ProgrammeId, In(phase), By("req_1"), Day(1)));

    [Theory]
    [InlineData(ProgrammePhase.Draft, Refused)]
    [InlineData(ProgrammePhase.Enrolling, "matching")]
    [InlineData(ProgrammePhase.Matching, Stays)]
    [InlineData(ProgrammePhase.Running, Stays)]
    [InlineData(ProgrammePhase.Closing, Refused)]
    [InlineData(ProgrammePhase.Closed, Refused)]
    public void BeginMatching_InEachPhase_Leads(ProgrammePhase phase, string to) =>
        Leads(phase, to, ProgrammeRules.BeginMatching(ProgrammeId, In(phase), Day(1)));

    [Theory]
    [InlineData(ProgrammePhase.Draft, Refused)]
    [InlineData(ProgrammePhase.Enrolling, Refused)]
    [InlineData(ProgrammePhase.Matching, "running")]
    [InlineData(ProgrammePhase.Running, Stays)]
    [InlineData(ProgrammePhase.Closing, Refused)]
    [InlineData(ProgrammePhase.Closed, Refused)]
    public void BeginRunning_InEachPhase_Leads(ProgrammePhase phase, string to) =>
        Leads(phase, to, ProgrammeRules.BeginRunning(ProgrammeId, In(phase), Day(1)));

    [Theory]
    [InlineData(ProgrammePhase.Draft, Refused)]
    [InlineData(ProgrammePhase.Enrolling, Refused)]
    [InlineData(ProgrammePhase.Matching, Refused)]
    [InlineData(ProgrammePhase.Running, "closing")]
    [InlineData(ProgrammePhase.Closing, "closed")]
    [InlineData(ProgrammePhase.Closed, Refused)]
    public void Close_InEachPhase_Leads(ProgrammePhase phase, string to) =>
        Leads(phase, to, ProgrammeRules.Close(ProgrammeId, In(phase), By("req_1"), Day(1)));

    [Theory]
    [InlineData(ProgrammePhase.Draft, true)]
    [InlineData(ProgrammePhase.Enrolling, true)]
    [InlineData(ProgrammePhase.Matching, true)]
    [InlineData(ProgrammePhase.Running, true)]
    [InlineData(ProgrammePhase.Closing, false)]
    [InlineData(ProgrammePhase.Closed, false)]
    public void Enrols_InEachPhase_LetsLateJoinersInUntilItCloses(ProgrammePhase phase, bool enrols) =>
        ProgrammeRules.Enrols(phase).ShouldBe(enrols);

    [Theory]
    [InlineData(ProgrammePhase.Draft, true)]
    [InlineData(ProgrammePhase.Enrolling, true)]
    [InlineData(ProgrammePhase.Matching, true)]
    [InlineData(ProgrammePhase.Running, true)]
    [InlineData(ProgrammePhase.Closing, true)]
    [InlineData(ProgrammePhase.Closed, false)]
    public void Change_InEachPhase_IsAllowedUntilItHasClosed(ProgrammePhase phase, bool allowed) =>
        ProgrammeRules
            .Change(ProgrammeId, In(phase), new ProgrammeChange { Name = "Renamed" }, Day(1))
            .Succeeded.ShouldBe(allowed);

    [Theory]
    [InlineData(ProgrammePhase.Draft, true)]
    [InlineData(ProgrammePhase.Enrolling, false)]
    [InlineData(ProgrammePhase.Closing, false)]
    public void Change_WhenTheKindChanges_IsForDraftsOnly(ProgrammePhase phase, bool allowed)
    {
        var changed = ProgrammeRules.Change(ProgrammeId, In(phase), new() { Kind = ProgrammeKind.Peer }, Day(1));

        changed.Succeeded.ShouldBe(allowed);
        (changed.Failure?.Pointer).ShouldBe(allowed ? null : "/kind");
    }

    [Fact]
    public void Launch_WhenTheSameCommandIsRepeated_ChangesNothing()
    {
        var launched = ProgrammeRules.Launch(ProgrammeId, Ready(), By("req_1"), Day(1)).Value.State;

        ProgrammeRules.Launch(ProgrammeId, launched, By("req_1"), Day(2)).Value.Changed.ShouldBeFalse();
        ProgrammeRules
            .Launch(ProgrammeId, launched, By("req_2"), Day(2))
            .Failure!.Code.ShouldBe(FailureCodes.ProgrammePhase);
    }

    [Fact]
    public void Close_WhenTheSameCommandIsRepeated_GoesOneStepOnly()
    {
        var closing = ProgrammeRules.Close(ProgrammeId, In(ProgrammePhase.Running), By("req_1"), Day(1)).Value.State;

        ProgrammeRules
            .Close(ProgrammeId, closing, By("req_1"), Day(2))
            .Value.State.Phase.ShouldBe(ProgrammePhase.Closing);
    }

    [Fact]
    public void Change_WhenNothingChanges_WritesNothing() =>
        ProgrammeRules.Change(ProgrammeId, Created(), Complete(), Day(1)).Value.Changed.ShouldBeFalse();

    [Fact]
    public void Change_WhenItsOwnParent_IsRefused() =>
        ProgrammeRules
            .Change(ProgrammeId, Created(), new() { ParentProgrammeId = ProgrammeId }, Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.ProgrammeParent);

    [Fact]
    public void Enrol_WhenPeopleAreAdded_CountsThemByRole()
    {
        var enrolled = ProgrammeRules.Enrol(ProgrammeId, Created(), Rows(2, 3), themselves: false, Day(1)).Value;

        (enrolled.State.Mentors, enrolled.State.Mentees).ShouldBe((2, 3));
        enrolled.Effects.Rows.OfType<EnrolmentRow>().Count().ShouldBe(5);
        enrolled.Effects.Events.Single().Data("mentees").ShouldBe(3L);
    }

    [Fact]
    public void Enrol_WhenNobodyIsNew_WritesNothing() =>
        ProgrammeRules.Enrol(ProgrammeId, Created(), [], themselves: false, Day(1)).Value.Changed.ShouldBeFalse();

    [Fact]
    public void Enrol_WhenTheProgrammeIsFull_IsRefusedAtTheLimitAndNotBefore()
    {
        var almost = Created() with { Mentors = Limits.ParticipantsPerProgrammeMax - 5 };

        ProgrammeRules.Enrol(ProgrammeId, almost, Rows(2, 3), themselves: false, Day(1)).Succeeded.ShouldBeTrue();
        ProgrammeRules
            .Enrol(ProgrammeId, almost, Rows(3, 3), themselves: false, Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.ProgrammeFull);
    }

    private static ImmutableArray<EnrolmentRow> Rows(int mentors, int mentees) =>
        [
            .. Enumerable
                .Range(0, mentors + mentees)
                .Select(at => new EnrolmentRow(
                    $"enr_{at}",
                    ProgrammeId,
                    $"ptc_{at}",
                    at < mentors ? PairRole.Mentor : PairRole.Mentee,
                    EnrolmentOrigin.Volunteer,
                    Start
                )),
        ];

    private static void Leads(ProgrammePhase from, string to, Outcome<ProgrammeDecided> decided)
    {
        if (to == Refused)
        {
            decided.Failure!.Code.ShouldBe(FailureCodes.ProgrammePhase);
            decided.Failure.Arguments.Single().ShouldBe(Code(from));
            return;
        }
        decided.Value.Changed.ShouldBe(to != Stays);
        if (to == Stays)
            return;
        Code(decided.Value.State.Phase).ShouldBe(to);
        var happened = decided.Value.Effects.Events.Single();
        (happened.Type, happened.Data("from"), happened.Data("to")).ShouldBe(
            (EventTypes.ProgrammePhaseChanged, Code(from), to)
        );
    }

    private static string Code(ProgrammePhase phase) => phase.ToString().ToLowerInvariant();
}
