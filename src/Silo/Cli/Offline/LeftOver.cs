using System.Collections.Immutable;
using System.Globalization;
using Binome.Contracts.Matching;
using Binome.Matching;
using Binome.WebApi.Http;
using Binome.WebApi.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>Somebody with a place to fill who got nobody.</summary>
/// <param name="ReasonCode">One of the engine's, or <see cref="Chance"/>.</param>
/// <param name="Advice">What would place them; null when it was not asked for.</param>
internal sealed record LeftOver(
    MatchingSide Side,
    string PersonId,
    string ReasonCode,
    ImmutableArray<ReasonArgument> Arguments,
    UnmatchedAdvice? Advice
)
{
    /// <summary>The optimum places them, the random choice among nearly equal solutions does not.</summary>
    public const string Chance = "drawn_out";

    public static LeftOver Of(UnmatchedPerson person, UnmatchedAdvice? advice) =>
        new(person.Side, person.PersonId, person.ReasonCode, [.. ArgumentsOf(person)], advice);

    public static LeftOver ByChance(MatchingSide side, string personId) => new(side, personId, Chance, [], null);

    public string Reason(Language language) =>
        ReasonCode == Chance ? MatchWords.Drawn.In(language) : ReasonCatalogue.Message(ReasonCode, Arguments, language);

    public string AdviceIn(Language language, IReadOnlyDictionary<string, string> names) =>
        Advice is null
            ? ""
            : AdviceCatalogue.Advice(
                Advice.ChangeCode,
                Advice.CounterpartId is { } id ? $"{names[id]} ({id})" : null,
                Advice.Rules,
                Advice.ScorePoints is { } points ? Points.ToUnit(points) : null,
                language
            );

    private static IEnumerable<ReasonArgument> ArgumentsOf(UnmatchedPerson person)
    {
        if (person.DominatingRule is { } rule)
            yield return new ReasonArgument("rule", rule);
        if (person.BestScorePoints is { } best)
            yield return new ReasonArgument("best_score", Points.ToUnit(best).ToString(CultureInfo.InvariantCulture));
    }
}
