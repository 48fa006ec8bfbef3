using System.Collections.Frozen;
using System.Globalization;
using Binome.Contracts.Matching;

namespace Binome.WebApi.Matching;

/// <summary>Why a pair is proposed, or why somebody has none, in the reader's language. The codes are the engine's.</summary>
internal static class ReasonCatalogue
{
    public static readonly ImmutableArray<ReasonEntry> Reasons =
    [
        new(
            "missing_data",
            "No data from {side}: counted as neutral.",
            "Pas de données de la part de {side} : compté comme neutre."
        ),
        new(
            "skills_covered",
            "{covered} of {wanted} wanted skills are offered: {skills}.",
            "{covered} compétence(s) souhaitée(s) sur {wanted} sont proposées : {skills}."
        ),
        new(
            "skills_not_covered",
            "None of the {wanted} wanted skills is offered.",
            "Aucune des {wanted} compétences souhaitées n’est proposée."
        ),
        new(
            "skills_shared",
            "{shared} of {total} offered skills are offered by both: {skills}.",
            "{shared} compétence(s) sur {total} sont proposées par les deux : {skills}."
        ),
        new(
            "intentions_meet",
            "The mentor's intention “{mentor}” meets the mentee's “{mentee}”.",
            "L’intention du mentor, « {mentor} », rejoint celle du mentoré, « {mentee} »."
        ),
        new(
            "intentions_apart",
            "No intention of one meets an intention of the other.",
            "Aucune intention de l’un ne rejoint une intention de l’autre."
        ),
        new(
            "intentions_shared",
            "{shared} of {total} intentions are the same.",
            "{shared} intention(s) sur {total} sont les mêmes."
        ),
        new("same", "Both are “{value}”.", "Les deux sont « {value} »."),
        new(
            "neighbours",
            "Close to each other: the mentor is “{mentor}”, the mentee “{mentee}”.",
            "Proches l’un de l’autre : le mentor est « {mentor} », le mentoré « {mentee} »."
        ),
        new(
            "different",
            "The mentor is “{mentor}”, the mentee “{mentee}”.",
            "Le mentor est « {mentor} », le mentoré « {mentee} »."
        ),
        new(
            "same_country",
            "Two sites, {mentor} and {mentee}, in one country: {country}.",
            "Deux sites, {mentor} et {mentee}, dans un même pays : {country}."
        ),
        new(
            "seniority_gap",
            "Seniority level, mentor minus mentee: {gap}.",
            "Niveau hiérarchique, mentor moins mentoré : {gap}."
        ),
        new(
            "tenure_gap",
            "Years in the company, mentor minus mentee: {gap}.",
            "Années dans l’entreprise, mentor moins mentoré : {gap}."
        ),
        new(
            "availability_shared",
            "Both are free {hours} hours of the week.",
            "Les deux sont libres {hours} heures par semaine."
        ),
        new("availability_none", "No hour of the week suits both.", "Aucune heure de la semaine ne convient aux deux."),
        new(
            "themes_shared",
            "Both name {shared} of the mentee's themes: {themes}.",
            "Tous deux citent {shared} thème(s) du mentoré : {themes}."
        ),
        new("themes_apart", "No theme is named by both.", "Aucun thème n’est cité par les deux."),
        new(
            "no_eligible_counterpart",
            "Nobody may be paired with this person; mostly because {rule}.",
            "Personne ne peut être apparié avec cette personne ; le plus souvent parce que {rule}."
        ),
        new(
            "below_minimum_score",
            "Nobody reaches the minimum score; the best is {best_score}.",
            "Personne n’atteint le score minimal ; le meilleur est de {best_score}."
        ),
        new(
            "outcompeted",
            "All who would fit are in pairs that serve the cohort better.",
            "Toutes les personnes qui conviendraient sont dans des binômes plus utiles à l’ensemble."
        ),
        new(
            "by_chance",
            "The best solution pairs this person; chance chose another one nearly as good.",
            "La meilleure solution donne un binôme à cette personne ; le hasard en a choisi une autre presque aussi bonne."
        ),
    ];

