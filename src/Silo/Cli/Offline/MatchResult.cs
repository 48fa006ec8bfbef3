using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>What the run found.</summary>
/// <param name="Best">The optimum with its certificate; what was drawn may be a little below.</param>
/// <param name="Pairs">The pairs to write: those of the optimum, or those drawn.</param>
/// <param name="TotalPoints">Sum of their scores.</param>
internal sealed record MatchResult(
    MatchingSolution Best,
    IReadOnlyList<ProposedPair> Pairs,
    long TotalPoints,
    IReadOnlyList<LeftOver> Unmatched
)
{
    /// <summary>People left over who get advice: each costs a second look at the whole cohort.</summary>
    public const int AdvicesMax = 1_000;

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static MatchResult Find(
        MatchingProblem problem,
        MatchRequest request,
        IProgress<MatchingProgress> progress,
        CancellationToken cancellation
    )
    {
        var matching = MatchingSession.Start(problem, progress, cancellation);
        var best = matching.Solution;
        if (request.Draw is not { } draw)
            return new(
                best,
                best.Pairs,
                best.TotalPoints,
                [.. Explained(matching, best.Unmatched, request, cancellation)]
            );
        var chosen = matching.ChooseAmongNearlyBest(draw.TolerancePoints, draw.Seed, cancellation);
        var stillLeft = LeftBy(problem, chosen.Pairs).ToHashSet();
        var explained = best.Unmatched.Where(person => stillLeft.Remove((person.Side, person.PersonId))).ToArray();
        return new(
            best,
            chosen.Pairs,
            chosen.TotalPoints,
            [
                .. Explained(matching, explained, request, cancellation),
                .. stillLeft
                    .OrderBy(person => person.Side)
                    .ThenBy(person => person.PersonId, StringComparer.Ordinal)
                    .Select(person => LeftOver.ByChance(person.Side, person.PersonId)),
            ]
        );
    }

    private static IEnumerable<LeftOver> Explained(
        MatchingSession matching,
        IReadOnlyList<UnmatchedPerson> people,
        MatchRequest request,
        CancellationToken cancellation
    )
    {
        for (var at = 0; at < people.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            var person = people[at];
            var advice =
                request.Explains && at < AdvicesMax ? matching.WhyUnmatched(person.Side, person.PersonId) : null;
            yield return LeftOver.Of(person, advice);
        }
    }

    private static IEnumerable<(MatchingSide Side, string PersonId)> LeftBy(
        MatchingProblem problem,
        IReadOnlyList<ProposedPair> pairs
    )
    {
        var mentors = pairs.Select(pair => pair.MentorId).ToHashSet(StringComparer.Ordinal);
        var mentees = pairs.Select(pair => pair.MenteeId).ToHashSet(StringComparer.Ordinal);
        foreach (var seats in problem.Mentors.Where(seats => seats.Remaining > 0 && !mentors.Contains(seats.PersonId)))
            yield return (MatchingSide.Mentor, seats.PersonId);
        foreach (var seats in problem.Mentees.Where(seats => seats.Remaining > 0 && !mentees.Contains(seats.PersonId)))
            yield return (MatchingSide.Mentee, seats.PersonId);
    }
}
