using Binome.Contracts.Pairs;

namespace Binome.WebApi.Pairs;

/// <summary>A pair: who accompanies whom, and its rhythm.</summary>
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
    DateTimeOffset? LastHeldAt,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime
)
{
    public string Object { get; } = "pair";

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
            row.LastHeldAt,
            row.SessionsHeld,
            row.SessionsDue,
            row.SessionsOnTime
        );
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
