using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Pairs;

/// <summary>A decided change: the state to store and all that is committed with it.</summary>
internal sealed record PairChange(PairState State, Effects Effects)
{
    /// <summary>What a tick raised.</summary>
    public WindowMark? Raised { get; init; }
}

/// <summary>What a pair may do and what follows: pure, so that every rule can be tested without a runtime.</summary>
internal static class PairRules
{
    public const string Tick = "session_cadence";

    /// <summary>The wake-up at which both sides are asked by mail.</summary>
    public const string Ask = "ask_both";

    /// <summary>Two people are one pair of a programme, whatever run proposed them.</summary>
    public const string PeopleClaim = "pair_people";

    public static Outcome<PairChange> Open(string id, OpenPair command, DateTimeOffset now, DaysOff? daysOff = null)
    {
        if (command.Decision is not { } decision)
            return Failure.Of(FailureCodes.PairUndecided);

        var state = new PairState
        {
            ProgrammeId = command.ProgrammeId,
            MentorId = command.MentorId,
            MenteeId = command.MenteeId,
            Phase =
                command.AcceptanceDays is not null ? PairPhase.AwaitingAcceptance
                : command.CharterVersion is not null ? PairPhase.Charter
                : PairPhase.Active,
            Charter = command.CharterVersion is { } version ? new PairCharter(version, null, null) : null,
            Cadence = command.Cadence,
            TimeZone = command.TimeZone,
            Rhythm = command.Rhythm ?? Rhythm.Default,
            DaysOff = daysOff ?? DaysOff.None,
            Score = command.Score,
            Decision = decision,
            StartsAt = command.StartsAt,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var effects = new Effects()
            .Claim(PeopleClaim, PeopleOf(state))
            .Event(
                new LedgerEvent(
                    EventTypes.PairOpened,
                    id,
                    ("programme", state.ProgrammeId),
                    ("mentor", state.MentorId),
                    ("mentee", state.MenteeId),
                    ("proposal", decision.ProposalId),
                    ("phase", state.Phase.Code()),
                    ("starts_at", state.StartsAt)
                )
            );
        var opened = command.AcceptanceDays is { } days
            ? Asked(state, now, now.AddDays(days), effects)
            : Begun(state, state.StartsAt, effects);
        return Changed(id, opened, effects);
    }

    /// <summary>The value of <see cref="PeopleClaim"/>.</summary>
    public static string PeopleOf(PairState state) => $"{state.ProgrammeId}/{state.MentorId}/{state.MenteeId}";

    /// <summary>The pair lives from then on, and its first window opens.</summary>
    public static PairState Begun(PairState state, DateTimeOffset startsAt, Effects effects) =>
        Armed(state with { StartsAt = startsAt, Window = CadenceRules.First(state, startsAt) }, effects);

    private static PairState Asked(PairState state, DateTimeOffset now, DateTimeOffset dueAt, Effects effects)
    {
        effects.WakeUp(Ask, now).WakeUp(PairLifeRules.AnswerDue, dueAt);
        return state with { Acceptance = new PairAcceptance(dueAt, null, null) };
    }

    /// <summary>
    /// Sets the wake-up for the window's next tick. One that is armed for an earlier instant stays: a session moves the window
    /// later, so the old wake-up comes first, finds nothing due and is set anew then. That spares most sessions the write.
    /// </summary>
    public static PairState Armed(PairState state, Effects effects)
    {
        if (state.Phase.KeepsRhythm() && state.Window is { } window)
            state = state with { Window = SilenceRules.Watched(state, window) };
        var next = state.Phase.KeepsRhythm() ? state.Window?.Next?.At : null;
        if (next == state.ArmedAt || (next is not null && state.ArmedAt < next))
            return state;
        effects.WakeUp(Tick, next);
        return state with { ArmedAt = next };
    }

    /// <summary>
    /// Null when the tick is not the one that the pair waits for: it was called before, or a session moved the window. Whatever
    /// has become a day off since is moved on; a reminder that comes after what it reminds of is left out.
    /// </summary>
    public static PairChange? TickDue(
        string id,
        PairState state,
        DateTimeOffset dueAt,
        DateTimeOffset now,
        DaysOff? daysOff = null
    )
    {
        if (!state.Phase.KeepsRhythm() || state.Window is not { } window || state.ArmedAt != dueAt)
            return null;

        var effects = new Effects();
        if (!window.DueRaised && window.DueAt <= now)
            window = window with { Reminders = [] };
        var popped = state with { ArmedAt = null, DaysOff = daysOff ?? state.DaysOff, Window = window };
        if (window.Next is not { } mark || mark.At > dueAt && mark.At > now)
            return new PairChange(Armed(popped, effects), effects);
        var calendar = popped.Calendar;
        if (calendar.AtOrAfter(calendar.DayOf(mark.At)) is var moved && moved > now)
            return Changed(id, Armed(popped with { Window = window.Moved(mark, moved) }, effects), effects);

        var ticked = popped with
        {
            Window = SilenceRules.Raised(window, mark, calendar, now),
            SessionsDue = mark.Kind == MarkKind.Overdue ? state.SessionsDue + 1 : state.SessionsDue,
            UpdatedAt = now,
        };
        effects.Event(
            new LedgerEvent(
                EventOf(mark.Kind),
                id,
                ("programme", state.ProgrammeId),
                ("due_at", window.DueAt),
                ("overdue_at", window.OverdueAt),
                (mark.Kind == MarkKind.ClosingNotice ? "days_until" : "days_before", mark.Days)
            )
        );
        return Changed(id, Armed(ticked, effects), effects) with { Raised = mark };
    }

    private static string EventOf(MarkKind kind) =>
        kind switch
        {
            MarkKind.Reminder => EventTypes.SessionReminder,
            MarkKind.Due => EventTypes.SessionDue,
            MarkKind.Overdue => EventTypes.SessionOverdue,
            MarkKind.Flag => EventTypes.SessionFlagged,
            MarkKind.Stuck => EventTypes.PairStuck,
            MarkKind.ClosingNotice => EventTypes.PairClosingNotice,
            _ => EventTypes.PairClosingProposed,
        };

    /// <summary>
    /// A session was held: it answers the open window, on time when it began before the window ran out, and the next
    /// window is counted from it. A session older than the last one only adds to the count.
    /// </summary>
    public static PairState Held(PairState state, DateTimeOffset heldAt)
    {
        var counted = state with { SessionsHeld = state.SessionsHeld + 1 };
        if (state.LastHeldAt is { } last && heldAt <= last)
            return counted;

        var window = state.Window;
        return counted with
        {
            LastHeldAt = heldAt,
            SessionsDue = state.SessionsDue + (window is { OverdueRaised: false } ? 1 : 0),
            SessionsOnTime = state.SessionsOnTime + (window is not null && heldAt <= window.OverdueAt ? 1 : 0),
            Window = state.Phase.KeepsRhythm() ? CadenceRules.After(state, heldAt) : null,
        };
    }

    /// <summary>Null when it was known.</summary>
    public static PairChange? Rule(string id, PairState state, string? rule, DateTimeOffset now)
    {
        if (state.Phase.HasEnded() || state.BrokenRule == rule)
            return null;
        var noted = new LedgerEvent(
            rule is null ? EventTypes.PairRuleKept : EventTypes.PairRuleBroken,
            id,
            ("programme", state.ProgrammeId),
            ("rule", rule ?? state.BrokenRule)
        );
        return Changed(id, state with { BrokenRule = rule, UpdatedAt = now }, new Effects().Event(noted));
    }

    public static PairChange Changed(string id, PairState state, Effects effects) =>
        new(state, effects.Row(Row(id, state)));

    public static PairRow Row(string id, PairState state) =>
        new(
            id,
            state.ProgrammeId,
            state.MentorId,
            state.MenteeId,
            state.Phase,
            state.Score,
            state.Decision ?? throw new InvalidOperationException($"{id} is active without a decision."),
            state.StartsAt,
            state.Window?.DueAt,
            state.Window?.OverdueAt,
            state.Phase.KeepsRhythm() && state.Window is { OverdueRaised: true },
            state.Phase.KeepsRhythm() && state.Window is { FlagRaised: true } ? state.Window.FlagAt : null,
            state.LastHeldAt,
            state.SessionsHeld,
            state.SessionsDue,
            state.SessionsOnTime,
            state.Acceptance,
            state.Charter,
            state.PausedAt,
            state.EndedAt,
            state.CreatedAt,
            state.UpdatedAt
        )
        {
            LastSessionId = state.AddedLast.LastOrDefault(),
            BrokenRule = state.BrokenRule,
            StuckAt = SilenceOf(state) is { StuckRaised: true } stuck ? stuck.StuckAt : null,
            ClosingProposedAt = SilenceOf(state) is { ProposedRaised: true } silent ? silent.ProposedAt : null,
            OwnRhythm = state.HasOwnRhythm ? new PairRhythm(state.Cadence, state.Rhythm) : null,
        };

    private static Silence? SilenceOf(PairState state) => state.Phase.KeepsRhythm() ? state.Window?.Silence : null;
}
