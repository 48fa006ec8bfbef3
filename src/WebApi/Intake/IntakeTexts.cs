using System.Collections.Frozen;

namespace Binome.WebApi.Intake;

/// <summary>The questions of the intake in words, for pages and for the API. The statements are our own.</summary>
internal static class IntakeTexts
{
    private static readonly FrozenDictionary<string, (string English, string French)> All = new Dictionary<
        string,
        (string, string)
    >
    {
        ["share"] = (
            "I am ready to share what I know, and also how I learnt it.",
            "Je suis prêt ou prête à partager ce que je sais, et aussi la manière dont je l’ai appris."
        ),
        ["open"] = (
            "I am open to learning from somebody with less experience than mine, or of another kind.",
            "Je suis ouvert ou ouverte à apprendre d’une personne moins expérimentée que moi, ou autrement."
        ),
        ["time"] = (
            "I can set aside an hour every three to four weeks.",
            "Je peux réserver une heure toutes les trois à quatre semaines."
        ),
        ["own_choice"] = ("Taking part is my own choice too.", "Participer est aussi mon propre choix."),
        ["try_at_once"] = (
            "I would rather try a new tool straight away than read about it first.",
            "Devant un nouvel outil, je préfère l’essayer tout de suite plutôt que lire d’abord."
        ),
        ["listen_first"] = (
            "Before I say what I think, I want to have heard the others.",
            "Avant de dire ce que je pense, je veux avoir entendu les autres."
        ),
        ["know_the_principle"] = (
            "I want to know the principle behind a method before I use it.",
            "Je veux connaître le principe d’une méthode avant de m’en servir."
        ),
        ["use_this_week"] = (
            "When I learn something, I look for a place to use it this very week.",
            "Quand j’apprends quelque chose, je cherche où m’en servir dès cette semaine."
        ),
        ["plans_change"] = (
            "I like meetings in which ideas fly and the plan changes on the way.",
            "J’aime les réunions où les idées fusent et où le plan change en route."
        ),
        ["go_over_it"] = (
            "After something important, I take time to go over how it went.",
            "Après un moment important, je prends le temps de revenir sur la façon dont il s’est passé."
        ),
        ["one_clear_picture"] = (
            "I enjoy bringing scattered facts together into one clear picture.",
            "J’aime réunir des faits épars en un tableau clair."
        ),
        ["changes_in_practice"] = (
            "I judge an idea by what it changes in practice.",
            "Je juge une idée à ce qu’elle change dans les faits."
        ),
        ["say_yes"] = (
            "I say yes to something new before I know how it will turn out.",
            "Je dis oui à la nouveauté avant de savoir comment elle tournera."
        ),
        ["sleep_on_it"] = ("I decide better when I have slept on it.", "Je décide mieux après une nuit de sommeil."),
        ["close_the_gap"] = (
            "A gap in an argument bothers me until it is closed.",
            "Une lacune dans un raisonnement me gêne tant qu’elle n’est pas comblée."
        ),
        ["real_example"] = (
            "One example from real work tells me more than a long explanation.",
            "Un exemple tiré du travail m’en dit plus qu’une longue explication."
        ),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The intake asks nothing of that code.</exception>
    public static string Of(string code, Language language) =>
        language == Language.French ? All[code].French : All[code].English;
}
