using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Binome.Grains.Pairs;

namespace Binome.Grains.Sessions;

/// <summary>Who may reflect on what, and how much they may write.</summary>
internal static class ReflectionRules
{
    /// <summary>The wake-up at which both sides are asked how their last session was.</summary>
    public const string Ask = "ask_reflections";

    /// <summary>
    /// Both are asked on the morning of the next working day, once, of the session held last. A session of long ago is history that
    /// somebody brings in, and asks nobody.
    /// </summary>
    public static PairState ToAsk(PairState state, SessionRow session, DateTimeOffset now, Effects effects)
    {
        if (session.StartsAt < now - Limits.ReflectionAskedWithin || session.StartsAt < state.LastHeldAt)
            return state;
        if (state.AskReflectionAt is not null)
            return state with { AskReflectionOf = session.Id };
        var calendar = state.Calendar;
        var at = calendar.AtOrAfter(calendar.DayOf(now).PlusDays(1));
        effects.WakeUp(Ask, at);
        return state with { AskReflectionOf = session.Id, AskReflectionAt = at };
    }

    /// <summary>Null when this person may reflect on this session.</summary>
    public static Failure? Refusal(string id, PairRow? pair, SessionRow? session, Reflect command)
    {
        if (pair is null || (command.ParticipantId != pair.MentorId && command.ParticipantId != pair.MenteeId))
            return Failure.Of(FailureCodes.NotFound, command.PairId);
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (session is null || id != ReflectionRow.IdOf(session.Id, command.ParticipantId))
            return Failure.Of(FailureCodes.NotFound, command.SessionId);
        if (session.Status != SessionStatus.Held)
            return Failure.Of(FailureCodes.SessionState, session.Status.ToString().ToLowerInvariant());
        return Faults(command).FirstOrDefault();
    }

    /// <summary>What was really written; null when it is nothing.</summary>
    public static ReflectionWords? Written(ReflectionWords words)
    {
        var written = new ReflectionWords(Written(words.Note), Written(words.Insight), Written(words.NextStep));
        return written is { Note: null, Insight: null, NextStep: null } ? null : written;
    }

    public static ReflectionAdvice? Written(ReflectionAdvice advice)
    {
        var written = new ReflectionAdvice(Written(advice.PersonToMeet), Written(advice.ProjectToJoin));
        return written is { PersonToMeet: null, ProjectToJoin: null } ? null : written;
    }

    /// <summary>The log says that there is a reflection on the session, never whose or what it says.</summary>
    public static Effects Effects(PairRow pair, ReflectionRow row, bool isNew)
    {
        var effects = new Effects().Row(row);
        return isNew
            ? effects.Event(
                new LedgerEvent(
                    EventTypes.SessionReflected,
                    pair.Id,
                    ("session", row.SessionId),
                    ("programme", pair.ProgrammeId)
                )
            )
            : effects;
    }

    private static IEnumerable<Failure> Faults(Reflect command)
    {
        var (words, advice) = (command.Words, command.Advice);
        (string Pointer, string? Text, int Max)[] texts =
        [
            ("/note", words.Note, Limits.ReflectionCharactersMax),
            ("/insight", words.Insight, Limits.ReflectionCharactersMax),
            ("/next_step", words.NextStep, Limits.ReflectionCharactersMax),
            ("/person_to_meet", advice.PersonToMeet, Limits.AdviceCharactersMax),
            ("/project_to_join", advice.ProjectToJoin, Limits.AdviceCharactersMax),
        ];
        foreach (var (pointer, text, max) in texts)
            if (text?.Length > max)
                yield return Failure.At(pointer, FailureCodes.TooLong, $"{max}");
    }

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
