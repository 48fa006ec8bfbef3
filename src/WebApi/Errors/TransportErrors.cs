namespace Binome.WebApi.Errors;

internal static class TransportErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            TransportCodes.KeyMissing,
            401,
            "The request has no API key and nobody is signed in. Send a key as 'Authorization: Bearer bn_live_…', or sign in.",
            "La demande n’a pas de clé d’API et personne n’est connecté. Envoyez une clé sous la forme « Authorization: Bearer bn_live_… », ou connectez-vous."
        ),
        new(
            TransportCodes.KeyInvalid,
            401,
            "This API key is not valid. Check that it was copied whole, or ask your administrator for a new one.",
            "Cette clé d’API n’est pas valide. Vérifiez qu’elle est copiée en entier, ou demandez-en une nouvelle à votre administrateur."
        ),
        new(
            TransportCodes.TokenInvalid,
            401,
            "This access token is not valid. Ask /oauth/token for a new one.",
            "Ce jeton d’accès n’est pas valide. Demandez-en un nouveau à /oauth/token."
        ),
        new(
            TransportCodes.TokenExpired,
            401,
            "This access token has expired. Ask /oauth/token for a new one.",
            "Ce jeton d’accès a expiré. Demandez-en un nouveau à /oauth/token."
        ),
        new(
            TransportCodes.KeyExpired,
            401,
            "This API key has expired. Create a new one and use it instead.",
            "Cette clé d’API a expiré. Créez-en une nouvelle et utilisez-la à sa place."
        ),
        new(
            TransportCodes.KeyRevoked,
            401,
            "This API key was revoked. Create a new one and use it instead.",
            "Cette clé d’API a été révoquée. Créez-en une nouvelle et utilisez-la à sa place."
        ),
        new(
            TransportCodes.ScopeMissing,
            403,
            "This API key lacks the scope '{0}'. Use a key that has it.",
            "Il manque à cette clé d’API le droit « {0} ». Utilisez une clé qui le possède."
        ),
        new(
            TransportCodes.RoleMissing,
            403,
            "Your role does not include '{0}'. Ask an owner of your organisation.",
            "Votre rôle ne comprend pas « {0} ». Adressez-vous à un propriétaire de votre organisation."
        ),
        new(
            TransportCodes.SessionEnded,
            401,
            "You are not signed in any more. Sign in again.",
            "Vous n’êtes plus connecté. Connectez-vous à nouveau."
        ),
        new(
            TransportCodes.CrossSite,
            403,
            "This change did not come from Binome's own pages and was refused. Outside a browser, send the header Origin.",
            "Cette modification ne venait pas des pages de Binome et a été refusée. Hors d’un navigateur, envoyez l’en-tête Origin."
        ),
        new(
            FailureCodes.PersonRequired,
            403,
            "Only a person who is signed in can do this, not an API key. Sign in and repeat it.",
            "Seule une personne connectée peut le faire, pas une clé d’API. Connectez-vous et recommencez."
        ),
        new(
            TransportCodes.RouteUnknown,
            404,
            "There is nothing at this address. The addresses are listed at /docs.",
            "Il n’y a rien à cette adresse. Les adresses sont décrites sous /docs."
        ),
        new(
            TransportCodes.MethodNotAllowed,
            405,
            "This address does not take this method. The header Allow names those it takes.",
            "Cette adresse n’accepte pas cette méthode. L’en-tête Allow indique celles qu’elle accepte."
        ),
        new(
            TransportCodes.NotAcceptable,
            406,
            "Answers are application/json only. Send 'Accept: application/json' or leave the header out.",
            "Les réponses sont uniquement en application/json. Envoyez « Accept: application/json » ou omettez l’en-tête."
        ),
        new(
            TransportCodes.UnsupportedMediaType,
            415,
            "This address does not take a body of this type.[ Send it as {0}.]",
            "Cette adresse n’accepte pas un contenu de ce type.[ Envoyez-le en {0}.]"
        ),
        new(
            TransportCodes.BodyTooLarge,
            413,
            "The body is too large.[ At most {0} are taken.] Split it into several requests.",
            "Le contenu est trop volumineux.[ La limite est de {0}.] Répartissez-le sur plusieurs demandes."
        ),
        new(
            TransportCodes.BodyMalformed,
            400,
            "The body is not a JSON object we can read: check brackets, quotes and commas, and leave comments out; at most 32 levels.",
            "Le contenu n’est pas un objet JSON lisible : vérifiez accolades, guillemets et virgules, sans commentaires, 32 niveaux au plus."
        ),
        new(
            TransportCodes.BodyDuplicateMember,
            400,
            "A member of the body stands there twice. Send it once.",
            "Un champ figure deux fois dans le contenu. Envoyez-le une seule fois."
        ),
        new(
            TransportCodes.BodyArrayTooLong,
            400,
            "A list in the body is too long: at most {0} items. Split it into several requests.",
            "Une liste du contenu est trop longue : {0} éléments au plus. Répartissez-la sur plusieurs demandes."
        ),
        new(
            TransportCodes.BodyNullItem,
            400,
            "A list in the body holds null. Leave that item out, or send a value in its place.",
            "Une liste du contenu comporte null. Retirez cet élément, ou mettez une valeur à sa place."
        ),
        new(
            TransportCodes.BodyNul,
            400,
            "A text in the body holds a NUL character (\\u0000). Leave it out.",
            "Un texte du contenu comporte un caractère NUL (\\u0000). Retirez-le."
        ),
        new(
            TransportCodes.FieldUnknown,
            400,
            "There is no such member.[ Known here: {0}.]",
            "Ce champ n’existe pas.[ Champs connus ici : {0}.]"
        ),
        new(
            TransportCodes.RequestInvalid,
            400,
            "The request could not be read. Check its headers and its body.",
            "La demande n’a pas pu être lue. Vérifiez ses en-têtes et son contenu."
        ),
        new(
            TransportCodes.ParameterUnknown,
            400,
            "There is no query parameter '{0}' here.[ Known: {1}.]",
            "Il n’y a pas de paramètre « {0} » ici.[ Paramètres connus : {1}.]"
        ),
        new(
            TransportCodes.ParameterInvalid,
            400,
            "The value of the query parameter '{0}' can't be used.[ Expected: {1}.]",
            "La valeur du paramètre « {0} » est inutilisable.[ Attendu : {1}.]"
        ),
        new(
            TransportCodes.ParameterRepeated,
            400,
            "The query parameter '{0}' stands there more than once. Send it once.",
            "Le paramètre « {0} » figure plusieurs fois. Envoyez-le une seule fois."
        ),
        new(
            TransportCodes.VersionUnknown,
            400,
            "There is no such version of the API.[ Known: {0}.] Leave it out to use that of your key.",
            "Cette version de l’API n’existe pas.[ Connues : {0}.] Ne l’indiquez pas pour utiliser celle de votre clé."
        ),
        new(
            TransportCodes.CursorInvalid,
            400,
            "This cursor does not belong to this list with these filters. Start again without a cursor.",
            "Ce curseur n’appartient pas à cette liste avec ces filtres. Recommencez sans curseur."
        ),
        new(
            TransportCodes.PreconditionUnsupported,
            412,
            "This resource has no version to change against. Send the change without If-Match.",
            "Cette ressource n’a pas de version à laquelle comparer. Envoyez la modification sans If-Match."
        ),
        new(
            TransportCodes.PreconditionInvalid,
            400,
            "If-Match takes one ETag as an answer gave it, such as \"v7\", or *.",
            "If-Match prend un seul ETag tel qu’une réponse l’a donné, par exemple \"v7\", ou *."
        ),
        new(
            TransportCodes.IdempotencyKeyInvalid,
            400,
            "The Idempotency-Key must be 1 to 255 printable ASCII characters, bare or in quotes.",
            "L’Idempotency-Key doit compter de 1 à 255 caractères ASCII imprimables, avec ou sans guillemets."
        ),
        new(
            TransportCodes.IdempotencyInProgress,
            409,
            "A request with this Idempotency-Key is still running. Wait a moment and send it again.",
            "Une demande portant cette Idempotency-Key est encore en cours. Patientez un instant et renvoyez-la."
        ),
        new(
            TransportCodes.IdempotencyOtherRequest,
            422,
            "This Idempotency-Key was used with another request. Use a new key for a new request.",
            "Cette Idempotency-Key a servi à une autre demande. Utilisez une nouvelle clé pour une nouvelle demande."
        ),
        new(
            TransportCodes.RateLimited,
            429,
            "Your organisation has sent its {1} requests of this minute. Send this one again in {0} s; the RateLimit header of every answer says how many are left.",
            "Votre organisation a envoyé ses {1} demandes de cette minute. Renvoyez celle-ci dans {0} s ; l’en-tête RateLimit de chaque réponse indique combien il en reste."
        ),
        new(
            TransportCodes.ConcurrencyLimited,
            429,
            "{1} requests of your organisation run at this moment, which is the most there can be. Send this one again in {0} s, and fewer at once.",
            "{1} demandes de votre organisation sont en cours, ce qui est le maximum. Renvoyez celle-ci dans {0} s, et moins à la fois."
        ),
        new(
            FailureCodes.Busy,
            503,
            "The service is busy. Send the same request again after the time in Retry-After; with an Idempotency-Key it is carried out once.",
            "Le service est occupé. Renvoyez la même demande après le délai de Retry-After ; avec une Idempotency-Key, elle n’est exécutée qu’une fois."
        ),
        new(
            TransportCodes.Unexpected,
            500,
            "Something went wrong on our side. Try again; if it stays, tell the operator the request_id.",
            "Une erreur est survenue de notre côté. Réessayez ; si elle persiste, communiquez le request_id à l’exploitant."
        ),
    ];
}
