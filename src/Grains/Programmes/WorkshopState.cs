using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

internal sealed record WorkshopState : LedgerState
{
    public string ProgrammeId { get; init; } = "";
    public WorkshopDetails? Details { get; init; }
    public WorkshopStatus Status { get; init; }

    /// <summary>By participant, at most <see cref="Limits.WorkshopPeopleMax"/>.</summary>
    public ImmutableSortedDictionary<string, Attendance> People { get; init; } =
        ImmutableSortedDictionary<string, Attendance>.Empty;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public string? LastCommand { get; init; }

    /// <summary>Grows with every change of what it is and when.</summary>
    public int Sequence { get; init; }

    /// <summary>The roles that it was for before and is no longer.</summary>
    public ImmutableArray<PairRole> NoLongerFor { get; init; } = [];

    /// <summary>The instant of the wake-up that tells people of it; null when nobody is to be told any more.</summary>
    public DateTimeOffset? TellAt { get; init; }

    /// <summary>The programme's version when everybody in it had been told; 0 while somebody has not, or is away and may come back.</summary>
    public long ToldVersion { get; init; }
}

/// <summary>What a person said and what was recorded; null while it is nothing.</summary>
internal sealed record Attendance(bool? Coming, bool? Attended, DateTimeOffset Since);
