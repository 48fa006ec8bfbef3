namespace Binome.WebApi.Errors;

/// <summary>What can be wrong with an HR file as a whole (<c>import.…</c>) and with one of its rows (<c>row.…</c>).</summary>
internal static class ImportErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            "import.empty",
            400,
            "The file holds no rows. Export it again with its header line and at least one person.",
            "Le fichier ne contient aucune ligne. Exportez-le à nouveau avec sa ligne d’en-tête et au moins une personne."
        ),
        new(
            "import.not_csv",
            400,
            "This is no CSV file with a header line. Export the sheet as CSV (a workbook such as .xlsx can't be read).",
            "Ce n’est pas un fichier CSV avec une ligne d’en-tête. Exportez la feuille en CSV (un classeur .xlsx n’est pas lisible)."
        ),
        new(
            "import.encoding",
            400,
            "The file is not the text it seems to be[: it starts as {0} and line {1} can't be read as such]. Save it as CSV UTF-8.",
            "Le fichier n’est pas le texte attendu[ : il commence en {0} et la ligne {1} n’est pas lisible ainsi]. Enregistrez-le en CSV UTF-8."
        ),
        new(
            "import.columns_missing",
            400,
            "The header lacks columns[: {0}]. Add them under these names.",
            "Il manque des colonnes à l’en-tête[ : {0}]. Ajoutez-les sous ces noms."
        ),
        new(
            "import.columns_duplicate",
            400,
            "The header names columns twice[: {0}]. Keep one of each.",
            "L’en-tête nomme des colonnes deux fois[ : {0}]. Gardez-en une de chaque."
        ),
        new(
            "import.quote_unclosed",
            400,
            "A quote is never closed[: the row that starts on line {0} has no end]. Close it and send the file again.",
            "Un guillemet n’est jamais fermé[ : la ligne qui commence au rang {0} n’a pas de fin]. Fermez-le et renvoyez le fichier."
        ),
        new(
            "import.record_too_long",
            400,
            "A row is too long[: the one that starts on line {0}]. Mostly a quote is not closed there.",
            "Une ligne est trop longue[ : celle qui commence au rang {0}]. Le plus souvent, un guillemet n’y est pas fermé."
        ),
        new(
            "import.too_many_rows",
            413,
            "The file has too many rows.[ At most {0}.] Split it and import the parts one after another.",
            "Le fichier a trop de lignes.[ {0} au plus.] Divisez-le et importez les parties l’une après l’autre."
        ),
        new(
            "import.too_large",
            413,
            "The file is too large.[ At most {0} bytes.] Split it and import the parts one after another.",
            "Le fichier est trop volumineux.[ {0} octets au plus.] Divisez-le et importez les parties l’une après l’autre."
        ),
        new(
            "import.stuck",
            409,
            "The import came to a halt and was given up. The rows counted as done are in; import the same file again.",
            "L’import s’est interrompu et a été abandonné. Les lignes comptées comme traitées sont importées ; réimportez le même fichier."
        ),
        new(
            FailureCodes.ImportNotWaiting,
            409,
            "This import does not wait for a confirmation. Read it to see how far it is.",
            "Cet import n’attend pas de confirmation. Consultez-le pour voir où il en est."
        ),
        new(
            FailureCodes.ImportUnconfirmed,
            409,
            "Nobody confirmed that so many people have left, so nothing of the file was taken in. Send it again.",
            "Personne n’a confirmé autant de départs ; rien du fichier n’a été importé. Envoyez-le à nouveau."
        ),
        Row(
            "row.leaver",
            "This person is not in the full file and leaves when the import is confirmed. Confirm it, or send the whole file.",
            "Cette personne n’est pas dans le fichier complet et sera considérée comme partie si l’import est confirmé. Confirmez-le ou envoyez le fichier entier."
        ),
        Row(
            "row.employee_id_missing",
            "The row has no employee_id. Fill the cell in.",
            "La ligne n’a pas d’employee_id. Renseignez la cellule."
        ),
        Row(
            "row.first_name_missing",
            "The row has no first name. Fill the cell in.",
            "La ligne n’a pas de prénom. Renseignez la cellule."
        ),
        Row(
            "row.last_name_missing",
            "The row has no last name. Fill the cell in.",
            "La ligne n’a pas de nom. Renseignez la cellule."
        ),
        Row(
            "row.email_missing",
            "The row has no e-mail address. Fill the cell in.",
            "La ligne n’a pas d’adresse e-mail. Renseignez la cellule."
        ),
        Row(
            "row.email_invalid",
            "This is no e-mail address. Correct it, for example ines.morel@example.com.",
            "Ce n’est pas une adresse e-mail. Corrigez-la, par exemple ines.morel@example.com."
        ),
        Row(
            "row.email_duplicate",
            "An earlier row of the file has the same e-mail address. Correct one of the two.",
            "Une ligne précédente du fichier a la même adresse e-mail. Corrigez l’une des deux."
        ),
        Row(
            "row.employee_id_duplicate",
            "An earlier row of the file has the same employee_id. Keep one of the two.",
            "Une ligne précédente du fichier a le même employee_id. Gardez l’une des deux."
        ),
        Row(
            "row.email_taken",
            "Another participant has this e-mail address already. Correct it here or at that participant.",
            "Un autre participant a déjà cette adresse e-mail. Corrigez-la ici ou chez ce participant."
        ),
        Row(
            "row.reporting_cycle",
            "The managers form a circle: this person would report to themselves. Correct manager_employee_id in one of the rows.",
            "Les responsables forment une boucle : cette personne dépendrait d’elle-même. Corrigez manager_employee_id sur l’une des lignes."
        ),
        Row(
            "row.manager_unknown",
            "Nobody has this manager's employee_id, in the file or before it. The person went in; add the manager and import again.",
            "Personne n’a l’employee_id de ce responsable, ni dans le fichier ni avant. La personne est importée ; ajoutez le responsable et réimportez."
        ),
        Row(
            "row.manager_self",
            "The person is named as their own manager. Correct the cell or leave it empty.",
            "La personne est indiquée comme sa propre responsable. Corrigez la cellule ou laissez-la vide."
        ),
        Row(
            "row.hire_date_invalid",
            "This is no date of the form YYYY-MM-DD. Correct it, for example 2021-09-01.",
            "Ce n’est pas une date de la forme AAAA-MM-JJ. Corrigez-la, par exemple 2021-09-01."
        ),
        Row(
            "row.seniority_level_invalid",
            "The seniority level is a whole number from 1 (first job) to 5 (executive). Correct it.",
            "Le niveau hiérarchique est un entier de 1 (premier emploi) à 5 (direction). Corrigez-le."
        ),
        Row(
            "row.time_zone_unknown",
            "There is no such time zone. Use an IANA name such as Europe/Paris.",
            "Ce fuseau horaire n’existe pas. Utilisez un nom IANA, par exemple Europe/Paris."
        ),
        Row(
            "row.country_invalid",
            "This is no country code. Use two letters of ISO 3166-1, such as FR.",
            "Ce n’est pas un code de pays. Utilisez deux lettres ISO 3166-1, par exemple FR."
        ),
        Row(
            "row.language_invalid",
            "This is no language code. Use two letters of ISO 639-1, such as fr.",
            "Ce n’est pas un code de langue. Utilisez deux lettres ISO 639-1, par exemple fr."
        ),
        Row(
            "row.roles_invalid",
            "The roles are mentor, mentee or both. Correct the cell or leave it empty.",
            "Les rôles sont mentor, mentee ou both. Corrigez la cellule ou laissez-la vide."
        ),
        Row(
            "row.skills_invalid",
            "Skills are written ai:4;cloud:2, with levels from 1 to 5. Correct the cell.",
            "Les compétences s’écrivent ai:4;cloud:2, avec des niveaux de 1 à 5. Corrigez la cellule."
        ),
        Row(
            "row.learner_profile_invalid",
            "The learner profile is activist, reflector, theorist or pragmatist. Correct the cell or leave it empty.",
            "Le profil d’apprentissage est activist, reflector, theorist ou pragmatist. Corrigez la cellule ou laissez-la vide."
        ),
        Row(
            "row.capacity_invalid",
            "A capacity is a whole number from 0 to 20. Correct the cell or leave it empty.",
            "Une capacité est un entier de 0 à 20. Corrigez la cellule ou laissez-la vide."
        ),
        Row(
            "row.availability_invalid",
            "Availability is written in half days: mon-am;tue-pm. Correct the cell.",
            "La disponibilité s’écrit en demi-journées : mon-am;tue-pm. Corrigez la cellule."
        ),
        Row(
            "row.intentions_invalid",
            "Intentions are codes such as network;skills, at most 20. Correct the cell.",
            "Les intentions sont des codes comme network;skills, 20 au plus. Corrigez la cellule."
        ),
        Row(
            "row.themes_invalid",
            "Themes are words such as ai;inclusion, at most 20. Correct the cell.",
            "Les thèmes sont des mots comme ai;inclusion, 20 au plus. Corrigez la cellule."
        ),
        Row(
            "row.priority_invalid",
            "The priority is a whole number from 0 to 10. Correct the cell or leave it empty.",
            "La priorité est un entier de 0 à 10. Corrigez la cellule ou laissez-la vide."
        ),
        Row(
            "row.attributes_invalid",
            "Attributes have short names of small letters, digits and _, such as floor, at most 20. Correct the cell.",
            "Les attributs portent des noms courts en minuscules, chiffres et _, comme floor, 20 au plus. Corrigez la cellule."
        ),
        Row(
            "row.too_long",
            "The cell is longer than this column takes. Shorten it.",
            "La cellule est plus longue que ne l’admet cette colonne. Raccourcissez-la."
        ),
        Row(
            "row.cell_count",
            "The row has more or fewer cells than the header. Look for a missing or an extra separator, or for quotes that are not closed.",
            "La ligne n’a pas autant de cellules que l’en-tête. Cherchez un séparateur manquant ou en trop, ou des guillemets non fermés."
        ),
        Row(
            "row.cell_too_long",
            "A cell of the row is longer than 4,000 characters. Shorten it.",
            "Une cellule de la ligne dépasse 4 000 caractères. Raccourcissez-la."
        ),
        Row(
            "row.json_invalid",
            "The line is no JSON object with the members of a participant. Write one object a line, each member once.",
            "La ligne n’est pas un objet JSON avec les membres d’un participant. Écrivez un objet par ligne, chaque membre une fois."
        ),
        Row(
            "row.quotes",
            "A cell opens with a quote and goes on after the closing one. Double the quotes inside it.",
            "Une cellule commence par un guillemet et continue après le guillemet fermant. Doublez les guillemets intérieurs."
        ),
    ];

    // Rows are reported one by one beside the import; the status is that of an import that would refuse them at once.
    private static ErrorEntry Row(string code, string english, string french) => new(code, 422, english, french);
}
