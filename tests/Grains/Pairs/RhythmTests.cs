using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Pairs;

/// <summary>Reminders, the day itself, the nudge and the flag: each once, in their order, and never for nothing.</summary>
public sealed class RhythmTests
{
    [Fact]
    public void Ticks_FromTheStart_ComeEachOnceAndInTheirOrder()
    {
        var held = Add(WithRhythm(), Held(Day(1)));

        var raised = Play(held).Select(tick => (tick.Mark.Kind, tick.Mark.Days, tick.At)).ToList();

        raised.ShouldBe([
            (MarkKind.Reminder, 7, At("2026-01-20T08:00Z")),
            (MarkKind.Reminder, 1, At("2026-01-26T08:00Z")),
            (MarkKind.Due, 0, At("2026-01-27T08:00Z")),
            (MarkKind.Overdue, 0, At("2026-02-03T08:00Z")),
            (MarkKind.Flag, 0, At("2026-02-10T08:00Z")),
            (MarkKind.Stuck, 0, At("2026-02-17T08:00Z")),
            (MarkKind.ClosingNotice, 7, At("2026-04-27T07:00Z")),
            (MarkKind.ClosingProposed, 0, At("2026-05-04T07:00Z")),
        ]);
    }

    [Fact]
    public void Ticks_WhenReminderDaysAreNone_AreWithoutThem() =>
        Play(WithRhythm(PairSamples.Plain)).Select(tick => tick.Mark.Kind).ShouldBe([MarkKind.Due, MarkKind.Overdue]);

    [Fact]
    public void TickDue_WhenTheSystemWasDownPastTheDay_LeavesTheRemindersOut()
    {
        var held = Add(WithRhythm(), Held(Day(1)));

        var late = PairRules.TickDue(PairId, held, held.ArmedAt!.Value, Day(60))!;
        while (late.Raised is null)
            late = PairRules.TickDue(PairId, late.State, late.State.ArmedAt!.Value, Day(60))!;

        late.Raised.Kind.ShouldBe(MarkKind.Due);
        late.State.Window!.Reminders.ShouldBeEmpty();
    }

