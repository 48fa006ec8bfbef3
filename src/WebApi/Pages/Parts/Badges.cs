using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Parts;

/// <summary>The states of things, each always in the same word and colour.</summary>
internal static class Badges
{
    public static Badge Of(ProgrammePhase phase, IStringLocalizer words) =>
        new(
            words[$"phase.{phase}"],
            phase switch
            {
                ProgrammePhase.Running => Tone.Good,
                ProgrammePhase.Enrolling or ProgrammePhase.Matching => Tone.Busy,
                ProgrammePhase.Closing => Tone.Attention,
                _ => Tone.Neutral,
            }
        );

    public static Badge Of(JobStatus status, IStringLocalizer words) =>
        new(
            words[$"job.{status}"],
            status switch
            {
                JobStatus.Completed => Tone.Good,
                JobStatus.Failed => Tone.Bad,
                JobStatus.AwaitingConfirmation => Tone.Attention,
                _ => Tone.Busy,
            }
        );

    public static Badge Of(MatchingRunStatus status, IStringLocalizer words) =>
        new(
            words[$"run.{status}"],
            status switch
            {
                MatchingRunStatus.Proposed => Tone.Good,
                MatchingRunStatus.Failed => Tone.Bad,
                MatchingRunStatus.Cancelled => Tone.Neutral,
                _ => Tone.Busy,
            }
        );

    public static Badge Of(ProposalDecision decision, IStringLocalizer words) =>
        new(
            words[$"decision.{decision}"],
            decision switch
            {
                ProposalDecision.Accepted => Tone.Good,
                ProposalDecision.Rejected => Tone.Bad,
                _ => Tone.Neutral,
            }
        );

    public static Badge Of(PairRow pair, IStringLocalizer words)
    {
        if (pair.ClosingProposedAt is not null)
            return new(words["pair.closing_proposed"], Tone.Bad);
        if (pair.StuckAt is not null)
            return new(words["pair.stuck"], Tone.Bad);
        if (pair.FlaggedAt is not null)
            return new(words["pair.flagged"], Tone.Bad);
        if (pair.Overdue)
            return new(words["pair.overdue"], Tone.Attention);
        var tone = pair.Phase switch
        {
            PairPhase.Active => Tone.Good,
            PairPhase.AwaitingAcceptance or PairPhase.Charter => Tone.Busy,
            PairPhase.Paused or PairPhase.Closing or PairPhase.Expired or PairPhase.Declined => Tone.Attention,
            _ => Tone.Neutral,
        };
        return new(words[$"pair.{pair.Phase}"], tone);
    }

    public static Badge Of(ProblemSeverity severity, IStringLocalizer words) =>
        new(words[$"severity.{severity}"], severity == ProblemSeverity.Rejected ? Tone.Bad : Tone.Attention);
}
