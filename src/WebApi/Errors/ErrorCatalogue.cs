using System.Collections.Frozen;

namespace Binome.WebApi.Errors;

/// <summary>Every code that the API answers, with its status and its words in English and French.</summary>
internal static class ErrorCatalogue
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        .. TransportErrors.All,
        .. FieldErrors.All,
        .. PeopleErrors.All,
        .. ImportErrors.All,
        .. ExportErrors.All,
        .. ProgrammeErrors.All,
        .. PairErrors.All,
        .. MailErrors.All,
        .. MemberErrors.All,
        .. SandboxErrors.All,
        .. IntegrationErrors.All,
        .. BillingErrors.All,
    ];

    private static readonly FrozenDictionary<string, ErrorEntry> ByCode = All.ToFrozenDictionary(
        entry => entry.Code,
        StringComparer.Ordinal
    );

    // A code that a newer grain knows and this edge does not is still an expected refusal, not a defect of the caller's.
    private static readonly ErrorEntry Unlisted = new(
        "",
        StatusCodes.Status409Conflict,
        "The request was refused for the reason its code names.",
        "La demande a été refusée pour la raison que son code indique."
    );

    public static ErrorEntry Of(string code) => ByCode.GetValueOrDefault(code, Unlisted);

    public static bool Knows(string code) => ByCode.ContainsKey(code);

    public static string Title(int status, Language language)
    {
        var (english, french) = status switch
        {
            400 => ("Bad request", "Demande incorrecte"),
            401 => ("Not authenticated", "Authentification nécessaire"),
            402 => ("Payment needed", "Paiement nécessaire"),
            403 => ("Not allowed", "Accès refusé"),
            404 => ("Not found", "Introuvable"),
            405 => ("Method not allowed", "Méthode non permise"),
            406 => ("Not acceptable", "Format de réponse non disponible"),
            410 => ("Gone", "N’est plus disponible"),
            409 => ("Conflict with the current state", "Conflit avec l’état actuel"),
            412 => ("Precondition failed", "Condition préalable non remplie"),
            413 => ("Too large", "Contenu trop volumineux"),
            415 => ("Unsupported media type", "Format de contenu non pris en charge"),
            422 => ("Can't be carried out", "Demande irréalisable"),
            502 => ("Not passed on", "Transmission impossible"),
            429 => ("Too many requests", "Trop de demandes"),
            503 => ("Busy", "Service occupé"),
            >= 500 => ("Unexpected error", "Erreur inattendue"),
            _ => ("Request refused", "Demande refusée"),
        };
        return language == Language.French ? french : english;
    }
}