    [Fact]
    public void TickDue_WhenTheDayHasBecomeAHoliday_WaitsForTheNextWorkingDay()
    {
        var opened = WithRhythm(new Rhythm { RemindDaysBefore = [] });
        var dueAt = opened.Window!.DueAt;

        var off = new DaysOff([DateOnly.FromDateTime(dueAt.UtcDateTime)], []);
        var moved = PairRules.TickDue(PairId, opened, dueAt, dueAt, off)!;

        moved.Raised.ShouldBeNull();
        moved.Effects.Events.ShouldBeEmpty();
        moved.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, dueAt.AddDays(1))]);
        moved.State.Window!.DueAt.ShouldBe(dueAt.AddDays(1));
    }

    [Fact]
    public void Flag_WhenASessionIsHeldAtLast_IsTakenAway()
    {
        var flagged = Play(WithRhythm()).Single(tick => tick.Mark.Kind == MarkKind.Flag).State;
        PairRules.Row(PairId, flagged).FlaggedAt.ShouldNotBeNull();

        var held = Add(flagged, Held(Day(50)));

        PairRules.Row(PairId, held).FlaggedAt.ShouldBeNull();
    }

    [Fact]
    public void Change_WhenThePairGetsItsOwnRhythm_CountsAnewAndRepeatsNothing()
    {
        var due = Ticked(WithRhythm(PairSamples.Plain));
        due.Window!.DueRaised.ShouldBeTrue();
        var command = new ChangeCadence(new Cadence(10, 20, 10, 28), Rhythm.Default, CompanyActor);

        var changed = RhythmRules.Change(PairId, due, command, Day(8)).Value;

        changed.State.Window!.OverdueAt.ShouldBe(At("2026-02-02T08:00Z"));
        changed.State.Window.DueRaised.ShouldBeTrue();
        changed.State.Window.Reminders.ShouldBeEmpty();
        // The wake-up that is armed comes earlier, finds nothing to raise and is set anew then.
        changed.Effects.WakeUps.ShouldBeEmpty();
    }

    [Fact]
    public void Reset_WhenThePairHasItsOwnRhythm_CountsByItsProgrammes_AndRecordsWho()
    {
        var own = RhythmRules
            .Change(PairId, Add(WithRhythm(Plain), Held(Day(1))), new(new(10, 20, 7, 14), Plain, CompanyActor), Day(2))
            .Value;
        own.State.Window!.DueAt.ShouldBe(At("2026-01-16T08:00Z"));

        var reset = RhythmRules.Reset(PairId, own.State, Cadence.Default, Plain, CompanyActor, Day(3)).Value;

        reset.State.Window!.DueAt.ShouldBe(At("2026-01-27T08:00Z"));
        PairRules.Row(PairId, reset.State).OwnRhythm.ShouldBeNull();
        (own.Step().Step, own.Step().By).ShouldBe((PairStep.ChangeRhythm, CompanyActor.Member));
        (reset.Step().Step, reset.Step().By, reset.Step().CreatedAt).ShouldBe(
            (PairStep.ResetRhythm, CompanyActor.Member, Day(3))
        );
        (reset.Step().From, reset.Step().To).ShouldBe((PairPhase.Active, PairPhase.Active));
    }

    [Fact]
    public void Reset_WhenTheSessionIsDueEarlierNow_WakesEarlier()
    {
        var slow = RhythmRules.Change(PairId, WithRhythm(Plain), new(new(90, 95, 60, 70), Plain, CompanyActor), Day(1));
        // What was armed before the change has come, and was set anew by the slow rhythm.
        var armed = Ticking(slow.Value.State);
        armed.ArmedAt.ShouldBe(slow.Value.State.Window!.DueAt);

        var reset = RhythmRules.Reset(PairId, armed, Cadence.Default, Plain, CompanyActor, Day(10)).Value;

        reset.Effects.WakeUps.ShouldBe([new WakeUpChange(PairRules.Tick, At("2026-01-12T08:00Z"))]);
    }

    [Fact]
    public void Reset_WhileThePairPauses_CountsFromThereOnceItGoesOn()
    {
        var own = RhythmRules.Change(PairId, WithRhythm(Plain), new(new(90, 95, 60, 70), Plain, CompanyActor), Day(1));
        var paused = PairLifeRules.Step(PairId, own.Value.State, PairStep.Pause, By(null), Day(2)).Value.State;

        var reset = RhythmRules.Reset(PairId, paused, Cadence.Default, Plain, CompanyActor, Day(3)).Value;
        var resumed = PairLifeRules.Step(PairId, reset.State, PairStep.Resume, By(null), Day(6)).Value.State;

        reset.Effects.WakeUps.ShouldBeEmpty();
        resumed.Window!.DueAt.ShouldBe(At("2026-01-16T08:00Z"));
    }

    [Fact]
    public void Reset_WhenThePairHasEnded_IsRefused()
    {
        var own = RhythmRules.Change(PairId, Opened(), new(new(90, 95, 60, 70), Plain, CompanyActor), Day(1)).Value;
        var ended = PairLifeRules.Step(PairId, own.State, PairStep.Separate, By(null), Day(2)).Value.State;

        RhythmRules
            .Reset(PairId, ended, Cadence.Default, Plain, CompanyActor, Day(3))
            .Failure!.Code.ShouldBe(FailureCodes.PairEnded);
    }

    [Theory]
    [InlineData(0, "/rhythm/remind_days_before/0")]
    [InlineData(61, "/rhythm/remind_days_before/0")]
    public void Faults_WhenAReminderIsOutOfRange_PointToIt(int days, string pointer) =>
        RhythmRules.Faults(new Rhythm { RemindDaysBefore = [days] }).Single().Pointer.ShouldBe(pointer);

    [Fact]
    public void Faults_WhenDaysAreOutOfRange_PointToEach() =>
        RhythmRules
            .Faults(
                new Rhythm
                {
                    FlagAfterDays = 0,
                    StuckAfterDays = 366,
                    CloseAfterDays = 0,
                    ClosingNoticeDays = 61,
                }
            )
            .Select(fault => fault.Pointer)
            .ShouldBe([
                "/rhythm/flag_after_days",
                "/rhythm/stuck_after_days",
                "/rhythm/close_after_days",
                "/rhythm/closing_notice_days",
            ]);

    [Fact]
    public void Rhythm_WhenSomethingIsNeverSaid_StaysSoWhenStored()
    {
        var read = LedgerJson.Read<Rhythm>(LedgerJson.Write(PairSamples.Plain));

        (read.FlagAfterDays, read.StuckAfterDays, read.CloseAfterDays).ShouldBe((null, null, null));
    }

    [Fact]
    public void Faults_WhenNoDayIsWorked_SaySo() =>
        RhythmRules.Faults(new Rhythm { WorkingDays = [] }).Single().Pointer.ShouldBe("/rhythm/working_days");

    [Property(MaxTest = 300)]
    public void Ticks_WithAnyRhythm_NeverRepeatAndNeverComeOutOfOrder(byte[] reminders, byte flag, byte min, byte more)
    {
        var rhythm = new Rhythm
        {
            RemindDaysBefore = [.. reminders.Take(5).Select(days => 1 + days % 60)],
            FlagAfterDays = flag == 0 ? null : flag,
        };
        var cadence = new Cadence(1 + min % 90, 1 + min % 90 + more % 90, 7, 14);
        var state = Add(WithRhythm(rhythm) with { Cadence = cadence }, Held(Day(1)));

        var raised = Play(state);

        raised.Select(tick => (tick.Mark.Kind, tick.Mark.Days)).ShouldBeUnique();
        raised.Zip(raised.Skip(1)).ShouldAllBe(two => two.First.At <= two.Second.At);
        raised.Count(tick => tick.Mark.Kind == MarkKind.Due).ShouldBe(1);
        raised.Count(tick => tick.Mark.Kind == MarkKind.Overdue).ShouldBe(1);
    }

    /// <summary>The pair after wake-ups that came too early for anything to be raised.</summary>
    private static PairState Ticking(PairState state)
    {
        var at = state.ArmedAt!.Value;
        var change = PairRules.TickDue(PairId, state, at, at).ShouldNotBeNull();
        change.Raised.ShouldBeNull();
        return change.State;
    }

    /// <summary>Every tick until nothing waits any more.</summary>
    private static List<(WindowMark Mark, DateTimeOffset At, PairState State)> Play(PairState state)
    {
        var raised = new List<(WindowMark, DateTimeOffset, PairState)>();
        for (var ticks = 0; state.ArmedAt is { } at; ticks++)
        {
            ticks.ShouldBeLessThan(50);
            var change = PairRules.TickDue(PairId, state, at, at).ShouldNotBeNull();
            state = change.State;
            if (change.Raised is { } mark)
                raised.Add((mark, at, state));
        }
        return raised;
    }
}
