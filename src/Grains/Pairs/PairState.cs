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
    public string TimeZone { get; init; } = "UTC";
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

    public CadenceWindow? Window { get; init; }

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
    /// <summary>The instant of the next tick; null when both have been raised.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextTickAt =>
        !DueRaised ? DueAt
        : !OverdueRaised ? OverdueAt
        : null;
}
