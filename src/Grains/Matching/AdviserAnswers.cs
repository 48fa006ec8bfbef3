using Binome.Contracts.Matching;
using Binome.Contracts.People;
using Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>What a run proposed and whom it left over.</summary>
internal sealed record RunPairs(ImmutableArray<ProposalRow> Proposals, ImmutableArray<UnmatchedRow> LeftOver);

/// <summary>The engine's answers as messages.</summary>
internal static class AdviserAnswers
{
    /// <summary>Scores are whole ten-thousandths; a difference shows no digits beyond them.</summary>
    private const int ScoreDigits = 4;

    public static NonPairAnswer Of(NonPairExplanation explanation)
    {
        var (assessment, reason, price) = explanation;
        return new NonPairAnswer(
            assessment.MentorId,
            assessment.MenteeId,
            reason,
            [.. assessment.BrokenRules],
            Points.ToUnit(assessment.ScorePoints),
            MatchingRunRules.Reasons(assessment.Contributions),
            price is null ? null : RunSolver.Price(price)
        );
    }

    public static PlacementAdvice Of(UnmatchedPlace place, UnmatchedAdvice advice) =>
        new(
            place.ParticipantId,
            place.Role,
            advice.ChangeCode,
            advice.CounterpartId,
            [.. advice.Rules],
            advice.ScorePoints is { } points ? Points.ToUnit(points) : null,
            advice.MissingPoints is { } missing ? MatchingRunRules.Score(missing) : null
        );

    public static MatchingSide Side(PairRole role) =>
        role == PairRole.Mentor ? MatchingSide.Mentor : MatchingSide.Mentee;

    public static RunComparison Compared(MatchingRunRow before, RunPairs first, MatchingRunRow after, RunPairs second)
    {
        var (scoresBefore, scoresAfter) = (Scores(first), Scores(second));
        var lost = Only(scoresBefore, scoresAfter, score => (score, null));
        var gained = Only(scoresAfter, scoresBefore, score => (null, score));
        return new RunComparison(
            before.Id,
            after.Id,
            LedgerJson.Same(before.Terms.Criteria, after.Terms.Criteria),
            scoresBefore.Count - lost.Length,
            second.Proposals.Length - first.Proposals.Length,
            Math.Round(after.Score - before.Score, ScoreDigits),
            lost.Length,
            gained.Length,
            Some(lost),
            Some(gained),
            Some(OnlyLeft(second, first)),
            Some(OnlyLeft(first, second))
        );
    }

    private static Dictionary<(string, string), double> Scores(RunPairs run) =>
        run.Proposals.ToDictionary(pair => (pair.MentorId, pair.MenteeId), pair => pair.Score);

    private static ImmutableArray<ComparedPair> Only(
        Dictionary<(string MentorId, string MenteeId), double> some,
        Dictionary<(string, string), double> others,
        Func<double, (double? Before, double? After)> scores
    ) =>
        [
            .. some.Where(pair => !others.ContainsKey(pair.Key))
                .OrderBy(pair => pair.Key)
                .Select(pair => new ComparedPair(
                    pair.Key.MentorId,
                    pair.Key.MenteeId,
                    scores(pair.Value).Before,
                    scores(pair.Value).After
                )),
        ];

    private static ImmutableArray<UnmatchedPlace> OnlyLeft(RunPairs some, RunPairs others)
    {
        var known = others.LeftOver.Select(row => (row.ParticipantId, row.Role)).ToHashSet();
        return
        [
            .. some
                .LeftOver.Where(row => !known.Contains((row.ParticipantId, row.Role)))
                .Select(row => new UnmatchedPlace(row.ParticipantId, row.Role)),
        ];
    }

    private static ImmutableArray<T> Some<T>(ImmutableArray<T> all) =>
        all.Length <= Limits.ComparisonItemsMax ? all : all[..Limits.ComparisonItemsMax];
}
