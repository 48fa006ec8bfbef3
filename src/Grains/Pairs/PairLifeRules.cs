using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Sessions;

namespace Binome.Grains.Pairs;

/// <summary>Who moves a pair on, and why.</summary>
/// <param name="Member">Null for time, and for a programme that closes.</param>
/// <param name="ParticipantId">The side that answers.</param>
internal sealed record PairMover(
    ActingMember? Member,
    string? CommandId = null,
    string? Reason = null,
    string? ParticipantId = null,
    string? SealedReason = null
);

/// <summary>How a pair goes through its phases: pure, and never otherwise than <see cref="PairPhases.Transitions"/> says.</summary>
internal static class PairLifeRules
{
    /// <summary>The wake-up at the end of the time in which both sides can accept.</summary>
    public const string AnswerDue = "answer_due";

    /// <summary>The wake-up that gives the seats of an ended pair back, and again until it succeeds.</summary>
    public const string FreeSeats = "free_seats";

    public static bool IsOf(PairState state, string participantId) =>
        participantId == state.MentorId || participantId == state.MenteeId;

    /// <summary>True when this side has accepted before, or when the command was carried out already.</summary>
    public static bool IsAnswered(PairState state, AnswerPair command)
    {
        var acceptedAt =
            command.ParticipantId == state.MentorId ? state.Acceptance?.MentorAt : state.Acceptance?.MenteeAt;
        return state.LastCommand == command.Actor.CommandId || (command.Accepts && acceptedAt is not null);
    }

    public static Failure? Refusal(MovePair command)
    {
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (!PairPhases.OfCoordinators.Contains(command.Step))
            return Failure.At(
                "/step",
                FailureCodes.Invalid,
                string.Join(", ", PairPhases.OfCoordinators.Select(step => step.Code()))
            );
        if (command.Reason?.Length > Limits.ReasonCharactersMax)
            return Failure.At("/reason", FailureCodes.TooLong, $"{Limits.ReasonCharactersMax}");
        return command.Step == PairStep.Separate && Reason(command) is null
            ? Failure.At("/reason", FailureCodes.Required)
            : null;
    }

    public static string? Reason(MovePair command) =>
        string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim();

    /// <summary>A first acceptance is kept; the second one begins the pair.</summary>
    public static Outcome<PairChange> Accept(string id, PairState state, PairMover by, DateTimeOffset now)
    {
        if (state.Phase != PairPhase.AwaitingAcceptance)
            return Refused(state);
        var asked = state.Acceptance!;
        var accepted =
            by.ParticipantId == state.MentorId ? asked with { MentorAt = now } : asked with { MenteeAt = now };
        var next = state with { Acceptance = accepted };
        var effects = new Effects().Event(
            new LedgerEvent(
                EventTypes.PairAccepted,
                id,
                ("programme", state.ProgrammeId),
                ("participant", by.ParticipantId),
                ("member", by.Member?.Id)
            )
        );
        if (accepted is { MentorAt: not null, MenteeAt: not null })
        {
            var to = state.Charter is null ? PairPhase.Active : PairPhase.Charter;
            return Moved(id, next, (PairStep.Accept, to), by, now, effects);
        }
        return Recorded(id, state.Phase, next with { UpdatedAt = now }, PairStep.Accept, by, effects);
    }

    /// <summary>A first signature is kept; the second one makes the pair active.</summary>
    public static Outcome<PairChange> Sign(string id, PairState state, int version, PairMover by, DateTimeOffset now)
    {
        if (state.Phase != PairPhase.Charter)
            return Refused(state);
        var charter = state.Charter!;
        if (version != charter.Version)
            return Failure.At("/version", FailureCodes.CharterVersion, $"{charter.Version}");
        var signed =
            by.ParticipantId == state.MentorId ? charter with { MentorAt = now } : charter with { MenteeAt = now };
        var next = state with { Charter = signed };
        var effects = new Effects().Event(
            new LedgerEvent(
                EventTypes.PairSigned,
                id,
                ("programme", state.ProgrammeId),
                ("version", version),
                ("participant", by.ParticipantId),
                ("member", by.Member?.Id)
            )
        );
        return signed is { MentorAt: not null, MenteeAt: not null }
            ? Moved(id, next, (PairStep.Sign, PairPhase.Active), by, now, effects)
            : Recorded(id, state.Phase, next with { UpdatedAt = now }, PairStep.Sign, by, effects);
    }

    public static bool IsSigned(PairState state, SignCharter command) =>
        command.Version == state.Charter?.Version
        && (command.ParticipantId == state.MentorId ? state.Charter.MentorAt : state.Charter.MenteeAt) is not null;

    /// <summary>Any other step: the phase it leads to, and all that begins or ends with that phase.</summary>
    public static Outcome<PairChange> Step(
        string id,
        PairState state,
        PairStep step,
        PairMover by,
        DateTimeOffset now
    ) =>
        PairPhases.Allows(state.Phase, step)
            ? Moved(id, state, (step, PairPhases.After(state.Phase, step)), by, now, new Effects())
            : Refused(state);

