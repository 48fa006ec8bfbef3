namespace Binome.WebApi.Errors;

internal static class FieldErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.NotFound,
            404,
            "There is no such resource. Check its id.",
            "Cette ressource n’existe pas. Vérifiez son identifiant."
        ),
        new(
            FailureCodes.VersionMismatch,
            412,
            "The resource has changed since you read it. Read it again and repeat your change with its new ETag.",
            "La ressource a changé depuis votre lecture. Relisez-la et répétez la modification avec son nouvel ETag."
        ),
        new(FailureCodes.Required, 400, "This member is required. Send it.", "Ce champ est obligatoire. Envoyez-le."),
        new(
            FailureCodes.Invalid,
            400,
            "This value can't be used.[ Expected: {0}.]",
            "Cette valeur est inutilisable.[ Attendu : {0}.]"
        ),
        new(
            FailureCodes.TooLong,
            400,
            "This text is too long.[ At most {0} characters.] Shorten it.",
            "Ce texte est trop long.[ {0} caractères au plus.] Raccourcissez-le."
        ),
        new(
            FailureCodes.TooMany,
            400,
            "There are too many items.[ At most {0}.] Send fewer.",
            "Il y a trop d’éléments.[ {0} au plus.] Envoyez-en moins."
        ),
        new(
            FailureCodes.OutOfRange,
            400,
            "This value is out of range.[ Allowed: {0} to {1}.]",
            "Cette valeur est hors limites.[ Permis : de {0} à {1}.]"
        ),
    ];
}