    public static readonly ImmutableArray<ReasonEntry> Criteria =
    [
        new("skills", "Skills", "Compétences"),
        new("intentions", "Intentions", "Intentions"),
        new("learner_profile", "Learner profile", "Profil d’apprentissage"),
        new("job_family", "Job family", "Famille de métiers"),
        new("communication_style", "Communication style", "Style de communication"),
        new("subsidiary", "Subsidiary", "Filiale"),
        new("site", "Site", "Site"),
        new("seniority_gap", "Seniority gap", "Écart de niveau hiérarchique"),
        new("tenure_gap", "Tenure gap", "Écart d’ancienneté"),
        new("availability", "Availability", "Disponibilité"),
        new("themes", "Themes", "Thèmes"),
    ];

    private static readonly ImmutableArray<ReasonEntry> Words =
    [
        new("side=mentor", "the mentor", "du mentor"),
        new("side=mentee", "the mentee", "du mentoré"),
        new("side=both", "either of them", "des deux personnes"),
        new("rule=same_person", "nobody mentors themselves", "nul n’est son propre mentor"),
        new(
            "rule=reporting_line",
            "the others are in their reporting line",
            "les autres sont dans leur ligne hiérarchique"
        ),
        new("rule=already_paired", "they are or were paired already", "ils sont ou ont déjà été en binôme"),
        new(
            "rule=excluded",
            "somebody decided that they are not to be paired",
            "il a été décidé de ne pas les mettre en binôme"
        ),
        new("rule=same_team", "the others are in their team", "les autres sont dans leur équipe"),
        new("rule=same_subsidiary", "the others are in their subsidiary", "les autres sont dans leur filiale"),
        new("rule=language", "there is no common language", "il n’y a pas de langue commune"),
        new(
            "rule=availability",
            "there are too few hours when both are free",
            "il y a trop peu d’heures libres en commun"
        ),
        new(
            "rule=required_skills",
            "nobody offers a skill that is required",
            "personne ne propose une compétence exigée"
        ),
        new("rule=capacity", "the others have no seat left", "les autres n’ont plus de place"),
    ];

    private static readonly FrozenDictionary<string, ReasonEntry> ReasonByCode = ByCode(Reasons);
    private static readonly FrozenDictionary<string, ReasonEntry> CriterionByCode = ByCode(Criteria);
    private static readonly FrozenDictionary<string, ReasonEntry> WordByCode = ByCode(Words);

    private static readonly ReasonEntry NobodyThere = new(
        "no_eligible_counterpart",
        "There is nobody on the other side.",
        "Il n’y a personne de l’autre côté."
    );

    public static string Message(string code, ImmutableArray<ReasonArgument> arguments, Language language)
    {
        // Without a dominating rule the other side of the cohort is empty.
        if (code == NobodyThere.Code && arguments.IsDefaultOrEmpty)
            return NobodyThere.In(language, []);
        return ReasonByCode.TryGetValue(code, out var entry)
            ? entry.In(language, arguments.IsDefault ? [] : arguments)
            : Unlisted(code, arguments);
    }

    public static string Criterion(string code, Language language) =>
        CriterionByCode.TryGetValue(code, out var entry) ? entry.In(language, []) : code;

    /// <summary>A value as it reads in a sentence: codes we know in words, numbers in the language's form, others as they are.</summary>
    public static string Word(ReasonArgument argument, Language language)
    {
        if (WordByCode.TryGetValue($"{argument.Name}={argument.Value}", out var word))
            return word.In(language, []);
        return
            argument.Name == "best_score"
            && double.TryParse(argument.Value, CultureInfo.InvariantCulture, out var share)
            ? Percentages.Of(share, language)
            : argument.Value;
    }

    // An engine newer than this catalogue: the code and its values still tell more than silence.
    private static string Unlisted(string code, ImmutableArray<ReasonArgument> arguments) =>
        arguments.IsDefaultOrEmpty
            ? code
            : $"{code}: {string.Join(", ", arguments.Select(argument => $"{argument.Name} {argument.Value}"))}";

    private static FrozenDictionary<string, ReasonEntry> ByCode(ImmutableArray<ReasonEntry> entries) =>
        entries.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
}
