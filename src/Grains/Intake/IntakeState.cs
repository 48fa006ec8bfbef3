using Binome.Contracts.Intake;
using Binome.Contracts.People;

namespace Binome.Grains.Intake;

internal sealed record IntakeState : LedgerState
{
    public IntakeStatus Status { get; init; }
    public ImmutableArray<PairRole> Roles { get; init; } = [];
    public string? ProgrammeId { get; init; }
    public DateTimeOffset? AskedAt { get; init; }
    public DateTimeOffset? BegunAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In days from <see cref="AskedAt"/>.</summary>
    public ImmutableArray<int> RemindAfterDays { get; init; } = [];
    public int MailsSent { get; init; }

    /// <summary>The instant of the wake-up that sends the next mail; null when none is to go.</summary>
    public DateTimeOffset? NextMailAt { get; init; }

    /// <summary>When the last mail fell due.</summary>
    public DateTimeOffset? LastMailAt { get; init; }
    public ImmutableSortedDictionary<string, ScreeningAnswer> Screening { get; init; } =
        ImmutableSortedDictionary<string, ScreeningAnswer>.Empty;
    public ImmutableSortedDictionary<string, int> Statements { get; init; } =
        ImmutableSortedDictionary<string, int>.Empty;
    public DateTimeOffset UpdatedAt { get; init; }
}

internal sealed record IntakeRoundState : LedgerState
{
    /// <summary>A round was begun: whoever is enrolled from then on is asked too.</summary>
    public bool IsOpen { get; init; }

    /// <summary>When the round goes on; null when none is under way.</summary>
    public DateTimeOffset? GoesOnAt { get; init; }

    /// <summary>The last instant at which it went on or is to go on: the next is later, so that no wake-up is taken for another.</summary>
    public DateTimeOffset? WentOnAt { get; init; }

    /// <summary>The last person looked at in the round that is under way; null at its beginning.</summary>
    public string? AskedTo { get; init; }

    /// <summary>The same for reminding those who have not finished.</summary>
    public DateTimeOffset? ChaseGoesOnAt { get; init; }

    /// <summary>The person reminded last; null at the beginning.</summary>
    public string? ChasedTo { get; init; }
}
