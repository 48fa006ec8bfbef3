using System.Text.Json.Serialization;

namespace Binome.Grains.Pairs;

/// <summary>What is said when nothing is held, planned or logged for long; each once for each silence.</summary>
/// <param name="Since">From when on nothing happens.</param>
/// <param name="StuckAt">When the pair counts as stuck; null never.</param>
/// <param name="NoticeAt">When both are told that closing will be proposed; null never.</param>
/// <param name="NoticeDays">From then until it is.</param>
internal sealed record Silence(DateTimeOffset Since, DateTimeOffset? StuckAt, DateTimeOffset? NoticeAt, int NoticeDays)
{
    public bool StuckRaised { get; init; }
    public bool NoticeRaised { get; init; }

    /// <summary>When closing is proposed to the coordinator; null until both were told.</summary>
    public DateTimeOffset? ProposedAt { get; init; }
    public bool ProposedRaised { get; init; }

    [JsonIgnore]
    public IEnumerable<WindowMark> Marks
    {
        get
        {
            if (StuckAt is { } stuck && !StuckRaised)
                yield return new WindowMark(MarkKind.Stuck, stuck, 0);
            if (NoticeAt is { } notice && !NoticeRaised)
                yield return new WindowMark(MarkKind.ClosingNotice, notice, NoticeDays);
            if (ProposedAt is { } proposed && !ProposedRaised)
                yield return new WindowMark(MarkKind.ClosingProposed, proposed, 0);
        }
    }

    public Silence Raised(MarkKind kind) =>
        kind switch
        {
            MarkKind.Stuck => this with { StuckRaised = true },
            MarkKind.ClosingNotice => this with { NoticeRaised = true },
            _ => this with { ProposedRaised = true },
        };

    public Silence Moved(MarkKind kind, DateTimeOffset at) =>
        kind switch
        {
            MarkKind.Stuck => this with { StuckAt = at },
            MarkKind.ClosingNotice => this with { NoticeAt = at },
            _ => this with { ProposedAt = at },
        };
}

/// <summary>Since when nothing happens in a pair, and what follows from it. A machine proposes to close it; a coordinator decides.</summary>
internal static class SilenceRules
{
    /// <summary>Counted anew from what is held and planned now. What was said stays said unless the silence begins later.</summary>
    public static CadenceWindow Watched(PairState state, CadenceWindow window)
    {
        var (calendar, rhythm) = (state.Calendar, state.Rhythm);
        if (rhythm is { StuckAfterDays: null, CloseAfterDays: null })
            return window with { Silence = null };
        var since = Since(state, window);
        var day = calendar.DayOf(since);
        DateTimeOffset? At(int? days) => days is { } some ? calendar.AtOrAfter(day.PlusDays(some)) : null;

        var counted = new Silence(
            since,
            At(rhythm.StuckAfterDays),
            At(rhythm.CloseAfterDays),
            rhythm.ClosingNoticeDays
        );
        return window.Silence is { } before && since <= before.Since
            ? window with
            {
                Silence = counted with
                {
                    StuckRaised = before.StuckRaised,
                    NoticeRaised = before.NoticeRaised,
                    ProposedAt = before.ProposedAt,
                    ProposedRaised = before.ProposedRaised,
                },
            }
            : window with
            {
                Silence = counted,
            };
    }

    /// <summary>The window once the mark was raised; the notice runs from when it was really given.</summary>
    public static CadenceWindow Raised(CadenceWindow window, WindowMark mark, PairCalendar calendar, DateTimeOffset now)
    {
        var raised = window.Raised(mark);
        if (mark.Kind != MarkKind.ClosingNotice)
            return raised;
        var proposedAt = calendar.AtOrAfter(calendar.DayOf(now).PlusDays(mark.Days));
        return raised with { Silence = raised.Silence! with { ProposedAt = proposedAt } };
    }

    /// <summary>
    /// The instant at which the session fell due, or the beginning before the first; later when somebody saw to the pair since, or when a session
    /// is planned.
    /// </summary>
    private static DateTimeOffset Since(PairState state, CadenceWindow window)
    {
        var since = state.LastHeldAt is null ? state.StartsAt : window.DueAt;
        if (state.SeenToAt > since)
            since = state.SeenToAt.Value;
        foreach (var planned in state.Planned)
            if (planned.StartsAt > since)
                since = planned.StartsAt;
        return since;
    }
}
