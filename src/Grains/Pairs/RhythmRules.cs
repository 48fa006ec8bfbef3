using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Pairs;

/// <summary>What a cadence and a rhythm may be, and a pair that gets its own or gives it back.</summary>
internal static class RhythmRules
{
    public static IEnumerable<Failure> Faults(Cadence cadence)
    {
        const int Max = Limits.CadenceDaysMax;
        if (cadence.MinDays is < 1 or > Max)
            yield return Failure.At("/cadence/min_days", FailureCodes.OutOfRange, "1", $"{Max}");
        if (cadence.MaxDays < cadence.MinDays || cadence.MaxDays > Max)
            yield return Failure.At("/cadence/max_days", FailureCodes.OutOfRange, $"{cadence.MinDays}", $"{Max}");
        if (cadence.FirstMinDays is < 0 or > Max)
            yield return Failure.At("/cadence/first_min_days", FailureCodes.OutOfRange, "0", $"{Max}");
        var firstLeast = Math.Max(1, cadence.FirstMinDays);
        if (cadence.FirstMaxDays < firstLeast || cadence.FirstMaxDays > Max)
            yield return Failure.At("/cadence/first_max_days", FailureCodes.OutOfRange, $"{firstLeast}", $"{Max}");
    }

    public static IEnumerable<Failure> Faults(Rhythm rhythm)
    {
        var reminders = rhythm.RemindDaysBefore.IsDefault ? [] : rhythm.RemindDaysBefore;
        if (reminders.Length > Limits.RemindersMax)
            yield return Failure.At("/rhythm/remind_days_before", FailureCodes.TooMany, $"{Limits.RemindersMax}");
        for (var at = 0; at < reminders.Length; at++)
            if (reminders[at] is < 1 or > Limits.ReminderDaysMax)
                yield return Failure.At(
                    $"/rhythm/remind_days_before/{at}",
                    FailureCodes.OutOfRange,
                    "1",
                    $"{Limits.ReminderDaysMax}"
                );
        (string Name, int? Days, int Max)[] all =
        [
            ("flag_after_days", rhythm.FlagAfterDays, Limits.CadenceDaysMax),
            ("stuck_after_days", rhythm.StuckAfterDays, Limits.CadenceDaysMax),
            ("close_after_days", rhythm.CloseAfterDays, Limits.CadenceDaysMax),
            ("closing_notice_days", rhythm.ClosingNoticeDays, Limits.ReminderDaysMax),
        ];
        foreach (var (name, days, max) in all)
            if (days < 1 || days > max)
                yield return Failure.At($"/rhythm/{name}", FailureCodes.OutOfRange, "1", $"{max}");
        if (rhythm.WorkingDays.IsDefaultOrEmpty)
            yield return Failure.At("/rhythm/working_days", FailureCodes.Required);
    }

    /// <summary>True when the pair has this rhythm of its own already.</summary>
    public static bool IsChanged(PairState state, ChangeCadence command) =>
        state.HasOwnRhythm && state.Cadence == command.Cadence && LedgerJson.Same(state.Rhythm, command.Rhythm);

    public static Outcome<PairChange> Change(string id, PairState state, ChangeCadence command, DateTimeOffset now)
    {
        if (state.Phase.HasEnded())
            return Failure.Of(FailureCodes.PairEnded);
        ImmutableArray<Failure> faults = [.. Faults(command.Cadence), .. Faults(command.Rhythm)];
        if (faults.Length > 0)
            return faults[0] with { Others = faults[1..] };
        var next = state with { Cadence = command.Cadence, Rhythm = command.Rhythm, HasOwnRhythm = true };
        return Set(id, next, PairStep.ChangeRhythm, command.Actor, now);
    }

    /// <param name="cadence">That of the programme, as is <paramref name="rhythm"/>.</param>
    public static Outcome<PairChange> Reset(
        string id,
        PairState state,
        Cadence cadence,
        Rhythm rhythm,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (state.Phase.HasEnded())
            return Failure.Of(FailureCodes.PairEnded);
        var next = state with { Cadence = cadence, Rhythm = rhythm, HasOwnRhythm = false };
        return Set(id, next, PairStep.ResetRhythm, actor, now);
    }

    /// <summary>The window is counted anew from the last session, or from the start; what is past is raised at once.</summary>
    private static PairChange Set(string id, PairState state, PairStep step, Actor actor, DateTimeOffset now)
    {
        var next = state with { UpdatedAt = now };
        if (next.Window is { } window)
            next = next with { Window = Recounted(next, window) };
        var effects = new Effects().Event(
            new LedgerEvent(
                EventTypes.PairCadenceChanged,
                id,
                ("programme", next.ProgrammeId),
                ("min_days", next.Cadence.MinDays),
                ("max_days", next.Cadence.MaxDays),
                ("own", next.HasOwnRhythm),
                ("member", actor.Member?.Id)
            )
        );
        var armed = PairRules.Armed(next, effects);
        return PairLifeRules.Recorded(id, state.Phase, armed, step, new PairMover(actor.Member), effects);
    }

    /// <summary>Nothing that was raised for this session is raised again.</summary>
    private static CadenceWindow Recounted(PairState state, CadenceWindow before)
    {
        var window = state.LastHeldAt is { } held
            ? CadenceRules.After(state, held)
            : CadenceRules.First(state, state.StartsAt);
        return window with
        {
            DueRaised = before.DueRaised,
            OverdueRaised = before.OverdueRaised,
            FlagRaised = before.FlagRaised,
            Silence = before.Silence,
            Reminders = before.DueRaised ? [] : window.Reminders,
        };
    }
}
