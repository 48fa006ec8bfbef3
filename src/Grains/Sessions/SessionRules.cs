using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;

namespace Binome.Grains.Sessions;

/// <summary>A decided change of a pair's sessions, with the session as it then stands.</summary>
internal sealed record SessionChange(PairChange Pair, SessionRow Session);

/// <summary>Planning, moving, holding and cancelling the sessions of a pair.</summary>
internal static class SessionRules
{
    /// <summary>Clocks of calling systems run a little ahead; a session held "just now" is accepted.</summary>
    private static readonly TimeSpan ClockSkewAllowed = TimeSpan.FromMinutes(5);

    public static Outcome<SessionChange> Add(string pairId, PairState state, AddSession command, DateTimeOffset now)
    {
        if (NoSessions(state) is { } refusal)
            return refusal;
        if (Invalid(command.DurationMinutes, "/duration_minutes") is { } failure)
            return failure;
        if (command.Status == SessionStatus.Cancelled)
            return Failure.At("/status", FailureCodes.Invalid, "planned, held");
        if (command.Status == SessionStatus.Held && command.StartsAt > now + ClockSkewAllowed)
            return Failure.At("/starts_at", FailureCodes.SessionInFuture);
        if (command.Status == SessionStatus.Planned && state.Planned.Length >= Limits.OpenSessionsPerPairMax)
            return Failure.Of(FailureCodes.SessionTooMany, $"{Limits.OpenSessionsPerPairMax}");

        var session = new SessionRow(
            command.SessionId,
            pairId,
            state.ProgrammeId,
            state.AddedLast.LastOrDefault(),
            command.Status,
            Milliseconds(command.StartsAt),
            command.DurationMinutes,
            command.Format,
            Logged: command.Status == SessionStatus.Held,
            now,
            now
        );
        var added = state with { AddedLast = Remember(state.AddedLast, session.Id) };
        return Apply(pairId, added, session, EventOf(session.Status), now);
    }

    public static Outcome<SessionChange> Change(
        string pairId,
        PairState state,
        ChangeSession command,
        DateTimeOffset now
    )
    {
        if (NoSessions(state) is { } refusal)
            return refusal;
        if (command.DurationMinutes is { } minutes && Invalid(minutes, "/duration_minutes") is { } failure)
            return failure;
        if (state.Planned.FirstOrDefault(planned => planned.Id == command.SessionId) is not { } session)
            return Failure.Of(FailureCodes.SessionUnknown);

        var changed = session with
        {
            Status = command.Status ?? session.Status,
            StartsAt = Milliseconds(command.StartsAt ?? session.StartsAt),
            DurationMinutes = command.DurationMinutes ?? session.DurationMinutes,
            Format = command.Format ?? session.Format,
            UpdatedAt = now,
        };
        if (changed.Status == SessionStatus.Held && changed.StartsAt > now + ClockSkewAllowed)
            return Failure.At("/starts_at", FailureCodes.SessionInFuture);

        if (changed.Status != SessionStatus.Held)
            changed = changed with { Sequence = session.Sequence + 1 };
        var type = changed.Status == SessionStatus.Planned ? EventTypes.SessionMoved : EventOf(changed.Status);
        return Apply(pairId, state, changed, type, now);
    }

    /// <summary>True when the change would leave the session as it is.</summary>
    public static bool IsAsAsked(SessionRow session, ChangeSession command) =>
        (command.Status ?? session.Status) == session.Status
        && Milliseconds(command.StartsAt ?? session.StartsAt) == session.StartsAt
        && (command.DurationMinutes ?? session.DurationMinutes) == session.DurationMinutes
        && (command.Format ?? session.Format) == session.Format;

    private static SessionChange Apply(
        string pairId,
        PairState state,
        SessionRow session,
        string eventType,
        DateTimeOffset now
    )
    {
        if (session.Status == SessionStatus.Held)
            session = session with { BeforeCharter = state.Phase == PairPhase.Charter };
        var others = state.Planned.RemoveAll(planned => planned.Id == session.Id);
        var next = state with
        {
            Planned = session.Status == SessionStatus.Planned ? others.Add(session) : others,
            UpdatedAt = now,
        };
        var effects = Announce(pairId, session, eventType, new Effects());
        if (session.Status == SessionStatus.Held)
            next = ReflectionRules.ToAsk(
                PairRules.Armed(PairRules.Held(next, session.StartsAt), effects),
                session,
                now,
                effects
            );
        else
            next = SessionMails.ToTell(PairRules.Armed(next, effects), session, now, effects);
        return new SessionChange(PairRules.Changed(pairId, next, effects), session);
    }

    /// <summary>The session as it then stands, with what happened to it.</summary>
    public static Effects Announce(string pairId, SessionRow session, string eventType, Effects effects) =>
        effects
            .Row(session)
            .Event(
                new LedgerEvent(
                    eventType,
                    pairId,
                    ("session", session.Id),
                    ("programme", session.ProgrammeId),
                    ("starts_at", session.StartsAt),
                    ("duration_minutes", session.DurationMinutes),
                    ("logged", session.Logged),
                    ("before_charter", session.BeforeCharter)
                )
            );

    private static Failure? NoSessions(PairState state) =>
        state.Phase.TakesSessions() ? null
        : state.Phase.HasEnded() ? Failure.Of(FailureCodes.PairEnded)
        : Failure.Of(FailureCodes.PairPhase, state.Phase.Code());

    private static string EventOf(SessionStatus status) =>
        status switch
        {
            SessionStatus.Planned => EventTypes.SessionPlanned,
            SessionStatus.Held => EventTypes.SessionHeld,
            SessionStatus.Cancelled => EventTypes.SessionCancelled,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
        };

    private static Failure? Invalid(int minutes, string pointer) =>
        minutes is >= 1 and <= Limits.SessionMinutesMax
            ? null
            : Failure.At(pointer, FailureCodes.OutOfRange, "1", $"{Limits.SessionMinutesMax}");

    private static ImmutableArray<string> Remember(ImmutableArray<string> last, string id) =>
        last.Length < Limits.CommandsRememberedPerGrain ? last.Add(id) : last.RemoveAt(0).Add(id);

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
