using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;
using Binome.Grains.Sessions;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Sessions;

public sealed class SessionRulesTests
{
    [Fact]
    public void Add_WhenPlanned_KeepsTheWindowAndSetsNoWakeUp()
    {
        var opened = Opened();

        var added = SessionRules.Add(PairId, opened, Planned(Day(9)), Day(1)).Value;

        added.Pair.State.Window.ShouldBe(opened.Window);
        added.Pair.Effects.WakeUps.Select(wakeUp => wakeUp.Name).ShouldBe([SessionMails.Tell]);
        added.Pair.Effects.EventTypes().ShouldBe([EventTypes.SessionPlanned]);
        added.Session.Logged.ShouldBeFalse();
    }

    [Fact]
    public void Add_WhenHeldOnTime_AnswersTheWindowAndArmsTheNext()
    {
        var added = SessionRules.Add(PairId, Due(), Held(Day(9)), Day(9)).Value.Pair;

        var row = added.Effects.Single<PairRow>();
        (row.SessionsHeld, row.SessionsDue, row.SessionsOnTime).ShouldBe((1, 1, 1));
        row.NextDueAt.ShouldBe(Day(9 + 21));
        // The wake-up at the end of the old window comes before the new window and is left to find nothing due.
        added.Effects.WakeUps.Select(wakeUp => wakeUp.Name).ShouldBe([ReflectionRules.Ask]);
        added.State.ArmedAt.ShouldBe(Day(14));
    }

    [Fact]
    public void Add_WhenHeldAfterTheWindowRanOut_IsDueButNotOnTime()
    {
        var added = SessionRules.Add(PairId, Overdue(), Held(Day(16)), Day(16)).Value.Pair;

        var row = added.Effects.Single<PairRow>();
        (row.SessionsHeld, row.SessionsDue, row.SessionsOnTime, row.Overdue).ShouldBe((1, 1, 0, false));
    }

    [Fact]
    public void Add_WhenHeldLateBeforeTheTickCame_CountsTheSame()
    {
        var added = SessionRules.Add(PairId, Due(), Held(Day(16)), Day(16)).Value.Pair.State;

        (added.SessionsHeld, added.SessionsDue, added.SessionsOnTime).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Add_WhenASessionOnTimeIsLoggedAfterTheWindow_IsOnTimeAfterAll()
    {
        var added = SessionRules.Add(PairId, Overdue(), Held(Day(13)), Day(20)).Value;

        added.Session.Logged.ShouldBeTrue();
        var state = added.Pair.State;
        (state.SessionsHeld, state.SessionsDue, state.SessionsOnTime).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Add_WhenHeldAtTheVeryEndOfTheWindow_IsOnTime() =>
        Add(Due(), Held(Due().Window!.OverdueAt)).SessionsOnTime.ShouldBe(1);

    [Fact]
    public void Add_WhenOlderThanTheLast_OnlyAddsToTheCount()
    {
        var state = Add(Opened(), Held(Day(9)));

        var older = SessionRules.Add(PairId, state, Held(Day(5), "ses_2"), Day(10)).Value.Pair;

        older.State.ShouldBe(
            state with
            {
                SessionsHeld = 2,
                UpdatedAt = Day(10),
                AddedLast = older.State.AddedLast,
                Planned = older.State.Planned,
            }
        );
        older.Effects.WakeUps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, FailureCodes.SessionInFuture)]
    public void Add_WhenHeldInTheFuture_AllowsForClocksThatRunAhead(int minutes, string? code) =>
        SessionRules.Add(PairId, Opened(), Held(Day(1).AddMinutes(minutes)), Day(1)).Failure?.Code.ShouldBe(code);

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(1_441)]
    public void Add_WhenDurationIsOutOfRange_IsRefused(int minutes)
    {
        var failure = SessionRules
            .Add(PairId, Opened(), Held(Day(1)) with { DurationMinutes = minutes }, Day(1))
            .Failure!;

        (failure.Code, failure.Pointer).ShouldBe((FailureCodes.OutOfRange, "/duration_minutes"));
    }

    [Fact]
    public void Add_WhenCancelledFromTheStart_IsRefused() =>
        SessionRules
            .Add(PairId, Opened(), Held(Day(1)) with { Status = SessionStatus.Cancelled }, Day(1))
            .Failure!.Pointer.ShouldBe("/status");

    [Fact]
    public void Add_WhenThePairHasEnded_IsRefused() =>
        SessionRules
            .Add(PairId, Opened() with { Phase = PairPhase.Closed }, Held(Day(1)), Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.PairEnded);