    /// <summary>The step by which a pair follows its closing programme; null when it has followed.</summary>
    public static PairStep? ToFollow(PairPhase phase, bool closed) =>
        phase switch
        {
            PairPhase.AwaitingAcceptance => PairStep.Expire,
            PairPhase.Charter or PairPhase.Active or PairPhase.Paused => PairStep.BeginClosing,
            PairPhase.Closing when closed => PairStep.Close,
            _ => null,
        };

    private static PairChange Moved(
        string id,
        PairState state,
        (PairStep Step, PairPhase To) move,
        PairMover by,
        DateTimeOffset now,
        Effects effects
    )
    {
        var (step, to) = move;
        effects.Event(
            new LedgerEvent(
                EventOf(step, to),
                id,
                ("programme", state.ProgrammeId),
                ("from", state.Phase.Code()),
                ("to", to.Code()),
                ("member", by.Member?.Id),
                ("participant", by.ParticipantId)
            )
        );
        var moved = state with { Phase = to, UpdatedAt = now, LastCommand = by.CommandId ?? state.LastCommand };
        var next = to switch
        {
            PairPhase.Active when step == PairStep.Resume => Resumed(moved, now, effects),
            PairPhase.Active when step == PairStep.Sign => PairRules.Armed(moved with { SeenToAt = now }, effects),
            PairPhase.Charter or PairPhase.Active when step == PairStep.Keep => PairRules.Armed(
                moved with
                {
                    SeenToAt = now,
                },
                effects
            ),
            PairPhase.Charter or PairPhase.Active => PairRules.Begun(
                moved,
                moved.StartsAt > now ? moved.StartsAt : now,
                effects
            ),
            PairPhase.Paused => PairRules.Armed(moved with { PausedAt = now, Window = state.Window }, effects),
            PairPhase.Closing => PairRules.Armed(moved with { PausedAt = null, Window = null }, effects),
            _ => Ended(id, moved, now, effects),
        };
        if (state.Phase == PairPhase.AwaitingAcceptance)
            effects.WakeUp(AnswerDue, null);
        return Recorded(id, state.Phase, next, step, by, effects);
    }

    /// <summary>What had not fallen due yet moves by as many days as the pair paused.</summary>
    private static PairState Resumed(PairState state, DateTimeOffset now, Effects effects)
    {
        var window = state.Window is { } before
            ? CadenceRules.Shifted(before, state.Calendar, state.PausedAt!.Value, now)
            : null;
        return PairRules.Armed(state with { PausedAt = null, Window = window, SeenToAt = now }, effects);
    }

    /// <summary>Nothing is planned or falls due any more, the two may be paired anew, and their seats become free.</summary>
    private static PairState Ended(string id, PairState state, DateTimeOffset now, Effects effects)
    {
        foreach (var planned in state.Planned)
        {
            var session = planned with
            {
                Status = SessionStatus.Cancelled,
                Sequence = planned.Sequence + 1,
                UpdatedAt = now,
            };
            SessionRules.Announce(id, session, EventTypes.SessionCancelled, effects);
            state = SessionMails.ToTell(state, session, now, effects);
        }
        effects.Release(PairRules.PeopleClaim, PairRules.PeopleOf(state)).WakeUp(FreeSeats, now);
        var ended = state with { Planned = [], Window = null, PausedAt = null, EndedAt = now };
        return PairRules.Armed(ended, effects);
    }

    /// <summary>The change with the step that tells who did it.</summary>
    public static PairChange Recorded(
        string id,
        PairPhase from,
        PairState next,
        PairStep step,
        PairMover by,
        Effects effects
    )
    {
        var number = next.Steps + 1;
        var row = new PairStepRow(
            Ids.Derived(Ids.PairStep, next.UpdatedAt, id, $"{number}"),
            id,
            step,
            from,
            next.Phase,
            by.Member,
            by.Reason,
            by.ParticipantId,
            by.SealedReason,
            next.UpdatedAt
        );
        return PairRules.Changed(id, next with { Steps = number }, effects.Row(row));
    }

    private static Failure Refused(PairState state) => Failure.Of(FailureCodes.PairPhase, state.Phase.Code());

    private static string EventOf(PairStep step, PairPhase to) =>
        step switch
        {
            PairStep.Accept when to == PairPhase.Charter => EventTypes.PairChartered,
            PairStep.Accept or PairStep.Sign => EventTypes.PairActivated,
            PairStep.Decline => EventTypes.PairDeclined,
            PairStep.Expire => EventTypes.PairExpired,
            PairStep.Pause => EventTypes.PairPaused,
            PairStep.Resume => EventTypes.PairResumed,
            PairStep.Keep => EventTypes.PairKept,
            PairStep.BeginClosing => EventTypes.PairClosing,
            PairStep.Close => EventTypes.PairClosed,
            PairStep.Separate => EventTypes.PairSeparated,
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
}
