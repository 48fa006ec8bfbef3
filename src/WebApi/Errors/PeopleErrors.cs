namespace Binome.WebApi.Errors;

internal static class PeopleErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.EmailTaken,
            409,
            "Another participant has this e-mail address. Use theirs, or change one of the two.",
            "Un autre participant a déjà cette adresse e-mail. Utilisez sa fiche, ou changez l’une des deux adresses."
        ),
        new(
            FailureCodes.EmployeeIdTaken,
            409,
            "Another participant has this employee_id. Change that participant, or use another employee_id.",
            "Un autre participant a déjà cet employee_id. Modifiez ce participant, ou utilisez un autre employee_id."
        ),
        new(
            FailureCodes.ReportingCycle,
            409,
            "With this manager the person would report to themselves. Correct manager_employee_id here or further up.",
            "Avec ce responsable, la personne dépendrait d’elle-même. Corrigez manager_employee_id ici ou plus haut."
        ),
        new(
            FailureCodes.ParticipantLeft,
            409,
            "This person has left the company. Send them again in an import, or by their employee_id, when they are back.",
            "Cette personne a quitté l’entreprise. Renvoyez-la dans un import, ou par son employee_id, si elle est de retour."
        ),
        new(
            FailureCodes.CapacityReached,
            409,
            "This person has no seat left in this role. Raise the capacity or choose somebody else.",
            "Cette personne n’a plus de place dans ce rôle. Augmentez sa capacité ou choisissez quelqu’un d’autre."
        ),
        new(
            FailureCodes.IntakeIncomplete,
            409,
            "This part is not answered yet.[ Part: {0}.]",
            "Cette partie n’est pas encore remplie.[ Partie : {0}.]"
        ),
        new(
            FailureCodes.VolunteersClosed,
            409,
            "This programme takes no volunteers now. Ask whoever coordinates it.",
            "Ce programme n’accueille pas de volontaires en ce moment. Adressez-vous à la personne qui le coordonne."
        ),
        new(
            FailureCodes.KeyUnknown,
            404,
            "There is no such API key. List the keys to find its id.",
            "Cette clé d’API n’existe pas. Listez les clés pour trouver son identifiant."
        ),
        new(
            FailureCodes.KeysTooMany,
            409,
            "The tenant has as many API keys as it may have. Revoke one that is no longer used.",
            "L’organisation a atteint son nombre maximal de clés d’API. Révoquez-en une qui ne sert plus."
        ),
        new(
            FailureCodes.TenantUnknown,
            404,
            "There is no such tenant. List the tenants to find its id.",
            "Cette organisation n’existe pas. Listez les organisations pour trouver son identifiant."
        ),
    ];
}
