using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Pairs;

public sealed class PairLifeRulesTests
{
    [Fact]
    public void Open_WhenTheProgrammeAsksBoth_WaitsForTheirAnswers()
    {
        var opened = PairRules.Open(PairId, Command() with { AcceptanceDays = 3 }, Start).Value;

        opened.State.Phase.ShouldBe(PairPhase.AwaitingAcceptance);
        opened.Effects.WakeUps.ShouldBe([
            new WakeUpChange(PairRules.Ask, Start),
            new WakeUpChange(PairLifeRules.AnswerDue, Day(3)),
        ]);
        var row = opened.Effects.Single<PairRow>();
        (row.NextDueAt, row.Acceptance).ShouldBe((null, new PairAcceptance(Day(3), null, null)));
    }

    [Fact]
    public void Accept_WhenTheOtherHasNotAnswered_KeepsTheAnswer()
    {
        var accepted = Accept(Asked(), Mentor, Day(1)).Value;

        accepted.State.Phase.ShouldBe(PairPhase.AwaitingAcceptance);
        accepted.State.Acceptance.ShouldBe(new PairAcceptance(Day(3), Day(1), null));
        accepted.Effects.EventTypes().ShouldBe([EventTypes.PairAccepted]);
        accepted.Effects.Single<PairStepRow>().ParticipantId.ShouldBe(Mentor);
    }

    [Fact]
    public void Accept_WhenBothHave_BeginsThePairAndCountsFromThen()
    {
        var one = Accept(Asked(), Mentor, Day(1)).Value.State;

        var both = Accept(one, Mentee, Day(2)).Value;

        both.State.Phase.ShouldBe(PairPhase.Active);
        both.State.StartsAt.ShouldBe(Day(2));
        both.State.Window.ShouldBe(CadenceRules.First(both.State, Day(2)));
        both.Effects.EventTypes().ShouldBe([EventTypes.PairAccepted, EventTypes.PairActivated]);
        both.Effects.WakeUps.ShouldContain(new WakeUpChange(PairLifeRules.AnswerDue, null));
        both.Effects.WakeUps.ShouldContain(new WakeUpChange(PairRules.Tick, both.State.Window!.DueAt));
    }

    [Fact]
    public void Accept_WhenACharterIsToSign_OpensItAndKeepsTheRhythm()
    {
        var asked = PairRules
            .Open(PairId, Command() with { AcceptanceDays = 3, CharterVersion = 2 }, Start)
            .Value.State;

        var both = Accept(Accept(asked, Mentor, Day(1)).Value.State, Mentee, Day(2)).Value;

        both.State.Phase.ShouldBe(PairPhase.Charter);
        both.State.Charter.ShouldBe(new PairCharter(2, null, null));
        both.State.ArmedAt.ShouldBe(both.State.Window!.DueAt);
        both.Effects.EventTypes().ShouldBe([EventTypes.PairAccepted, EventTypes.PairChartered]);
    }

    [Fact]
    public void Sign_WhenBothHave_MakesThePairActiveAndMovesNoWindow()
    {
        var one = Sign(ToSign(), Mentee, Day(1)).Value;
        one.State.Phase.ShouldBe(PairPhase.Charter);

        var both = Sign(one.State, Mentor, Day(2)).Value;

        both.State.Phase.ShouldBe(PairPhase.Active);
        both.State.Charter.ShouldBe(new PairCharter(2, Day(2), Day(1)));
        both.State.Window.ShouldBe(ToSign().Window);
        both.Effects.EventTypes().ShouldBe([EventTypes.PairSigned, EventTypes.PairActivated]);
    }

    [Fact]
    public void Sign_WhenAnotherVersionWasRead_IsRefused() =>
        Sign(ToSign(), Mentor, Day(1), version: 1).Failure!.Code.ShouldBe(FailureCodes.CharterVersion);

    [Fact]
    public void Sign_WhenThereIsNothingToSign_IsRefused() =>
        Sign(Opened(), Mentor, Day(1)).Failure!.Code.ShouldBe(FailureCodes.PairPhase);

    [Fact]
    public void AddSession_WhenTheCharterIsNotSigned_IsTakenAndSaysSo()
    {
        var before = SessionRules.Add(PairId, ToSign(), Held(Day(2)), Day(2)).Value.Session;
        var planned = Add(ToSign(), Planned(Day(3)), Day(2));
        var after = Sign(Sign(planned, Mentor, Day(2)).Value.State, Mentee, Day(2)).Value.State;
        var held = SessionRules.Change(PairId, after, To(SessionStatus.Held), Day(3)).Value.Session;

        (before.BeforeCharter, held.BeforeCharter).ShouldBe((true, false));
    }

