using System.IO.Compression;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Contracts.Matching;

[GenerateSerializer, Alias("binome.run_status")]
public enum MatchingRunStatus
{
    Queued,
    Solving,

    /// <summary>Optimal proposals wait for people's decisions.</summary>
    Proposed,
    Failed,

    /// <summary>Somebody stopped it; there are no proposals.</summary>
    Cancelled,
}

/// <summary>What a run is at while it is solving, in this order; a run taken up again begins anew.</summary>
[GenerateSerializer, Alias("binome.run_phase")]
public enum MatchingRunPhase
{
    /// <summary>The cohort is read: people, places, reporting lines, former pairs.</summary>
    Reading,

    /// <summary>Another run of the process comes first.</summary>
    Waiting,

    /// <summary>Every pair is checked and scored.</summary>
    Scoring,

    /// <summary>The best set of pairs is searched for, until a look at every pair proves it.</summary>
    Solving,

    /// <summary>Pairs and people left over are explained.</summary>
    Explaining,

    /// <summary>Chance draws among the solutions within the tolerance.</summary>
    Drawing,

    /// <summary>What each pair that somebody set or forbade costs is found by solving again.</summary>
    Pricing,

    /// <summary>Proof and proposals are written.</summary>
    Writing,
}

/// <param name="Progress">0–1.</param>
/// <param name="Score">The sum of the proposals' scores: the optimum, unless chance decided.</param>
/// <param name="FailureCode">Why the run failed; null otherwise.</param>
/// <param name="Random">What chance decided; null when the proposals are the optimum.</param>
/// <param name="Phase">What the run is at; null unless it is solving.</param>
[GenerateSerializer, Immutable, Alias("binome.matching_run_row")]
public sealed record MatchingRunRow(
    string Id,
    string ProgrammeId,
    MatchingRunStatus Status,
    MatchingTerms Terms,
    ImmutableArray<ManualChange> Changes,
    double Progress,
    MatchingTotals Totals,
    double Score,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? FailureCode,
    RandomChoice? Random,
    MatchingRunPhase? Phase
) : IRow;

[GenerateSerializer, Immutable, Alias("binome.matching_totals")]
public sealed record MatchingTotals(
    int Mentors,
    int Mentees,
    int Proposals,
    int UnmatchedMentors,
    int UnmatchedMentees,
    int Pending,
    int Accepted,
    int Rejected,
    int Published
);

/// <summary>What one criterion adds to a pair's score.</summary>
/// <param name="UnitScore">0–1 before the weight.</param>
/// <param name="Contribution">The part of the pair's score; contributions add up to it.</param>
/// <param name="Reason">A code whose texts are in the catalogue, with <paramref name="Arguments"/> in its places.</param>
[GenerateSerializer, Immutable, Alias("binome.contribution")]
public sealed record ProposalReason(
    string Criterion,
    int Weight,
    Direction Direction,
    double UnitScore,
    double Contribution,
    string Reason,
    ImmutableArray<ReasonArgument> Arguments
);

/// <summary>A value that a reason's sentence names, in invariant format.</summary>
[GenerateSerializer, Immutable, Alias("binome.reason_argument")]
public sealed record ReasonArgument(string Name, string Value);

/// <param name="Score">0–1.</param>
/// <param name="PublicationId">The publication that made a pair of it or was refused to; null before.</param>
/// <param name="RefusalCode">Why no pair came of an accepted proposal, for example <c>participant.capacity_reached</c>.</param>
[GenerateSerializer, Immutable, Alias("binome.proposal_row")]
public sealed record ProposalRow(
    string Id,
    string RunId,
    string ProgrammeId,
    string MentorId,
    string MenteeId,
    double Score,
    ImmutableArray<ProposalReason> Reasons,
    ProposalDecision Decision,
    ActingMember? DecidedBy,
    string? DecisionReason,
    DateTimeOffset? DecidedAt,
    string? PublicationId,
    string? PairId,
    string? RefusalCode
) : IRow;

/// <summary>A person the run found no pair for, and why.</summary>
[GenerateSerializer, Immutable, Alias("binome.unmatched_row")]
public sealed record UnmatchedRow(
    string Id,
    string RunId,
    string ParticipantId,
    PairRole Role,
    string Reason,
    ImmutableArray<ReasonArgument> Arguments
) : IRow;