    [Fact]
    public void Add_WhenTooManyArePlanned_RefusesAnotherPlanButLogsAHeldOne()
    {
        var full = Enumerable
            .Range(0, Limits.OpenSessionsPerPairMax)
            .Aggregate(Opened(), (state, at) => Add(state, Planned(Day(9), $"ses_{at}")));

        SessionRules
            .Add(PairId, full, Planned(Day(9), "ses_x"), Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.SessionTooMany);
        SessionRules.Add(PairId, full, Held(Day(1), "ses_y"), Day(1)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Add_WhenManyAreAdded_RemembersTheLastFew()
    {
        var state = Enumerable.Range(0, 30).Aggregate(Opened(), (state, at) => Add(state, Held(Day(at), $"ses_{at}")));

        state.AddedLast.ShouldBe(Enumerable.Range(22, Limits.CommandsRememberedPerGrain).Select(at => $"ses_{at}"));
    }

    [Fact]
    public void Add_WhenInstantIsFinerThanAMillisecond_CutsIt() =>
        SessionRules
            .Add(PairId, Opened(), Held(Day(1).AddTicks(12_345)), Day(2))
            .Value.Session.StartsAt.ShouldBe(Day(1).AddMilliseconds(1));

    [Fact]
    public void Change_WhenAPlannedSessionIsHeld_CountsItAndTakesItFromThePlanned()
    {
        var planned = Add(Due(), Planned(Day(9)), Day(8));

        var held = SessionRules.Change(PairId, planned, To(SessionStatus.Held), Day(9)).Value;

        held.Pair.State.Planned.ShouldBeEmpty();
        held.Pair.State.SessionsOnTime.ShouldBe(1);
        (held.Session.Status, held.Session.Logged).ShouldBe((SessionStatus.Held, false));
        held.Pair.Effects.EventTypes().ShouldBe([EventTypes.SessionHeld]);
    }

    [Fact]
    public void Change_WhenAPlannedSessionIsCancelled_LeavesTheWindow()
    {
        var planned = Add(Due(), Planned(Day(9)), Day(8));

        var cancelled = SessionRules.Change(PairId, planned, To(SessionStatus.Cancelled), Day(9)).Value.Pair;

        cancelled.State.Planned.ShouldBeEmpty();
        cancelled.State.Window.ShouldBe(planned.Window);
        cancelled.State.SessionsHeld.ShouldBe(0);
        cancelled.Effects.EventTypes().ShouldBe([EventTypes.SessionCancelled]);
    }

    [Fact]
    public void Change_WhenAlreadyHeldOrCancelled_IsNoLongerPlanned()
    {
        var held = SessionRules
            .Change(PairId, Add(Opened(), Planned(Day(2)), Day(1)), To(SessionStatus.Held), Day(2))
            .Value.Pair.State;

        SessionRules
            .Change(PairId, held, To(SessionStatus.Cancelled), Day(3))
            .Failure!.Code.ShouldBe(FailureCodes.SessionUnknown);
    }

    [Fact]
    public void Change_WhenMoved_StaysPlannedAtItsNewInstant()
    {
        var planned = Add(Opened(), Planned(Day(9)), Day(1));

        var moved = SessionRules.Change(PairId, planned, new("ses_1", null, Day(10), 90, null), Day(2)).Value;

        moved.Pair.State.Planned.Single().ShouldBe(moved.Session);
        (moved.Session.StartsAt, moved.Session.DurationMinutes, moved.Session.Format).ShouldBe(
            (Day(10), 90, SessionFormat.Video)
        );
        moved.Pair.Effects.EventTypes().ShouldBe([EventTypes.SessionMoved]);
    }

    [Fact]
    public void Change_WhenHeldBeforeItsTime_IsRefusedUnlessTheInstantIsGiven()
    {
        var planned = Add(Opened(), Planned(Day(9)), Day(1));

        SessionRules
            .Change(PairId, planned, To(SessionStatus.Held), Day(8))
            .Failure!.Code.ShouldBe(FailureCodes.SessionInFuture);
        SessionRules
            .Change(PairId, planned, To(SessionStatus.Held) with { StartsAt = Day(8) }, Day(8))
            .Value.Session.StartsAt.ShouldBe(Day(8));
    }

    [Fact]
    public void Change_WhenThePairHasEnded_IsRefused() =>
        SessionRules
            .Change(PairId, Opened() with { Phase = PairPhase.Closed }, To(SessionStatus.Held), Day(1))
            .Failure!.Code.ShouldBe(FailureCodes.PairEnded);

    [Fact]
    public void IsAsAsked_WhenAMemberDiffers_IsFalse()
    {
        var held = SessionRules.Add(PairId, Opened(), Held(Day(1)), Day(1)).Value.Session;

        SessionRules.IsAsAsked(held, To(SessionStatus.Held) with { StartsAt = Day(1) }).ShouldBeTrue();
        SessionRules.IsAsAsked(held, To(SessionStatus.Cancelled)).ShouldBeFalse();
        SessionRules.IsAsAsked(held, To(SessionStatus.Held) with { DurationMinutes = 61 }).ShouldBeFalse();
        SessionRules.IsAsAsked(held, To(SessionStatus.Held) with { Format = SessionFormat.Phone }).ShouldBeFalse();
        SessionRules.IsAsAsked(held, To(SessionStatus.Held) with { StartsAt = Day(2) }).ShouldBeFalse();
    }

    /// <summary>Whatever happens in whatever order: counts fit each other and exactly one tick is waited for.</summary>
    [Property(MaxTest = 300)]
    public void Add_WhenSessionsAndTicksMix_NeverCountsMoreOnTimeThanDueOrHeld(int seed)
    {
        var random = new Random(seed);
        var (state, now) = (Opened(), Start);
        for (var step = 0; step < 40; step++)
        {
            now = now.AddHours(random.Next(1, 24 * 12));
            while (state.ArmedAt <= now && random.Next(4) > 0)
                state = Ticked(state);
            if (random.Next(2) == 0)
                state = Add(state, Held(now.AddHours(-random.Next(24 * 20)), $"ses_{step}"), now);

            state.SessionsOnTime.ShouldBeLessThanOrEqualTo(Math.Min(state.SessionsDue, state.SessionsHeld));
            state.Window!.DueAt.ShouldBeLessThan(state.Window.OverdueAt);
            state.Window.OverdueRaised.ShouldBe(state.Window.Next is null);
            // Whatever happened, a wake-up is armed at the next tick or before it.
            (state.ArmedAt ?? DateTimeOffset.MaxValue).ShouldBeLessThanOrEqualTo(
                state.Window.Next?.At ?? DateTimeOffset.MaxValue
            );
        }
    }
}
