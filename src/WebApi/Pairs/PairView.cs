using Binome.Contracts.Pairs;

namespace Binome.WebApi.Pairs;

/// <summary>A pair: who accompanies whom, and its rhythm.</summary>
/// <param name="FlaggedAt">When coordinators were told that no session was held for long.</param>
/// <param name="Acceptance">The answers of both sides; null when the programme asks nobody.</param>
/// <param name="Charter">The charter and its signatures; null when the programme asks for none.</param>
/// <param name="PausedAt">Since when it pauses.</param>
/// <param name="EndedAt">When it was closed, declined, separated or expired.</param>
internal sealed record PairView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Programme,
    string Mentor,
    string Mentee,
    PairPhase Phase,
    double Score,
    PairDecisionView Decision,
    DateTimeOffset StartsAt,
    DateTimeOffset? NextDueAt,
    DateTimeOffset? OverdueAt,
    bool Overdue,
    DateTimeOffset? FlaggedAt,
    DateTimeOffset? LastHeldAt,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime,
    PairAcceptance? Acceptance,
    PairCharter? Charter,
    DateTimeOffset? PausedAt,
    DateTimeOffset? EndedAt
)
{
    public string Object { get; } = "pair";

    /// <summary>The hard rule that the pair breaks since the reporting tree changed, such as reporting_line; null when all hold.</summary>
    public string? BrokenRule { get; init; }

    /// <summary>Since when it counts as stuck: nothing was held, planned or logged for long.</summary>
    public DateTimeOffset? StuckAt { get; init; }

    /// <summary>When its closing was proposed; a coordinator begins to close it or keeps it.</summary>
    public DateTimeOffset? ClosingProposedAt { get; init; }

    /// <summary>What was set for this pair alone; null while it keeps the rhythm with which it was published.</summary>
    public PairRhythm? OwnRhythm { get; init; }

    public static PairView Of(PairRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.ProgrammeId,
            row.MentorId,
            row.MenteeId,
            row.Phase,
            row.Score,
            PairDecisionView.Of(row.Decision),
            row.StartsAt,
            row.NextDueAt,
            row.OverdueAt,
            row.Overdue,
            row.FlaggedAt,
            row.LastHeldAt,
            row.SessionsHeld,
            row.SessionsDue,
            row.SessionsOnTime,
            row.Acceptance,
            row.Charter,
            row.PausedAt,
            row.EndedAt
        )
        {
            BrokenRule = row.BrokenRule,
            StuckAt = row.StuckAt,
            ClosingProposedAt = row.ClosingProposedAt,
            OwnRhythm = row.OwnRhythm,
        };
}

/// <summary>The recorded human decision behind a pair.</summary>
internal sealed record PairDecisionView(
    string Proposal,
    ActingMember DecidedBy,
    string? Reason,
    DateTimeOffset DecidedAt
)
{
    public static PairDecisionView Of(PairDecision decision) =>
        new(decision.ProposalId, decision.DecidedBy, decision.Reason, decision.DecidedAt);
}
