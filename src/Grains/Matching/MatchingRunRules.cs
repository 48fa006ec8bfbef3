using Binome.Contracts.Matching;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>What a solution and people's decisions do to a run.</summary>
internal static class MatchingRunRules
{
    public static Effects Proposed(string runId, MatchingRunRow run, SolvedRun solved)
    {
        var effects = new Effects().Event(
            new LedgerEvent(
                EventTypes.MatchingProposed,
                runId,
                ("programme", run.ProgrammeId),
                ("proposals", solved.Pairs.Count),
                ("unmatched", solved.Unmatched.Count),
                ("score", run.Score)
            )
        );
        foreach (var pair in solved.Pairs)
            effects.Row(Proposal(runId, run, pair));
        foreach (var person in solved.Unmatched)
            effects.Row(Unmatched(runId, run, person));
        foreach (var (number, data) in solved.Proof.Chunk(MatchingProofRow.DataBytesMax).Index())
            effects.Row(new MatchingProofRow($"{number:D4}", runId, data));
        return effects;
    }

    public static MatchingRunRow Completed(MatchingRunRow run, SolvedRun solved, DateTimeOffset now) =>
        run with
        {
            Status = MatchingRunStatus.Proposed,
            Phase = null,
            Progress = 1,
            Score = Score(solved.TotalPoints),
            CompletedAt = now,
            Changes = [.. run.Changes.Zip(solved.Prices, (change, price) => change with { Price = price })],
            Random = solved.Random is { } random
                ? new RandomChoice(Score(random.TolerancePoints), (long)random.Seed, Score(random.BestPoints))
                : null,
            Totals = new MatchingTotals(
                solved.Counts.Mentors,
                solved.Counts.Mentees,
                solved.Pairs.Count,
                solved.Unmatched.Count(person => person.Side == MatchingSide.Mentor),
                solved.Unmatched.Count(person => person.Side == MatchingSide.Mentee),
                Pending: solved.Pairs.Count,
                Accepted: 0,
                Rejected: 0,
                Published: 0
            ),
        };

    // Divided once: a sum of rounded ten-thousandths would show digits that nobody computed.
    public static double Score(long points) => points / (double)Points.Scale;

    /// <summary>The decided proposals, or why none of them is decided.</summary>
    public static Outcome<ImmutableArray<ProposalRow>> Decide(
        DecideProposals command,
        ImmutableArray<ProposalRow> found,
        DateTimeOffset now
    )
    {
        var byId = found.ToDictionary(proposal => proposal.Id, StringComparer.Ordinal);
        var decided = ImmutableArray.CreateBuilder<ProposalRow>(command.Decisions.Length);
        for (var at = 0; at < command.Decisions.Length; at++)
        {
            var decision = command.Decisions[at];
            if (!byId.Remove(decision.ProposalId, out var proposal))
                return Failure.At($"/decisions/{at}/proposal", FailureCodes.ProposalUnknown, decision.ProposalId);
            if (proposal.PairId is not null)
                return Failure.At($"/decisions/{at}/proposal", FailureCodes.ProposalPublished, decision.ProposalId);
            if (!decision.Accept && string.IsNullOrWhiteSpace(decision.Reason))
                return Failure.At($"/decisions/{at}/reason", FailureCodes.Required);
            if (decision.Reason?.Length > Limits.TextCharactersMax)
                return Failure.At($"/decisions/{at}/reason", FailureCodes.TooLong, $"{Limits.TextCharactersMax}");
            decided.Add(
                proposal with
                {
                    Decision = decision.Accept ? ProposalDecision.Accepted : ProposalDecision.Rejected,
                    DecidedBy = command.Actor.Member,
                    DecisionReason = decision.Reason,
                    DecidedAt = now,
                }
            );
        }
        return decided.ToImmutable();
    }

    /// <summary>The totals after some proposals went from what they were to what they are.</summary>
    public static MatchingTotals Recount(
        MatchingTotals totals,
        ImmutableArray<ProposalRow> before,
        ImmutableArray<ProposalRow> after
    )
    {
        int Change(Func<ProposalRow, bool> counts) => after.Count(counts) - before.Count(counts);
        return totals with
        {
            Pending = totals.Pending + Change(row => row.Decision == ProposalDecision.Pending),
            Accepted = totals.Accepted + Change(row => row.Decision == ProposalDecision.Accepted),
            Rejected = totals.Rejected + Change(row => row.Decision == ProposalDecision.Rejected),
            Published = totals.Published + Change(row => row.PairId is not null),
        };
    }

    public static LedgerEvent Decision(ProposalRow row) =>
        new(
            row.Decision == ProposalDecision.Accepted ? EventTypes.ProposalAccepted : EventTypes.ProposalRejected,
            row.Id,
            ("run", row.RunId),
            ("mentor", row.MentorId),
            ("mentee", row.MenteeId),
            ("member", row.DecidedBy?.Id)
        );

    private static ProposalRow Proposal(string runId, MatchingRunRow run, ProposedPair pair) =>
        new(
            Ids.Derived(Ids.Proposal, run.CreatedAt, runId, pair.MentorId, pair.MenteeId),
            runId,
            run.ProgrammeId,
            pair.MentorId,
            pair.MenteeId,
            Points.ToUnit(pair.ScorePoints),
            Reasons(pair.Contributions),
            ProposalDecision.Pending,
            DecidedBy: null,
            DecisionReason: null,
            DecidedAt: null,
            PublicationId: null,
            PairId: null,
            RefusalCode: null
        );

    public static ImmutableArray<ProposalReason> Reasons(IEnumerable<CriterionContribution> contributions) =>
        [.. contributions.Select(Reason)];

    private static ProposalReason Reason(CriterionContribution contribution) =>
        new(
            contribution.Code,
            contribution.Weight,
            Enum.Parse<Direction>(contribution.Direction.ToString()),
            Points.ToUnit(contribution.UnitPoints),
            Points.ToUnit(contribution.ContributionPoints),
            contribution.Reason.Code,
            [
                .. contribution
                    .Reason.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                    .Select(parameter => new ReasonArgument(parameter.Key, parameter.Value)),
            ]
        );

    private static UnmatchedRow Unmatched(string runId, MatchingRunRow run, UnmatchedPerson person)
    {
        var role = person.Side == MatchingSide.Mentor ? PairRole.Mentor : PairRole.Mentee;
        ImmutableArray<ReasonArgument> arguments =
        [
            .. person.DominatingRule is { } rule
                ? [new ReasonArgument("rule", rule)]
                : ImmutableArray<ReasonArgument>.Empty,
            .. person.BestScorePoints is { } best
                ?
                [
                    new ReasonArgument(
                        "best_score",
                        Points.ToUnit(best).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    ),
                ]
                : ImmutableArray<ReasonArgument>.Empty,
        ];
        var id = Ids.Derived("unm", run.CreatedAt, runId, person.PersonId, role.ToString());
        return new UnmatchedRow(id, runId, person.PersonId, role, person.ReasonCode, arguments);
    }
}
