using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Matching;

/// <summary>One computation of proposals for a programme, and the decisions on them. Key: tenant and run id.</summary>
[Alias("binome.matching_run")]
public interface IMatchingRunGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins a run; it stops at proposals. Repeating it changes nothing.</summary>
    /// <returns>
    /// Fails with <c>programme.phase</c>, <c>matching.nobody_enrolled</c>, <c>matching.too_large</c>, <c>matching.lock_forbidden</c>, <c>matching.not_enrolled</c>,
    /// <c>person_required</c> or <c>field.…</c>.
    /// </returns>
    [Alias("start")]
    Task<Outcome<MatchingRunRow>> Start(StartMatchingRun command);

    /// <summary>Stops a run that is not done; nothing is kept of it. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>matching.ended</c>.</returns>
    [Alias("cancel")]
    Task<Outcome<MatchingRunRow>> Cancel(Actor actor);

    /// <summary>Records decisions of a named human, all or none. A decision can be changed until it is published.</summary>
    /// <returns>Fails with <c>matching.not_ready</c>, <c>matching.proposal_unknown</c> or <c>matching.proposal_published</c>.</returns>
    [Alias("decide")]
    Task<Outcome<MatchingRunRow>> Decide(DecideProposals command);

    /// <summary>For the publication: what became of accepted proposals. Repeating it changes nothing.</summary>
    [Alias("published")]
    Task<Outcome<bool>> Published(string publicationId, ImmutableArray<PublishedProposal> proposals);
}

[GenerateSerializer, Alias("binome.objective")]
public enum MatchingObjective
{
    /// <summary>As many people as can be, then the best total score.</summary>
    MostPairsFirst,

    /// <summary>The best total score.</summary>
    BestScore,
}

[GenerateSerializer, Immutable, Alias("binome.start_matching_run")]
public sealed record StartMatchingRun(string ProgrammeId, MatchingPlan Plan, Actor Actor);

[GenerateSerializer, Alias("binome.proposal_decision")]
public enum ProposalDecision
{
    Pending,
    Accepted,
    Rejected,
}

/// <param name="Reason">Why; required to reject.</param>
[GenerateSerializer, Immutable, Alias("binome.decide_proposal")]
public sealed record DecideProposal(string ProposalId, bool Accept, string? Reason);

[GenerateSerializer, Immutable, Alias("binome.decide_proposals")]
public sealed record DecideProposals(ImmutableArray<DecideProposal> Decisions, Actor Actor);

/// <param name="PairId">The pair that came of it; null when it was refused.</param>
[GenerateSerializer, Immutable, Alias("binome.published_proposal")]
public sealed record PublishedProposal(string ProposalId, string? PairId, string? RefusalCode);

/// <summary>Makes pairs of a run's accepted proposals; resumes after a crash. Key: tenant and publication id.</summary>
[Alias("binome.publication")]
public interface IPublicationGrain : IGrainWithStringKey, IWakeable
{
    /// <returns>Fails with <c>matching.nothing_accepted</c>, <c>matching.not_ready</c>, <c>matching.in_publication</c> or <c>programme.phase</c>.</returns>
    [Alias("start")]
    Task<Outcome<PublicationRow>> Start(string runId, Actor actor);
}
