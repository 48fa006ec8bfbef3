using Binome.Contracts.Matching;
using Binome.Grains.Matching;
using Binome.Matching;
using static Binome.Grains.Tests.Moments;

namespace Binome.Grains.Tests.Matching;

public sealed class MatchingRunRulesTests
{
    private static readonly ActingMember Cora = new("mbr_cora", "Cora", "cora@acme.example");
    private static readonly Actor Actor = new("req_1", "sgn_1", Cora);

    private static readonly MatchingRunRow Run = new(
        "mrn_1",
        "prg_1",
        MatchingRunStatus.Solving,
        new MatchingTerms(Contracts.Matching.MatchingObjective.MostPairsFirst, [], new(), 0, true),
        [],
        0,
        new MatchingTotals(0, 0, 0, 0, 0, 0, 0, 0, 0),
        0,
        Start,
        null,
        null,
        null,
        MatchingRunPhase.Writing
    );

    [Fact]
    public void Decide_WhenAccepted_RecordsWhoAndWhy()
    {
        var row = Decide([Proposal(1)], new DecideProposal("prop_1", true, "both asked")).Value.Single();

        (row.Decision, row.DecidedBy, row.DecisionReason, row.DecidedAt).ShouldBe(
            (ProposalDecision.Accepted, Cora, "both asked", Day(1))
        );
    }

    [Fact]
    public void Decide_WhenRejectedWithoutAReason_DecidesNothing()
    {
        var failure = Decide([Proposal(1), Proposal(2)], Accept(1), new("prop_2", false, " ")).Failure!;

        (failure.Code, failure.Pointer).ShouldBe((FailureCodes.Required, "/decisions/1/reason"));
    }

    [Fact]
    public void Decide_WhenAReasonIsTooLong_IsRefused() =>
        Decide([Proposal(1)], new DecideProposal("prop_1", true, new string('x', Limits.TextCharactersMax + 1)))
            .Failure!.Code.ShouldBe(FailureCodes.TooLong);

    [Fact]
    public void Decide_WhenAProposalIsUnknownOrNamedTwice_IsRefused()
    {
        Decide([Proposal(1)], Accept(1), Accept(2)).Failure!.Pointer.ShouldBe("/decisions/1/proposal");
        Decide([Proposal(1)], Accept(1), Accept(1)).Failure!.Code.ShouldBe(FailureCodes.ProposalUnknown);
    }

    [Fact]
    public void Decide_WhenAPairCameOfIt_IsRefused() =>
        Decide([Proposal(1) with { PairId = "pair_1" }], Accept(1))
            .Failure!.Code.ShouldBe(FailureCodes.ProposalPublished);

    [Fact]
    public void Decide_WhenNoPairCameOfIt_CanBeDecidedAgain() =>
        Decide(
            [Proposal(1) with { Decision = ProposalDecision.Accepted, RefusalCode = FailureCodes.CapacityReached }],
            new DecideProposal("prop_1", false, "no seat")
        )
            .Value.Single()
            .Decision.ShouldBe(ProposalDecision.Rejected);

    [Fact]
    public void Decision_WhenLogged_CarriesNoReasonAndNoName()
    {
        var decided = Decide([Proposal(1)], new DecideProposal("prop_1", false, "they know each other")).Value.Single();

        var happened = MatchingRunRules.Decision(decided);

        happened.Type.ShouldBe(EventTypes.ProposalRejected);
        happened.Data.Select(field => field.Name).ShouldBe(["run", "mentor", "mentee", "member"]);
    }

    [Property(MaxTest = 200)]
    public void Recount_WhateverIsDecided_EqualsACountFromTheStart(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 30).Select(Proposal).ToArray();
        var totals = new MatchingTotals(30, 30, 30, 0, 0, Pending: 30, Accepted: 0, Rejected: 0, Published: 0);
        for (var step = 0; step < 20; step++)
        {
            int[] at = [.. Enumerable.Range(0, 30).Where(_ => random.Next(4) == 0)];
            ImmutableArray<ProposalRow> before = [.. at.Select(index => rows[index])];
            foreach (var index in at)
                rows[index] = rows[index] with
                {
                    Decision = (ProposalDecision)random.Next(3),
                    PairId = random.Next(2) == 0 ? null : "pair_1",
                };
            totals = MatchingRunRules.Recount(totals, before, [.. at.Select(index => rows[index])]);
        }

