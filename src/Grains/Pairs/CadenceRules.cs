using Binome.Contracts.Programmes;
using NodaTime;

namespace Binome.Grains.Pairs;

/// <summary>Where a pair's next window lies: days counted in the pair's zone, moved to where people work and are not disturbed.</summary>
internal static class CadenceRules
{
    public static CadenceWindow First(PairState state, DateTimeOffset startsAt) =>
        Opened(state, startsAt, state.Cadence.FirstMinDays, state.Cadence.FirstMaxDays);

    public static CadenceWindow After(PairState state, DateTimeOffset heldAt) =>
        Opened(state, heldAt, state.Cadence.MinDays, state.Cadence.MaxDays);

    /// <summary>The window after a pause: what had not been raised yet comes as many days later as the pause lasted, begun days counted.</summary>
    public static CadenceWindow Shifted(
        CadenceWindow window,
        PairCalendar calendar,
        DateTimeOffset pausedAt,
        DateTimeOffset resumedAt
    )
    {
        var days = Period.DaysBetween(calendar.DayOf(pausedAt), calendar.DayOf(resumedAt));
        DateTimeOffset Later(DateTimeOffset instant) => calendar.AtOrAfter(calendar.DayOf(instant).PlusDays(days));
        return window with
        {
            DueAt = window.DueRaised ? window.DueAt : Later(window.DueAt),
            OverdueAt = window.OverdueRaised ? window.OverdueAt : Later(window.OverdueAt),
            FlagAt = window.FlagRaised || window.FlagAt is not { } flag ? window.FlagAt : Later(flag),
            Reminders = window.DueRaised ? [] : [.. window.Reminders.Select(one => one with { At = Later(one.At) })],
        };
    }

    private static CadenceWindow Opened(PairState state, DateTimeOffset since, int minDays, int maxDays)
    {
        var calendar = state.Calendar;
        var day = calendar.DayOf(since);
        var dueAt = calendar.AtOrAfter(day.PlusDays(minDays));
        var overdueAt = calendar.AtOrAfter(day.PlusDays(maxDays));
        DateTimeOffset? flagAt = state.Rhythm.FlagAfterDays is { } days ? calendar.AtOrAfter(day.PlusDays(days)) : null;
        return new CadenceWindow(dueAt, overdueAt)
        {
            // Coordinators hear of it after the two have.
            FlagAt = flagAt < overdueAt ? overdueAt : flagAt,
            Reminders = Reminders(state, calendar, since, dueAt),
        };
    }

    /// <summary>Before it falls due, on days when people work; what would come before the window opens is left out.</summary>
    private static ImmutableArray<Reminder> Reminders(
        PairState state,
        PairCalendar calendar,
        DateTimeOffset since,
        DateTimeOffset dueAt
    ) =>
        [
            .. from days in state.Rhythm.RemindDaysBefore.Distinct()
            let at = calendar.AtOrBefore(calendar.DayOf(dueAt).PlusDays(-days))
            where at > since && at < dueAt
            orderby at, days descending
            select new Reminder(days, at),
        ];
}
