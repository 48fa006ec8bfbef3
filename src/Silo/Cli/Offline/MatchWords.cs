using System.Collections.Frozen;

namespace Binome.Silo.Cli.Offline;

/// <summary>What the verb says beside the words of the import and of the matching.</summary>
internal static class MatchWords
{
    public const string Differs = "file.differs";
    public const string InCycle = "file.in_cycle";
    public const string NotAMentor = "couple.not_a_mentor";
    public const string NotAMentee = "couple.not_a_mentee";
    public const string Nobody = "couple.nobody";

    public static readonly Phrase MoreProblems = new(
        "More rows have problems; put these right and run again.",
        "D’autres lignes posent problème ; corrigez celles-ci et relancez."
    );

    public static readonly Phrase UnknownManagers = new(
        "{0} people name a manager who is in neither file (for example {1}). Lines above those managers are not known; add the managers to a file, with capacity 0 when they take no part.",
        "{0} personnes indiquent un responsable absent des deux fichiers (par exemple {1}). Les lignes au-dessus de ces responsables ne sont pas connues ; ajoutez ces responsables à un fichier, avec une capacité de 0 s’ils ne participent pas."
    );

    public static readonly Phrase TooManyPeople = new(
        "{0}: more than {1} people. Match them in parts.",
        "{0} : plus de {1} personnes. Appariez-les en plusieurs fois."
    );

    public static readonly Phrase Strict = new(
        "{0} rows have problems and --strict was given: nothing was written. Put them right, or run without --strict to go on without them.",
        "{0} lignes posent problème et --strict est demandé : rien n’a été écrit. Corrigez-les, ou relancez sans --strict pour continuer sans elles."
    );

    public static readonly Phrase SameFile = new(
        "{0} is named twice. Give every file a name of its own.",
        "{0} est indiqué deux fois. Donnez à chaque fichier son propre nom."
    );

    public static readonly Phrase Cancelled = new("Stopped; nothing was written.", "Interrompu ; rien n’a été écrit.");

    public static readonly Phrase SeedAndTolerance = new(
        "--seed and --tolerance belong together: a draw needs both.",
        "--seed et --tolerance vont ensemble : un tirage a besoin des deux."
    );

    public static readonly Phrase Criterion = new(
        "--criteria: “{0}” can't be read. Write code=weight:direction, for example skills=40:complementary; weights go from 0 to 100, directions are similar, complementary, different and ignore. Codes: {1}, attribute:NAME.",
        "--criteria : « {0} » n’est pas lisible. Écrivez code=poids:direction, par exemple skills=40:complementary ; les poids vont de 0 à 100, les directions sont similar, complementary, different et ignore. Codes : {1}, attribute:NOM."
    );

    public static readonly Phrase LockedSeats = new(
        "{0} has more locked pairs than places. Take a pair out of the locked file, or raise the capacity.",
        "{0} a plus de binômes verrouillés que de places. Retirez un binôme du fichier des verrouillés, ou augmentez sa capacité."
    );

    public static readonly Phrase NoCriterion = new(
        "No criterion has a weight: give at least one above 0.",
        "Aucun critère n’a de poids : donnez-en au moins un au-dessus de 0."
    );

    public static readonly Phrase OtherFault = new(
        "These files can't be matched: {0} {1}",
        "Ces fichiers ne peuvent pas être appariés : {0} {1}"
    );

    public static readonly Phrase AdvicesMax = new(
        "Advice is written for the first {0} people left over.",
        "Un conseil est écrit pour les {0} premières personnes sans binôme."
    );

    public static readonly Phrase Drawn = new(
        "The draw among nearly equal solutions left this person over.",
        "Le tirage parmi des solutions presque équivalentes a laissé cette personne de côté."
    );

    public static readonly Phrase Contribution = new("{0} +{1} %: {2}", "{0} +{1} % : {2}");

    private static readonly FrozenDictionary<string, Phrase> ByCode = new Dictionary<string, Phrase>
    {
        [Differs] = new(
            "This person stands in both files with different data. The mentors' file counts; intentions and required skills of a mentee come from this one.",
            "Cette personne est dans les deux fichiers avec des données différentes. Le fichier des mentors compte ; les intentions et compétences exigées d’un mentoré viennent de celui-ci."
        ),
        [InCycle] = new(
            "The managers form a circle over the two files. All its people count as one reporting line; correct manager_employee_id in one of the rows.",
            "Les responsables forment une boucle entre les deux fichiers. Toutes ces personnes comptent comme une seule ligne hiérarchique ; corrigez manager_employee_id sur l’une des lignes."
        ),
        [NotAMentor] = new(
            "Nobody in the mentors' file has this employee_id. Correct it or take the row out.",
            "Personne dans le fichier des mentors n’a cet employee_id. Corrigez-le ou retirez la ligne."
        ),
        [NotAMentee] = new(
            "Nobody in the mentees' file has this employee_id. Correct it or take the row out.",
            "Personne dans le fichier des mentorés n’a cet employee_id. Corrigez-le ou retirez la ligne."
        ),
        [Nobody] = new(
            "Nobody in the two files has this employee_id, so the exclusion does nothing. Look whether it is written correctly.",
            "Personne dans les deux fichiers n’a cet employee_id : l’exclusion est sans effet. Vérifiez son écriture."
        ),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Phrase Of(string code) => ByCode.GetValueOrDefault(code) ?? new Phrase(code, code);
}