        totals.ShouldBe(
            totals with
            {
                Pending = rows.Count(row => row.Decision == ProposalDecision.Pending),
                Accepted = rows.Count(row => row.Decision == ProposalDecision.Accepted),
                Rejected = rows.Count(row => row.Decision == ProposalDecision.Rejected),
                Published = rows.Count(row => row.PairId is not null),
            }
        );
        (totals.Pending + totals.Accepted + totals.Rejected).ShouldBe(30);
    }

    [Fact]
    public void Completed_WhenSolved_CountsWhatTheSolutionHolds()
    {
        var run = MatchingRunRules.Completed(Run, Solution(), Day(1));

        (run.Status, run.Phase, run.Progress, run.Score, run.CompletedAt).ShouldBe(
            (MatchingRunStatus.Proposed, null, 1d, 0.7003, Day(1))
        );
        run.Totals.ShouldBe(new MatchingTotals(2, 3, 1, 1, 2, Pending: 1, Accepted: 0, Rejected: 0, Published: 0));
    }

    [Fact]
    public void Proposed_WhenDoneAgain_MakesTheSameRows()
    {
        var first = MatchingRunRules.Proposed("mrn_1", Run, Solution());
        var again = MatchingRunRules.Proposed("mrn_1", Run, Solution());

        again.Rows.Select(row => row.Id).ShouldBe(first.Rows.Select(row => row.Id));
        first.Rows.Select(row => row.Id).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Proposed_WhenSolved_KeepsScoresReasonsAndTheUnmatched()
    {
        var effects = MatchingRunRules.Proposed("mrn_1", Run, Solution());

        var proposal = effects.Single<ProposalRow>();
        (proposal.Score, proposal.Decision).ShouldBe((0.7003, ProposalDecision.Pending));
        var reason = proposal.Reasons.Single();
        (reason.Criterion, reason.UnitScore, reason.Contribution, reason.Reason).ShouldBe(
            ("skills", 0.7003, 0.7003, "skills_covered")
        );
        reason.Arguments.ShouldBe([new ReasonArgument("covered", "1"), new ReasonArgument("wanted", "2")]);
        effects
            .Rows.OfType<UnmatchedRow>()
            .Select(row =>
                (row.ParticipantId, row.Reason, string.Join(';', row.Arguments.Select(a => $"{a.Name}={a.Value}")))
            )
            .ShouldBe([
                ("ptc_m2", UnmatchedReasons.NoEligibleCounterpart, "rule=reporting_line"),
                ("ptc_e2", UnmatchedReasons.BelowMinimumScore, "best_score=0.25"),
                ("ptc_e3", UnmatchedReasons.Outcompeted, ""),
            ]);
    }

    private static SolvedRun Solution() =>
        new(
            [
                new ProposedPair(
                    "ptc_m1",
                    "ptc_e1",
                    7_003,
                    [
                        new CriterionContribution(
                            "skills",
                            30,
                            CriterionDirection.Complementary,
                            7_003,
                            7_003,
                            new MatchingReason(
                                ReasonCodes.SkillsCovered,
                                new Dictionary<string, string> { ["wanted"] = "2", ["covered"] = "1" }
                            )
                        ),
                    ]
                ),
            ],
            7_003,
            [
                Unmatched(
                    MatchingSide.Mentor,
                    "ptc_m2",
                    UnmatchedReasons.NoEligibleCounterpart,
                    HardRules.ReportingLine
                ),
                Unmatched(MatchingSide.Mentee, "ptc_e2", UnmatchedReasons.BelowMinimumScore, best: 2_500),
                Unmatched(MatchingSide.Mentee, "ptc_e3", UnmatchedReasons.Outcompeted),
            ],
            new MatchingCounts(2, 3, 2, 3, 4, 3, new Dictionary<string, long>(), 1, 1),
            [],
            Random: null,
            new byte[MatchingProofRow.DataBytesMax + 1]
        );

    private static UnmatchedPerson Unmatched(
        MatchingSide side,
        string id,
        string reason,
        string? rule = null,
        int? best = null
    ) => new(side, id, reason, rule, best);

    private static Outcome<ImmutableArray<ProposalRow>> Decide(
        ImmutableArray<ProposalRow> found,
        params ImmutableArray<DecideProposal> decisions
    ) => MatchingRunRules.Decide(new DecideProposals(decisions, Actor), found, Day(1));

    private static DecideProposal Accept(int number) => new($"prop_{number}", true, null);

    private static ProposalRow Proposal(int number) =>
        new(
            $"prop_{number}",
            "mrn_1",
            "prg_1",
            $"ptc_m{number}",
            $"ptc_e{number}",
            0.5,
            [],
            ProposalDecision.Pending,
            null,
            null,
            null,
            null,
            null,
            null
        );
}