    [Fact]
    public void Decline_SaysNothingOfWhy_ButToItsAuthor()
    {
        var by = By(Mentee) with { SealedReason = "sealed" };

        var declined = PairLifeRules.Step(PairId, Asked(), PairStep.Decline, by, Day(1)).Value;

        declined.State.Phase.ShouldBe(PairPhase.Declined);
        var step = declined.Effects.Single<PairStepRow>();
        (step.Reason, step.SealedReason).ShouldBe((null, "sealed"));
        LedgerJson.Write(declined.State).AsSpan().IndexOf("sealed"u8).ShouldBe(-1);
        LedgerJson.Write(declined.Effects.Single<PairRow>()).AsSpan().IndexOf("sealed"u8).ShouldBe(-1);
        declined
            .Effects.Events.SelectMany(happened => happened.Data)
            .ShouldAllBe(field => !"sealed".Equals(field.Value.Content));
    }

    [Fact]
    public void Separate_WhenSessionsArePlanned_CancelsThemAndFreesWhatWasHeld()
    {
        var planned = Add(Opened(), Planned(Day(5)), Day(1));

        var separated = PairLifeRules.Step(PairId, planned, PairStep.Separate, By(null), Day(2)).Value;

        separated.State.Planned.ShouldBeEmpty();
        separated.Effects.Single<SessionRow>().Status.ShouldBe(SessionStatus.Cancelled);
        separated.Effects.EventTypes().ShouldBe([EventTypes.PairSeparated, EventTypes.SessionCancelled]);
        separated.Effects.Claims.ShouldBe([
            new ClaimChange(PairRules.PeopleClaim, "prg_1/ptc_mentor/ptc_mentee", Held: false),
        ]);
        separated.Effects.WakeUps.ShouldBe([
            new WakeUpChange(PairLifeRules.FreeSeats, Day(2)),
            new WakeUpChange(PairRules.Tick, null),
        ]);
        separated.State.EndedAt.ShouldBe(Day(2));
    }

    [Fact]
    public void Pause_StopsTheRhythm_AndResumeMovesItByTheDaysPaused()
    {
        var opened = Opened();
        var paused = PairLifeRules.Step(PairId, opened, PairStep.Pause, By(null), Day(3)).Value;
        paused.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, null)]);

        var resumed = PairLifeRules.Step(PairId, paused.State, PairStep.Resume, By(null), Day(13)).Value;

        resumed.State.Window!.DueAt.ShouldBe(opened.Window!.DueAt.AddDays(10));
        resumed.State.Window.OverdueAt.ShouldBe(opened.Window.OverdueAt.AddDays(10));
        resumed.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, resumed.State.Window.DueAt)]);
    }

    [Fact]
    public void Resume_WhenTheSessionWasDueBefore_MovesOnlyWhatIsToCome()
    {
        var due = Due();
        var paused = PairLifeRules.Step(PairId, due, PairStep.Pause, By(null), Day(8)).Value.State;

        var resumed = PairLifeRules.Step(PairId, paused, PairStep.Resume, By(null), Day(10)).Value.State;

        resumed.Window!.DueAt.ShouldBe(due.Window!.DueAt);
        resumed.Window.OverdueAt.ShouldBe(due.Window.OverdueAt.AddDays(2));
    }

    [Fact]
    public void AddSession_WhenThePairPauses_IsRefused()
    {
        var paused = PairLifeRules.Step(PairId, Opened(), PairStep.Pause, By(null), Day(3)).Value.State;

        var refused = SessionRules.Add(PairId, paused, Planned(Day(9)), Day(4)).Failure!;

        (refused.Code, refused.Arguments.Single()).ShouldBe((FailureCodes.PairPhase, "paused"));
    }

    [Fact]
    public void AddSession_WhenThePairCloses_IsTakenAndOpensNoWindow()
    {
        var closing = PairLifeRules.Step(PairId, Opened(), PairStep.BeginClosing, By(null), Day(3)).Value.State;

        var held = Add(closing, Held(Day(4)));

        (held.SessionsHeld, held.Window, held.ArmedAt).ShouldBe((1, null, null));
    }

    [Fact]
    public void Move_WhenSeparatingWithoutAReason_IsRefused()
    {
        var command = new MovePair(PairStep.Separate, "  ", CompanyActor);

        PairLifeRules.Refusal(command)!.Code.ShouldBe(FailureCodes.Required);
        PairLifeRules.Refusal(command with { Reason = "They asked for it." }).ShouldBeNull();
    }

    [Theory]
    [InlineData(PairStep.Accept)]
    [InlineData(PairStep.Expire)]
    public void Move_WhenTheStepIsNoCoordinators_IsRefused(PairStep step) =>
        PairLifeRules.Refusal(new MovePair(step, null, CompanyActor))!.Pointer.ShouldBe("/step");

    [Fact]
    public void Move_WhenNobodyIsSignedIn_IsRefused() =>
        PairLifeRules
            .Refusal(new MovePair(PairStep.Pause, null, CompanyActor with { Member = null }))!
            .Code.ShouldBe(FailureCodes.PersonRequired);
}
