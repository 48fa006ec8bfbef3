using System.IO.Compression;
using Binome.Contracts.Matching;
using Binome.Matching;
using Binome.Matching.Proofs;

namespace Binome.Grains.Matching;

/// <summary>A run's answer, ready to be stored.</summary>
/// <param name="Prices">What each manual change costs alone, in their order.</param>
/// <param name="Random">What chance decided; null when the pairs are the optimum.</param>
/// <param name="Proof">The optimum with its certificate, compressed.</param>
internal sealed record SolvedRun(
    IReadOnlyList<ProposedPair> Pairs,
    long TotalPoints,
    IReadOnlyList<UnmatchedPerson> Unmatched,
    MatchingCounts Counts,
    ImmutableArray<MatchingPrice> Prices,
    RandomizedChoice? Random,
    byte[] Proof
);

/// <summary>Solves a run away from its grain's turns.</summary>
internal static class RunSolver
{
    /// <summary>The cohort's problem with what people set and forbade.</summary>
    public static MatchingProblem With(MatchingProblem problem, MatchingPlan plan) =>
        problem with
        {
            Locked = [.. plan.Locked.Select(KeyOf)],
            Excluded = [.. problem.Excluded, .. plan.Excluded.Select(KeyOf)],
        };

    /// <param name="problem">The cohort without manual changes.</param>
    /// <param name="seed">What chance begins with unless the plan says.</param>
    public static SolvedRun Solve(
        MatchingProblem problem,
        MatchingPlan plan,
        ulong seed,
        IProgress<RunProgress> progress,
        CancellationToken cancellation
    )
    {
        var steps = new Steps(progress);
        steps.Enter(MatchingRunPhase.Scoring);
        var session = MatchingSession.Start(With(problem, plan), steps, cancellation);
        var optimum = session.Solution;
        var random = plan.Random is { } asked
            ? Draw(session, asked, (ulong?)asked.Seed ?? seed, steps, cancellation)
            : null;
        var pairs = random?.Pairs ?? optimum.Pairs;
        var prices = Prices(problem, plan, steps, cancellation);
        steps.Enter(MatchingRunPhase.Writing);
        return new SolvedRun(
            pairs,
            random?.TotalPoints ?? optimum.TotalPoints,
            random is null ? optimum.Unmatched : LeftOver(session.Problem, optimum, pairs),
            optimum.Counts,
            prices,
            random,
            Proof(session.Problem, optimum)
        );
    }

    /// <summary>From the parts of a stored proof to the problem and its solution.</summary>
    public static (MatchingProblem Problem, MatchingSolution Solution) Read(ImmutableArray<MatchingProofRow> parts)
    {
        using var json = MatchingProofRow.Open(parts);
        return MatchingProof.Read(json);
    }

    public static MatchingPrice Price(PairPrice price) =>
        new(price.Pairs, price.Priorities, MatchingRunRules.Score(price.Points), price.IsExact);

    private static RandomizedChoice Draw(
        MatchingSession session,
        RandomPlan asked,
        ulong seed,
        Steps steps,
        CancellationToken cancellation
    )
    {
        steps.Enter(MatchingRunPhase.Drawing);
        return session.ChooseAmongNearlyBest((long)(asked.Tolerance * Points.Scale), seed, cancellation);
    }

    private static byte[] Proof(MatchingProblem problem, MatchingSolution solution)
    {
        var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            MatchingProof.Write(brotli, problem, solution);
        return compressed.ToArray();
    }

    // Each change against the optimum that nobody touched.
    private static ImmutableArray<MatchingPrice> Prices(
        MatchingProblem problem,
        MatchingPlan plan,
        Steps steps,
        CancellationToken cancellation
    )
    {
        if (plan.Locked.IsEmpty && plan.Excluded.IsEmpty)
            return [];
        steps.Enter(MatchingRunPhase.Pricing);
        var free = MatchingSession.Start(problem, cancellation: cancellation);
        return
        [
            .. plan.Locked.Select(pair =>
                free.WhyNot(pair.MentorId, pair.MenteeId, isExact: true, cancellation).Price is { } price
                    ? Price(price)
                    : Nothing
            ),
            .. plan.Excluded.Select(pair => OfExclusion(problem, free.Solution, KeyOf(pair), cancellation)),
        ];
    }

    private static MatchingPrice OfExclusion(
        MatchingProblem problem,
        MatchingSolution free,
        PairKey excluded,
        CancellationToken cancellation
    )
    {
        var isChosen = free.Pairs.Any(pair =>
            new PairKey(pair.MentorId, pair.MenteeId) == excluded
            || new PairKey(pair.MenteeId, pair.MentorId) == excluded
        );
        if (!isChosen)
            return Nothing;
        var without = MatchingSolver.Solve(
            problem with
            {
                Excluded = [.. problem.Excluded, excluded],
            },
            cancellation: cancellation
        );
        return new MatchingPrice(
            free.Pairs.Count - without.Pairs.Count,
            Priorities(problem, free) - Priorities(problem, without),
            MatchingRunRules.Score(free.TotalPoints - without.TotalPoints),
            IsExact: true
        );
    }

    private static long Priorities(MatchingProblem problem, MatchingSolution solution)
    {
        var mentors = problem.Mentors.ToDictionary(seats => seats.PersonId, seats => (long)seats.Priority);
        var mentees = problem.Mentees.ToDictionary(seats => seats.PersonId, seats => (long)seats.Priority);
        return solution.Pairs.Sum(pair => mentors[pair.MentorId] + mentees[pair.MenteeId]);
    }

    // Chance may leave others over than the optimum does.
    private static UnmatchedPerson[] LeftOver(
        MatchingProblem problem,
        MatchingSolution optimum,
        IReadOnlyList<ProposedPair> pairs
    )
    {
        var known = optimum.Unmatched.ToDictionary(person => (person.Side, person.PersonId));
        UnmatchedPerson[] Of(MatchingSide side, IReadOnlyList<Seats> seats, IEnumerable<string> paired)
        {
            var taken = paired.ToHashSet(StringComparer.Ordinal);
            return
            [
                .. seats
                    .Where(seat => seat.Remaining > 0 && !taken.Contains(seat.PersonId))
                    .Select(seat => seat.PersonId)
                    .Order(StringComparer.Ordinal)
                    .Select(id =>
                        known.GetValueOrDefault((side, id))
                        ?? new UnmatchedPerson(side, id, UnmatchedReasons.ByChance, null, null)
                    ),
            ];
        }
        return
        [
            .. Of(MatchingSide.Mentor, problem.Mentors, pairs.Select(pair => pair.MentorId)),
            .. Of(MatchingSide.Mentee, problem.Mentees, pairs.Select(pair => pair.MenteeId)),
        ];
    }

    private static PairKey KeyOf(ManualPair pair) => new(pair.MentorId, pair.MenteeId);

    private static readonly MatchingPrice Nothing = new(0, 0, 0, IsExact: true);

    /// <summary>The engine's steps and those after it as phases of the run.</summary>
    private sealed class Steps(IProgress<RunProgress> run) : IProgress<MatchingProgress>
    {
        private double fraction;

        public void Enter(MatchingRunPhase phase) => run.Report(new(phase, fraction));

        public void Report(MatchingProgress value)
        {
            fraction = value.Fraction;
            Enter(
                value.Phase switch
                {
                    MatchingPhase.Scoring => MatchingRunPhase.Scoring,
                    MatchingPhase.Assigning => MatchingRunPhase.Solving,
                    _ => MatchingRunPhase.Explaining,
                }
            );
        }
    }
}
