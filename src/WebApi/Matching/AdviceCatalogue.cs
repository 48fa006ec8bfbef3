using System.Collections.Frozen;
using Binome.Contracts.Matching;

namespace Binome.WebApi.Matching;

/// <summary>The smallest change that would place somebody who was left over, in the reader's language. The codes are the engine's.</summary>
internal static class AdviceCatalogue
{
    public static readonly ImmutableArray<ReasonEntry> Advices =
    [
        new(
            "relax_rule",
            "They could be paired with {counterpart} if one rule were set aside for the two: {rules}.",
            "Un binôme avec {counterpart} serait possible si une règle était levée pour les deux : {rules}."
        ),
        new(
            "relax_rules",
            "They could be paired with {counterpart} if these rules were set aside for the two: {rules}.",
            "Un binôme avec {counterpart} serait possible si ces règles étaient levées pour les deux : {rules}."
        ),
        new(
            "lower_minimum",
            "A minimum score of {score} would allow a pair with {counterpart}.",
            "Un score minimal de {score} permettrait un binôme avec {counterpart}."
        ),
        new(
            "add_seat",
            "One more place for {counterpart} would make a pair that scores {score}.",
            "Une place de plus pour {counterpart} donnerait un binôme au score de {score}."
        ),
        new(
            "find_somebody",
            "Nobody on the other side can be paired with them: enrol somebody there.",
            "Personne de l’autre côté ne peut former un binôme avec cette personne : inscrivez-y quelqu’un."
        ),
    ];

    /// <summary>The hard rules by name.</summary>
    public static readonly ImmutableArray<ReasonEntry> Rules =
    [
        new("same_person", "one and the same person", "une seule et même personne"),
        new("reporting_line", "reporting line", "ligne hiérarchique"),
        new("already_paired", "already paired", "déjà en binôme"),
        new("excluded", "excluded pair", "binôme exclu"),
        new("same_team", "same team", "même équipe"),
        new("same_subsidiary", "same subsidiary", "même filiale"),
        new("language", "no common language", "pas de langue commune"),
        new("availability", "too few common hours", "trop peu d’heures communes"),
        new("required_skills", "required skill not offered", "compétence exigée non proposée"),
        new("capacity", "no place left", "plus de place"),
    ];

    /// <summary>Why two people are not a pair.</summary>
    public static readonly ImmutableArray<ReasonEntry> NonPairs =
    [
        new(
            "are_paired",
            "They are a pair in the best solution of this run.",
            "Ces deux personnes forment un binôme dans la meilleure solution de cet appariement."
        ),
        new("rule_forbids", "A rule forbids it: {rules}.", "Une règle l’interdit : {rules}."),
        new(
            "below_minimum_score",
            "They score {score}, below the programme's minimum.",
            "Leur score est de {score}, sous le minimum du programme."
        ),
        new(
            "costs_the_cohort",
            "Together they score {score}, but the cohort as a whole would lose.",
            "Leur score est de {score}, mais l’ensemble de la cohorte y perdrait."
        ),
    ];

    private static readonly FrozenDictionary<string, ReasonEntry> NonPairByCode = NonPairs.ToFrozenDictionary(
        entry => entry.Code,
        StringComparer.Ordinal
    );

    private static readonly FrozenDictionary<string, ReasonEntry> AdviceByCode = Advices.ToFrozenDictionary(
        entry => entry.Code,
        StringComparer.Ordinal
    );

    private static readonly FrozenDictionary<string, ReasonEntry> RuleByCode = Rules.ToFrozenDictionary(
        entry => entry.Code,
        StringComparer.Ordinal
    );

    public static string Rule(string code, Language language) =>
        RuleByCode.TryGetValue(code, out var entry) ? entry.In(language, []) : code;

    public static string NonPair(NonPairAnswer answer, Language language) =>
        NonPairByCode.TryGetValue(answer.Reason, out var entry)
            ? entry.In(language, Arguments(null, answer.Rules, answer.Score, language))
            : answer.Reason;

    /// <param name="score">0–1; null when nobody is there.</param>
    public static string Advice(
        string code,
        string? counterpart,
        IEnumerable<string> rules,
        double? score,
        Language language
    ) =>
        AdviceByCode.TryGetValue(code, out var entry)
            ? entry.In(language, Arguments(counterpart, rules, score, language))
            : code;

    private static ImmutableArray<ReasonArgument> Arguments(
        string? counterpart,
        IEnumerable<string> rules,
        double? score,
        Language language
    ) =>
        [
            new("counterpart", counterpart ?? ""),
            new("rules", string.Join(", ", rules.Select(rule => Rule(rule, language)))),
            new("score", Percentages.Of(score ?? 0, language)),
        ];
}
