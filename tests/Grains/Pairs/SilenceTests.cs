using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Pairs;

/// <summary>A pair in which nothing happens: stuck, told, and its closing proposed; only a person decides on it.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void Silence_BeforeTheFirstSession_IsCountedFromTheBeginning()
    {
        var silence = WithRhythm().Window!.Silence!;

        (silence.Since, silence.StuckAt, silence.NoticeAt).ShouldBe(
            (Start, At("2026-01-26T08:00Z"), At("2026-04-06T07:00Z"))
        );
    }

    [Fact]
    public void Silence_OfAPairThatIsSignedLate_IsCountedFromWhenItBecameActive()
    {
        var state = PairRules.Open(PairId, Command() with { CharterVersion = 2, Rhythm = Rhythm.Default }, Start);
        var once = Sign(state.Value.State, Mentor, Day(1)).Value.State;

        var signed = Sign(once, Mentee, Day(10)).Value.State;

        (signed.Phase, signed.Window!.Silence!.StuckAt).ShouldBe((PairPhase.Active, At("2026-02-05T08:00Z")));
    }

    [Fact]
    public void Silence_AfterASession_IsCountedFromWhenTheNextFellDue()
    {
        var held = Add(WithRhythm(), Held(Day(1)));

        held.Window!.Silence!.Since.ShouldBe(held.Window.DueAt);
        held.Window.Silence.StuckAt.ShouldBe(At("2026-02-17T08:00Z"));
    }

    [Fact]
    public void Silence_WhenNothingHappens_EndsInAProposal_AndThePairLivesOn()
    {
        var quiet = Until(WithRhythm(), MarkKind.ClosingProposed);

        var row = PairRules.Row(PairId, quiet);
        row.Phase.ShouldBe(PairPhase.Active);
        row.StuckAt.ShouldBe(At("2026-01-26T08:00Z"));
        // Ninety days, which end on Easter Monday, a working day here, and a week more.
        row.ClosingProposedAt.ShouldBe(At("2026-04-13T07:00Z"));
        quiet.ArmedAt.ShouldBeNull();
    }

    [Fact]
    public void Notice_GivenLate_RunsItsWholeTimeFromThen()
    {
        var opened = WithRhythm();
        var state = opened;
        while (state.Window!.Silence is { NoticeRaised: false })
            state = PairRules.TickDue(PairId, state, state.ArmedAt!.Value, Day(200))!.State;

        state.Window.Silence!.ProposedAt.ShouldBe(At("2026-07-31T07:00Z"));
        PairRules.Row(PairId, state).ClosingProposedAt.ShouldBeNull();
    }

    [Fact]
    public void Silence_WhenASessionIsPlanned_IsOver_AndBeginsOnceItsDayHasPassed()
    {
        var proposed = Until(WithRhythm(), MarkKind.ClosingProposed);

        var planned = Add(proposed, Planned(Day(110)), Day(100));

        var row = PairRules.Row(PairId, planned);
        (row.StuckAt, row.ClosingProposedAt).ShouldBe((null, null));
        planned.Window!.Silence!.StuckAt.ShouldBe(At("2026-05-18T07:00Z"));
        planned.ArmedAt.ShouldBe(planned.Window.Silence.StuckAt);
    }

    [Fact]
    public void Silence_WhenThePlannedSessionIsCancelled_GoesOnFromBefore()
    {
        var stuck = Until(WithRhythm(), MarkKind.Stuck);
        var planned = Add(stuck, Planned(Day(30)), Day(22));

        var cancelled = SessionRules.Change(PairId, planned, To(SessionStatus.Cancelled), Day(23)).Value.Pair;

        cancelled.State.Window!.Silence!.StuckAt.ShouldBe(At("2026-01-26T08:00Z"));
        cancelled.State.ArmedAt.ShouldBe(At("2026-01-26T08:00Z"));
    }

    [Fact]
    public void Silence_WhenASessionIsHeld_IsOver()
    {
        var held = Add(Until(WithRhythm(), MarkKind.ClosingProposed), Held(Day(100)), Day(100));

        PairRules.Row(PairId, held).ClosingProposedAt.ShouldBeNull();
        held.Window!.Silence!.Since.ShouldBe(held.Window.DueAt);
    }

    [Fact]
    public void Keep_ByACoordinator_CountsAnewFromThen()
    {
        var proposed = Until(WithRhythm(), MarkKind.ClosingProposed);

        var kept = PairLifeRules.Step(PairId, proposed, PairStep.Keep, By(null), Day(100)).Value;

        PairRules.Row(PairId, kept.State).ClosingProposedAt.ShouldBeNull();
        kept.State.Window!.Silence!.StuckAt.ShouldBe(At("2026-05-06T07:00Z"));
        kept.Effects.EventTypes().ShouldBe([EventTypes.PairKept]);
        kept.Effects.Single<PairStepRow>().Step.ShouldBe(PairStep.Keep);
    }

    [Fact]
    public void Pause_WhileClosingIsProposed_TakesItAway_AndResumingCountsAnew()
    {
        var proposed = Until(WithRhythm(), MarkKind.ClosingProposed);
        var paused = PairLifeRules.Step(PairId, proposed, PairStep.Pause, By(null), Day(100)).Value.State;

        var resumed = PairLifeRules.Step(PairId, paused, PairStep.Resume, By(null), Day(130)).Value.State;

        PairRules.Row(PairId, paused).ClosingProposedAt.ShouldBeNull();
        PairRules.Row(PairId, resumed).StuckAt.ShouldBeNull();
        resumed.Window!.Silence!.Since.ShouldBe(Day(130));
    }

    [Fact]
    public void Silence_WhenTheProgrammeNeverSpeaksOfIt_IsNeverBroken() =>
        PairRules.TickDue(PairId, Overdue(), At("2027-01-01T00:00Z"), At("2027-01-01T00:00Z")).ShouldBeNull();

    private static PairState Until(PairState state, MarkKind kind)
    {
        for (var ticks = 0; ticks < 50; ticks++)
        {
            var at = state.ArmedAt.ShouldNotBeNull();
            var change = PairRules.TickDue(PairId, state, at, at).ShouldNotBeNull();
            state = change.State;
            if (change.Raised?.Kind == kind)
                return state;
        }
        throw new InvalidOperationException($"{kind} never came.");
    }
}
