using Binome.Contracts.Pairs;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Pairs;

public sealed class PairRulesTests
{
    [Fact]
    public void Open_WhenNobodyDecided_IsRefused() =>
        PairRules
            .Open(PairId, Command() with { Decision = null }, Start)
            .Failure!.Code.ShouldBe(FailureCodes.PairUndecided);

    [Fact]
    public void Open_WhenDecided_WaitsForItsFirstTick()
    {
        var opened = PairRules.Open(PairId, Command(), Start).Value;

        opened.State.Phase.ShouldBe(PairPhase.Active);
        opened.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, At("2026-01-12T08:00Z"))]);
        opened.Effects.EventTypes().ShouldBe([EventTypes.PairOpened]);
        opened.Effects.Claims.ShouldBe([
            new ClaimChange(PairRules.PeopleClaim, "prg_1/ptc_mentor/ptc_mentee", Held: true),
        ]);
    }

    [Fact]
    public void Open_WhenDecided_ShowsWhoDecidedInItsRow()
    {
        var row = PairRules.Open(PairId, Command(), Start).Value.Effects.Single<PairRow>();

        row.Decision.ShouldBe(Decision);
        (row.NextDueAt, row.OverdueAt, row.Overdue).ShouldBe((At("2026-01-12T08:00Z"), At("2026-01-19T08:00Z"), false));
        (row.SessionsHeld, row.SessionsDue, row.SessionsOnTime).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void TickDue_WhenTheSessionFallsDue_RaisesDueAndWaitsForTheEnd()
    {
        var opened = Opened();
        var dueAt = opened.Window!.DueAt;

        var tick = PairRules.TickDue(PairId, opened, dueAt, dueAt)!;

        tick.Effects.EventTypes().ShouldBe([EventTypes.SessionDue]);
        tick.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, opened.Window.OverdueAt)]);
        tick.State.SessionsDue.ShouldBe(0);
    }

    [Fact]
    public void TickDue_WhenTheWindowRunsOut_RaisesOverdueAndWaitsForNothing()
    {
        var due = Due();

        var tick = PairRules.TickDue(PairId, due, due.Window!.OverdueAt, due.Window.OverdueAt)!;

        tick.Effects.EventTypes().ShouldBe([EventTypes.SessionOverdue]);
        // The sweeper deletes the wake-up that was taken; nothing new is armed.
        tick.Effects.WakeUps.ShouldBeEmpty();
        tick.State.ArmedAt.ShouldBeNull();
        tick.State.SessionsDue.ShouldBe(1);
        tick.Effects.Single<PairRow>().Overdue.ShouldBeTrue();
    }

    [Fact]
    public void TickDue_WhenCalledTwiceForOneInstant_IsIgnoredTheSecondTime()
    {
        var opened = Opened();
        var due = Due();

        PairRules.TickDue(PairId, due, opened.Window!.DueAt, Day(8)).ShouldBeNull();
        PairRules.TickDue(PairId, Overdue(), opened.Window.OverdueAt, Day(15)).ShouldBeNull();
    }

    [Fact]
    public void TickDue_WhenASessionMovedTheWindow_RaisesNothingAndArmsTheNewOne()
    {
        var opened = Opened();
        var held = Add(opened, Held(Day(3)));

        var tick = PairRules.TickDue(PairId, held, opened.Window!.DueAt, opened.Window.DueAt)!;

        tick.Effects.Events.ShouldBeEmpty();
        tick.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, held.Window!.DueAt)]);
        tick.State.Window.ShouldBe(held.Window);
    }

    [Fact]
    public void Held_WhenTheNewWindowIsEarlier_MovesTheWakeUp()
    {
        var late = Opened() with { ArmedAt = Day(90) };

        var held = SessionRules.Add(PairId, late, Held(Day(3)), Day(3)).Value.Pair;

        held.Effects.WakeUps.ShouldContain(new WakeUpChange(PairRules.Tick, held.State.Window!.DueAt));
    }

    [Fact]
    public void TickDue_WhenInstantIsOneMillisecondOff_IsIgnored() =>
        PairRules.TickDue(PairId, Opened(), Opened().Window!.DueAt.AddMilliseconds(1), Day(8)).ShouldBeNull();

    [Fact]
    public void TickDue_WhenThePairHasEnded_IsIgnored()
    {
        var ended = Opened() with { Phase = PairPhase.Closed };

        PairRules.TickDue(PairId, ended, ended.Window!.DueAt, Day(8)).ShouldBeNull();
    }

    [Fact]
    public void Row_WhenThePairHasNoDecision_Throws() =>
        Should.Throw<InvalidOperationException>(() => PairRules.Row(PairId, Opened() with { Decision = null }));
}
