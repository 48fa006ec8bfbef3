namespace Binome.WebApi.Errors;

internal static class ExportErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.ExportTooMany,
            409,
            "Enough exports are running already.[ At most {0} at once.] Wait until one is complete.",
            "Assez d’exports sont déjà en cours.[ {0} au plus à la fois.] Attendez que l’un soit terminé."
        ),
        new(
            FailureCodes.ExportTooLarge,
            409,
            "There are more rows than one export takes.[ At most {0}.] Export programme by programme, or events by time.",
            "Il y a plus de lignes qu’un export n’en prend.[ {0} au plus.] Exportez programme par programme, ou les événements par période."
        ),
        new(
            FailureCodes.ExportFilter,
            422,
            "What is exported has no such filter: programme is for participants, pairs and sessions, created is for events. Leave it out.",
            "Ce qui est exporté n’a pas ce filtre : programme vaut pour participants, pairs et sessions, created pour events. Omettez-le."
        ),
        new(
            FailureCodes.ExportTime,
            422,
            "No instant lies in this time. Let lt be later than gte.",
            "Aucun instant n’est dans cet intervalle. Prenez lt postérieur à gte."
        ),
        new(
            FailureCodes.ExportProgrammeNeeded,
            422,
            "You may export given programmes only. Name one of them as programme.",
            "Vous ne pouvez exporter que certains programmes. Indiquez l’un d’eux dans programme."
        ),
        new(
            FailureCodes.ExportProgramme,
            422,
            "There is no such programme. List the programmes to find its id.",
            "Ce programme n’existe pas. Listez les programmes pour trouver son identifiant."
        ),
        new(
            FailureCodes.ExportNotReady,
            409,
            "The file is not complete. Read the export until its status is completed.",
            "Le fichier n’est pas terminé. Consultez l’export jusqu’à ce que son état soit completed."
        ),
        new(
            FailureCodes.ExportExpired,
            410,
            "The file has expired. Start a new export.",
            "Le fichier a expiré. Lancez un nouvel export."
        ),
        new(
            FailureCodes.ExportStuck,
            409,
            "The export came to a halt and was given up. Start a new one.",
            "L’export s’est interrompu et a été abandonné. Lancez-en un nouveau."
        ),
    ];
}
