using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

/// <summary>The charter that a new programme of a kind starts with; the business words it as it likes.</summary>
internal static class CharterTemplates
{
    public static CharterText For(ProgrammeKind kind) =>
        new(English.Replace("{roles}", EnglishRoles(kind)), French.Replace("{roles}", FrenchRoles(kind)));

    private const string English = """
        # Our charter

        We take part of our own free will, and we sign as ourselves.

        ## What we owe each other

        - **Confidence.** What is said between us stays between us. Nobody reports it, and the programme follows only whether sessions
          take place.
        - **No consequences.** Nothing that happens here counts in an appraisal, a promotion or a pay review.
        - **No hierarchy in the room.** During a session neither of us is the other's superior.
        - **Respect for time.** We meet every three to four weeks, prepare, arrive on time, and say early when we can't come.
        - **A neutral place.** We meet for the first time where neither of us is at home: not in an office of ours.

        ## Our roles

        {roles}

        ## How we work

        1. The mentee sets the agenda and says what they want to learn; the mentor may suggest.
        2. We begin with what sets us apart and what we have in common, before we speak of work.
        3. We compare what we thought before with what we understand now, and end with one next step.
        4. Each of us says a word on every session afterwards; it takes less than a minute.

        ## If it does not work

        Either of us may stop, without having to say why, by telling the coordinator. We part as colleagues.
        """;

    private const string French = """
        # Notre charte

        Nous participons de notre plein gré, et chacun signe en son nom.

        ## Ce que nous nous devons

        - **La confiance.** Ce que nous nous disons reste entre nous. Personne n’en rend compte ; le programme suit seulement si les
          séances ont lieu.
        - **Aucune conséquence.** Rien de ce qui se passe ici ne compte dans une évaluation, une promotion ou une augmentation.
        - **Pas de hiérarchie dans la pièce.** Pendant une séance, aucun de nous n’est le supérieur de l’autre.
        - **Le respect du temps.** Nous nous voyons toutes les trois à quatre semaines, nous préparons nos séances, nous sommes à l’heure et
          nous prévenons tôt en cas d’empêchement.
        - **Un lieu neutre.** Notre première rencontre a lieu là où aucun de nous n’est chez soi : pas dans l’un de nos bureaux.

        ## Nos rôles

        {roles}

        ## Notre façon de travailler

        1. L’ordre du jour appartient à la personne mentorée, qui dit ce qu’elle veut apprendre ; le mentor peut suggérer.
        2. Nous commençons par ce qui nous distingue et ce qui nous rapproche, avant de parler travail.
        3. Nous comparons ce que nous pensions avant et ce que nous comprenons maintenant, et nous finissons par une prochaine étape.
        4. Chacun dit un mot de chaque séance ensuite ; cela prend moins d’une minute.

        ## Si cela ne fonctionne pas

        Chacun peut arrêter, sans avoir à se justifier, en le disant à la coordination. Nous nous quittons en collègues.
        """;

    private static string EnglishRoles(ProgrammeKind kind) =>
        kind switch
        {
            ProgrammeKind.Reverse => """
                - The **mentor**, the more junior of us, shares what they know with patience and without jargon, and dares to say what they see.
                - The **mentee**, the more senior of us, leaves rank and pride at the door, asks, tries things out and lets themselves be corrected.
                """,
            ProgrammeKind.Traditional => """
                - The **mentor** shares experience, opens doors and asks more than they answer.
                - The **mentee** decides what to do with it and owns their own path.
                """,
            ProgrammeKind.Peer => """
                - We are **peers**: each of us teaches and learns, and we share the time between us.
                - Whoever is the mentee of a session sets its agenda.
                """,
            ProgrammeKind.Cross => """
                - The **mentor** opens their own field and their network to somebody from elsewhere.
                - The **mentee** brings the questions of an outsider, which are welcome.
                """,
            ProgrammeKind.Flash => """
                - The **mentor** gives one conversation their full attention.
                - The **mentee** comes with one question, and leaves with one action.
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static string FrenchRoles(ProgrammeKind kind) =>
        kind switch
        {
            ProgrammeKind.Reverse => """
                - Le **mentor**, de nous deux le plus junior, partage ce qu’il sait avec patience et sans jargon, et ose dire ce qu’il voit.
                - Le **mentoré**, de nous deux le plus senior, laisse son rang et son amour-propre à la porte, questionne, essaie et accepte d’être corrigé.
                """,
            ProgrammeKind.Traditional => """
                - Le **mentor** partage son expérience, ouvre des portes et pose plus de questions qu’il ne donne de réponses.
                - Le **mentoré** décide de ce qu’il en fait et reste maître de son parcours.
                """,
            ProgrammeKind.Peer => """
                - Nous sommes des **pairs** : chacun enseigne et apprend, et nous partageons le temps entre nous.
                - Celui qui est mentoré pendant une séance en fixe l’ordre du jour.
                """,
            ProgrammeKind.Cross => """
                - Le **mentor** ouvre son domaine et son réseau à quelqu’un venu d’ailleurs.
                - Le **mentoré** apporte les questions d’un regard extérieur, et elles sont les bienvenues.
                """,
            ProgrammeKind.Flash => """
                - Le **mentor** accorde toute son attention à une seule conversation.
                - Le **mentoré** vient avec une question et repart avec une action.
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