/// <summary>A part of a run's proof: the problem, its solution and certificate, compressed.</summary>
/// <param name="Id">The part's number, four digits.</param>
[GenerateSerializer, Immutable, Alias("binome.matching_proof_row")]
public sealed record MatchingProofRow(string Id, string RunId, byte[] Data) : IRow
{
    public const int DataBytesMax = 128 * 1024;

    /// <summary>Far more than the proof of the largest cohort takes.</summary>
    public const int PartsMax = 1_000;

    /// <summary>The JSON text in the parts, as <c>binome matching verify</c> reads it.</summary>
    public static Stream Open(ImmutableArray<MatchingProofRow> parts)
    {
        var compressed = new MemoryStream();
        foreach (var part in parts)
            compressed.Write(part.Data);
        compressed.Position = 0;
        return new BrotliStream(compressed, CompressionMode.Decompress);
    }
}

[GenerateSerializer, Immutable, Alias("binome.publication_row")]
public sealed record PublicationRow(
    string Id,
    string RunId,
    string ProgrammeId,
    JobStatus Status,
    int Total,
    int Done,
    int Opened,
    int Refused,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt
) : IRow;

/// <summary>By what the proposals of a run are put into groups for review.</summary>
public enum ProposalGrouping
{
    /// <summary>By tenths of the score.</summary>
    Score,

    /// <summary>By the subsidiary of the mentee.</summary>
    Subsidiary,
}

/// <param name="Key">The tenth of the score, 0–9 (1 counts to 9); or the subsidiary, empty when there is none.</param>
public sealed record ProposalGroup(string Key, int Total, int Pending, int Accepted, int Rejected);

/// <summary>Filters of a run's proposals; null does not ask.</summary>
/// <param name="ScoreBand">A tenth of the score, 0–9.</param>
/// <param name="Subsidiary">Of the mentee; empty asks for those without.</param>
public sealed record ProposalFilter(
    ProposalDecision? Decision = null,
    int? ScoreBand = null,
    string? Subsidiary = null
);

public interface IMatchingRows
{
    Task<Stored<MatchingRunRow>?> Find(string tenant, string runId);

    /// <param name="within">Only runs of these programmes; null does not ask.</param>
    Task<Slice<MatchingRunRow>> List(string tenant, string? programmeId, ProgrammeReach? within, PageOf page);

    Task<Slice<ProposalRow>> Proposals(string tenant, string runId, ProposalDecision? decision, PageOf page);

    /// <summary>The proposals of a group, as a person reviews them.</summary>
    Task<Slice<ProposalRow>> ProposalsOfGroup(string tenant, string runId, ProposalFilter filter, PageOf page);

    /// <summary>How many proposals there are in each group, the best scores or the first names first.</summary>
    Task<ImmutableArray<ProposalGroup>> ProposalGroups(string tenant, string runId, ProposalGrouping by);

    /// <summary>Proposals by id, in no order; unknown ids are left out.</summary>
    Task<ImmutableArray<ProposalRow>> ProposalsById(string tenant, string runId, ImmutableArray<string> ids);

    /// <summary>Accepted proposals that are not yet a pair, or became one through this publication, by ascending id after the one given.</summary>
    Task<ImmutableArray<ProposalRow>> ToPublish(
        string tenant,
        string runId,
        string publicationId,
        string? after,
        int limit
    );

    /// <summary>How many <see cref="ToPublish"/> would list in all.</summary>
    Task<int> CountToPublish(string tenant, string runId, string publicationId);

    Task<Slice<UnmatchedRow>> Unmatched(string tenant, string runId, PairRole? role, PageOf page);

    /// <summary>All proposals of a run, at most <see cref="Limits.ProposalsPerRunMax"/>.</summary>
    Task<ImmutableArray<ProposalRow>> AllProposals(string tenant, string runId);

    /// <summary>All whom a run left over, at most <see cref="Limits.ParticipantsPerProgrammeMax"/>.</summary>
    Task<ImmutableArray<UnmatchedRow>> AllUnmatched(string tenant, string runId);

    /// <summary>The parts of a run's proof in order; empty when it has none.</summary>
    Task<ImmutableArray<MatchingProofRow>> Proof(string tenant, string runId);

    /// <summary>How many published runs of a programme left somebody over since they last got a pair in that role.</summary>
    Task<ImmutableDictionary<(string ParticipantId, PairRole Role), int>> LeftOver(string tenant, string programmeId);

    Task<Stored<PublicationRow>?> FindPublication(string tenant, string id);
}
