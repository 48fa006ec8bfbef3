using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

internal sealed record ProgrammeState : LedgerState
{
    /// <summary>Room for the rest within <see cref="Limits.StateBytesMax"/>.</summary>
    public const int SettingsBytesMax = 40 * 1024;

    public ProgrammeSettings? Settings { get; init; }
    public ProgrammePhase Phase { get; init; }
    public ImmutableArray<ChecklistItem> Checklist { get; init; } =
    [.. ChecklistItems.All.Select(item => new ChecklistItem(item, null, null))];
    public GateDecision? Gate { get; init; }

    /// <summary>The charter is worded by the business, no longer the template of the kind.</summary>
    public bool HasOwnCharter { get; init; }
    public int Mentors { get; init; }
    public int Mentees { get; init; }

    /// <summary>Couples that are kept apart now.</summary>
    public int Exclusions { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The command that launched it, so that a repeated one is no error.</summary>
    public string? LaunchCommand { get; init; }

    /// <summary>When the pairs of a closing programme go on to follow it; null when none are left.</summary>
    public DateTimeOffset? FollowAt { get; init; }

    /// <summary>No pair was left when it last looked; one more look and it is done.</summary>
    public bool LooksLast { get; init; }

    /// <summary>The command that closed it last.</summary>
    public string? CloseCommand { get; init; }
}
