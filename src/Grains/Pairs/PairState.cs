using System.Text.Json.Serialization;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;

namespace Binome.Grains.Pairs;

/// <summary>The live state of a pair. Its sessions of the past are rows; only the open ones are kept here.</summary>
internal sealed record PairState : LedgerState
{
    public string ProgrammeId { get; init; } = "";
    public string MentorId { get; init; } = "";
    public string MenteeId { get; init; } = "";
    public PairPhase Phase { get; init; }
    public Cadence Cadence { get; init; } = Cadence.Default;
    public Rhythm Rhythm { get; init; } = Rhythm.Default;

    /// <summary>True once cadence and rhythm were set for this pair alone.</summary>
    public bool HasOwnRhythm { get; init; }
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Days off and quiet hours as they were last looked at: when it opened, and at each tick.</summary>
    public DaysOff DaysOff { get; init; } = DaysOff.None;

    [JsonIgnore]
    public PairCalendar Calendar => new(TimeZone, Rhythm.WorkingDays, DaysOff.Holidays, DaysOff.Quiet);
    public double Score { get; init; }
    public PairDecision? Decision { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null when nobody was asked.</summary>
    public PairAcceptance? Acceptance { get; init; }

    /// <summary>The hard rule that it breaks since the reporting tree changed.</summary>
    public string? BrokenRule { get; init; }

    /// <summary>Null when the programme asks for no signatures.</summary>
    public PairCharter? Charter { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Steps recorded so far; the next has this number plus one.</summary>
    public int Steps { get; init; }

    /// <summary>The command that moved it last, so that a repeated one is no error.</summary>
    public string? LastCommand { get; init; }

    /// <summary>The session held last of which both will be asked how it was; null when they have been.</summary>
    public string? AskReflectionOf { get; init; }

    /// <summary>When they are asked: the instant of the stored wake-up.</summary>
    public DateTimeOffset? AskReflectionAt { get; init; }

    /// <summary>Sessions that were planned, moved or cancelled since both were told, at most <see cref="Limits.OpenSessionsPerPairMax"/>.</summary>
    public ImmutableArray<string> ToTell { get; init; } = [];

    /// <summary>When they are told: the instant of the stored wake-up; null when they have been.</summary>
    public DateTimeOffset? TellAt { get; init; }

    public CadenceWindow? Window { get; init; }

    /// <summary>When somebody last saw to the pair itself: it became active, went on after a pause, or was kept. Silence is counted from then at the earliest.</summary>
    public DateTimeOffset? SeenToAt { get; init; }

    /// <summary>The instant of the stored wake-up: at the window's next tick or before it, never after.</summary>
    public DateTimeOffset? ArmedAt { get; init; }
    public DateTimeOffset? LastHeldAt { get; init; }
    public int SessionsHeld { get; init; }
    public int SessionsDue { get; init; }
    public int SessionsOnTime { get; init; }

    /// <summary>Planned sessions, at most <see cref="Limits.OpenSessionsPerPairMax"/>.</summary>
    public ImmutableArray<SessionRow> Planned { get; init; } = [];

    /// <summary>The sessions added last, the very last at the end, so that a repeated request adds nothing.</summary>
    public ImmutableArray<string> AddedLast { get; init; } = [];
}

/// <summary>The window in which the next session belongs.</summary>
/// <param name="DueAt">It falls due.</param>
/// <param name="OverdueAt">It has run out.</param>
/// <param name="DueRaised">The instant came and the event is in the log.</param>
/// <param name="OverdueRaised">The same for the end of the window; it then counts as due and missed.</param>
internal sealed record CadenceWindow(
    DateTimeOffset DueAt,
    DateTimeOffset OverdueAt,
    bool DueRaised = false,
    bool OverdueRaised = false
)
{
    /// <summary>When coordinators are told; null never.</summary>
    public DateTimeOffset? FlagAt { get; init; }
    public bool FlagRaised { get; init; }

    public Silence? Silence { get; init; }

    /// <summary>Still to come, the next first.</summary>
    public ImmutableArray<Reminder> Reminders { get; init; } = [];

    /// <summary>What is raised next; null when all has been.</summary>
    [JsonIgnore]
    public WindowMark? Next => Marks.MinBy(mark => mark.At);

    /// <summary>The same window once the mark was raised.</summary>
    public CadenceWindow Raised(WindowMark mark) =>
        mark.Kind switch
        {
            MarkKind.Reminder => this with { Reminders = Reminders.RemoveAt(0) },
            MarkKind.Due => this with { DueRaised = true, Reminders = [] },
            MarkKind.Overdue => this with { OverdueRaised = true },
            MarkKind.Flag => this with { FlagRaised = true },
            _ => this with { Silence = Silence!.Raised(mark.Kind) },
        };

    /// <summary>The same window with the mark at another instant.</summary>
    public CadenceWindow Moved(WindowMark mark, DateTimeOffset at) =>
        mark.Kind switch
        {
            MarkKind.Reminder => this with { Reminders = Reminders.SetItem(0, Reminders[0] with { At = at }) },
            MarkKind.Due => this with { DueAt = at },
            MarkKind.Overdue => this with { OverdueAt = at },
            MarkKind.Flag => this with { FlagAt = at },
            _ => this with { Silence = Silence!.Moved(mark.Kind, at) },
        };

    // Of two at one instant, the first listed comes first.
    private IEnumerable<WindowMark> Marks
    {
        get
        {
            if (!DueRaised && Reminders.Length > 0)
                yield return new WindowMark(MarkKind.Reminder, Reminders[0].At, Reminders[0].DaysBefore);
            if (!DueRaised)
                yield return new WindowMark(MarkKind.Due, DueAt, 0);
            if (!OverdueRaised)
                yield return new WindowMark(MarkKind.Overdue, OverdueAt, 0);
            if (!FlagRaised && FlagAt is { } flag)
                yield return new WindowMark(MarkKind.Flag, flag, 0);
            foreach (var silent in Silence?.Marks ?? [])
                yield return silent;
        }
    }
}

internal enum MarkKind
{
    Reminder,
    Due,
    Overdue,
    Flag,
    Stuck,
    ClosingNotice,
    ClosingProposed,
}

/// <param name="Days">How long before it falls due, for a reminder; until closing is proposed, for the notice.</param>
internal sealed record WindowMark(MarkKind Kind, DateTimeOffset At, int Days);

internal sealed record Reminder(int DaysBefore, DateTimeOffset At);

/// <summary>When nothing falls due for a pair beside the days on which nobody works.</summary>
internal sealed record DaysOff(ImmutableArray<DateOnly> Holidays, ImmutableArray<QuietHours> Quiet)
{
    public static readonly DaysOff None = new([], []);
}
