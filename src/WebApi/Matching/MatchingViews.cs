using Binome.Contracts.Matching;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Matching;

/// <summary>One computation of proposals.</summary>
/// <param name="Phase">What the run is at, in the order of the values; null unless it is solving. Phases that do not apply are passed over.</param>
/// <param name="Progress">0–1.</param>
/// <param name="Terms">By what it matched, whatever the programme's settings are now.</param>
/// <param name="Changes">What people set against the optimum, each with its price once solved.</param>
/// <param name="Score">The sum of the proposals' scores: the optimum, unless chance decided.</param>
/// <param name="Random">What chance decided; null when the proposals are the optimum.</param>
internal sealed record MatchingRunView(
    string Id,
    DateTimeOffset Created,
    string Programme,
    MatchingRunStatus Status,
    MatchingRunPhase? Phase,
    MatchingTerms Terms,
    ImmutableArray<ManualChangeView> Changes,
    double Progress,
    MatchingTotals Totals,
    double Score,
    RandomChoice? Random,
    DateTimeOffset? CompletedAt,
    CodeView? Failure
)
{
    public string Object { get; } = "matching_run";

    public static MatchingRunView Of(MatchingRunRow row, Language language) =>
        new(
            row.Id,
            row.CreatedAt,
            row.ProgrammeId,
            row.Status,
            row.Phase,
            row.Terms,
            [.. row.Changes.Select(ManualChangeView.Of)],
            row.Progress,
            row.Totals,
            row.Score,
            row.Random,
            row.CompletedAt,
            CodeView.Of(row.FailureCode, language)
        );
}

/// <summary>A pair that a person set or forbade, by whom and why, and what it costs the cohort.</summary>
internal sealed record ManualChangeView(
    ManualChangeKind Kind,
    string Mentor,
    string Mentee,
    string Reason,
    ActingMember DecidedBy,
    MatchingPrice? Price
)
{
    public static ManualChangeView Of(ManualChange change) =>
        new(change.Kind, change.MentorId, change.MenteeId, change.Reason, change.DecidedBy, change.Price);
}

/// <summary>A pair the engine proposes; a named person decides.</summary>
/// <param name="Score">0–1; the contributions of the reasons add up to it.</param>
/// <param name="MentorName">Who that is: a person decides about people, not about ids. Null when the person is gone.</param>
/// <param name="Refusal">Why no pair came of it although it was accepted; null otherwise.</param>
internal sealed record ProposalView(
    string Id,
    string MatchingRun,
    string Programme,
    string Mentor,
    string? MentorName,
    string Mentee,
    string? MenteeName,
    double Score,
    ImmutableArray<ReasonView> Reasons,
    ProposalDecision Decision,
    ActingMember? DecidedBy,
    string? DecisionReason,
    DateTimeOffset? DecidedAt,
    string? Publication,
    string? Pair,
    CodeView? Refusal
)
{
    public string Object { get; } = "proposal";

    public static ProposalView Of(ProposalRow row, NamesOfPage names, Language language)
    {
        var reasons = ImmutableArray.CreateBuilder<ReasonView>(row.Reasons.Length);
        foreach (var reason in row.Reasons)
            reasons.Add(ReasonView.Of(reason, language));
        return new(
            row.Id,
            row.RunId,
            row.ProgrammeId,
            row.MentorId,
            names.Of(row.MentorId),
            row.MenteeId,
            names.Of(row.MenteeId),
            row.Score,
            reasons.MoveToImmutable(),
            row.Decision,
            row.DecidedBy,
            row.DecisionReason,
            row.DecidedAt,
            row.PublicationId,
            row.PairId,
            CodeView.Of(row.RefusalCode, language)
        );
    }
}

/// <summary>What one criterion adds to a pair's score, and why, in words.</summary>
internal sealed record ReasonView(
    string Criterion,
    string Name,
    int Weight,
    Direction Direction,
    double UnitScore,
    double Contribution,
    string Code,
    string Message
)
{
    public static ReasonView Of(ProposalReason reason, Language language) =>
        new(
            reason.Criterion,
            ReasonCatalogue.Criterion(reason.Criterion, language),
            reason.Weight,
            reason.Direction,
            reason.UnitScore,
            reason.Contribution,
            reason.Reason,
            ReasonCatalogue.Message(reason.Reason, reason.Arguments, language)
        );
}

/// <summary>A person the run found no pair for, and why.</summary>
internal sealed record UnmatchedView(
    string Id,
    string MatchingRun,
    string Participant,
    string? ParticipantName,
    PairRole Role,
    string Code,
    string Message
)
{
    public string Object { get; } = "unmatched";

    public static UnmatchedView Of(UnmatchedRow row, NamesOfPage names, Language language) =>
        new(
            row.Id,
            row.RunId,
            row.ParticipantId,
            names.Of(row.ParticipantId),
            row.Role,
            row.Reason,
            ReasonCatalogue.Message(row.Reason, row.Arguments, language)
        );
}

/// <summary>The job that makes pairs of accepted proposals, and how far it is.</summary>
internal sealed record PublicationView(
    string Id,
    DateTimeOffset Created,
    string MatchingRun,
    string Programme,
    JobStatus Status,
    int Total,
    int Done,
    int Opened,
    int Refused,
    DateTimeOffset? CompletedAt
)
{
    public string Object { get; } = "publication";

    public static PublicationView Of(PublicationRow row) =>
        new(
            row.Id,
            row.CreatedAt,
            row.RunId,
            row.ProgrammeId,
            row.Status,
            row.Total,
            row.Done,
            row.Opened,
            row.Refused,
            row.CompletedAt
        );
}
