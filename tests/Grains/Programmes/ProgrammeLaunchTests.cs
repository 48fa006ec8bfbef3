using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

public sealed class ProgrammeLaunchTests
{
    [Fact]
    public void Launch_WhenEverythingIsMissing_NamesEachGap()
    {
        var bare = Created(
            new ProgrammeChange
            {
                Name = "Bare",
                Kind = ProgrammeKind.Reverse,
                Pilot = true,
            }
        );

        var failure = ProgrammeRules.Launch(ProgrammeId, bare, By("req_1"), Day(1)).Failure!;

        failure.Code.ShouldBe(FailureCodes.ProgrammeNotReady);
        failure
            .Others.Select(gap => gap.Pointer)
            .ShouldBe([
                "/goals",
                "/owner",
                "/sponsor/commitment",
                "/starts_on",
                "/kpis",
                "/checklist/readiness_checked",
                "/checklist/goals_communicated",
            ]);
    }

    [Fact]
    public void Launch_WhenTheSponsorCommitsToNothing_IsNotReady()
    {
        var state = Ready(Complete() with { Sponsor = new Sponsor("Ada", null, " ") });

        ProgrammeRules
            .Launch(ProgrammeId, state, By("req_1"), Day(1))
            .Failure!.Others.Single()
            .Pointer.ShouldBe("/sponsor/commitment");
    }

    [Fact]
    public void Check_WhenTicked_KeepsWhoAndWhen()
    {
        var ticked = ProgrammeRules.Check(ProgrammeId, Created(), ChecklistItems.Readiness, Cora, Day(1)).Value;

        ticked.State.Checklist[0].ShouldBe(new ChecklistItem(ChecklistItems.Readiness, Day(1), Cora));
        ticked.Effects.Events.Single().Data("item").ShouldBe(ChecklistItems.Readiness);
    }

    [Fact]
    public void Check_WhenTickedAgain_KeepsTheFirst() =>
        ProgrammeRules
            .Check(
                ProgrammeId,
                Ready(),
                ChecklistItems.Readiness,
                new ActingMember("mbr_bob", "Bob", "bob@acme.example"),
                Day(2)
            )
            .Value.Changed.ShouldBeFalse();

    [Fact]
    public void Check_WhenTheItemIsUnknown_IsRefused() =>
        ProgrammeRules.Check(ProgrammeId, Created(), "coffee", Cora, Day(1)).Failure!.Pointer.ShouldBe("/item");

    [Fact]
    public void DecideGate_WhenNoKpiWasFixed_IsRefused() =>
        Decide(Ready(), []).Failure!.Code.ShouldBe(FailureCodes.GateWithoutKpis);

    [Fact]
    public void DecideGate_WhenAKpiHasNoEvidence_NamesIt()
    {
        var failure = Decide(WithKpis(), [new("satisfaction", 82)]).Failure!;

        (failure.Code, failure.Pointer, failure.Arguments.Single()).ShouldBe(
            (FailureCodes.Required, "/evidence", "skills_gained")
        );
    }

    [Fact]
    public void DecideGate_WhenEvidenceIsForNoKpi_IsRefused() =>
        Decide(WithKpis(), [new("satisfaction", 82), new("skills_gained", 3), new("weather", 1)])
            .Failure!.Pointer.ShouldBe("/evidence/2/code");

    [Theory]
    [InlineData("", FailureCodes.Required)]
    [InlineData("x", FailureCodes.TooLong)]
    public void DecideGate_WhenTheReasonIsEmptyOrTooLong_IsRefused(string reason, string code)
    {
        var text = reason.Length == 0 ? reason : new string('x', Limits.TextCharactersMax + 1);
        var command = new DecideGate(true, [], text, By("req_1"));

        var failure = ProgrammeRules.DecideGate(ProgrammeId, WithKpis(), command, Cora, Day(1)).Failure!;

        (failure.Code, failure.Pointer).ShouldBe((code, "/reason"));
    }

    [Fact]
    public void DecideGate_WhenDecided_RecordsEvidenceAndPersonButNoWordInTheLog()
    {
        ImmutableArray<KpiEvidence> evidence = [new("satisfaction", 82), new("skills_gained", 3)];

        var decided = Decide(WithKpis(), evidence).Value;

        decided.State.Gate!.Evidence.ShouldBe(evidence);
        (decided.State.Gate.DecidedBy, decided.State.Gate.DecidedAt).ShouldBe((Cora, Day(1)));
        decided.Effects.Events.Single().Data.ShouldBe([("go", true), ("member", Cora.Id)]);
    }

    private static ProgrammeState WithKpis() =>
        Ready(
            Complete() with
            {
                Pilot = true,
                Kpis = (ImmutableArray<Kpi>?)
                    [new Kpi("satisfaction", "", 80, "percent"), new Kpi("skills_gained", "", 2, "count")],
            }
        );

    private static Outcome<ProgrammeDecided> Decide(ProgrammeState state, ImmutableArray<KpiEvidence> evidence) =>
        ProgrammeRules.DecideGate(
            ProgrammeId,
            state,
            new DecideGate(true, evidence, "All went well", By("req_1")),
            Cora,
            Day(1)
        );
}
