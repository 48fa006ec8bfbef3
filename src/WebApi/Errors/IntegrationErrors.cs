namespace Binome.WebApi.Errors;

internal static class IntegrationErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            TransportCodes.StreamNotAcceptable,
            406,
            "This is a stream of events. Send 'Accept: text/event-stream', as event sources do.",
            "C’est un flux d’événements. Envoyez « Accept: text/event-stream », comme le fait tout lecteur de flux."
        ),
        new(
            TransportCodes.LastEventUnknown,
            400,
            "Last-Event-ID names no event of your log. Leave it out to begin now, and read what you missed from /v1/events.",
            "Last-Event-ID ne désigne aucun événement de votre journal. Omettez-le pour commencer maintenant, et lisez le reste dans /v1/events."
        ),
        new(
            FailureCodes.WebhookUrl,
            400,
            "Events are sent only over https, to a host that anybody on the internet can reach. Give such an address.",
            "Les événements ne partent qu’en https, vers un hôte que tout internet peut joindre. Donnez une telle adresse."
        ),
        new(
            FailureCodes.WebhookTooMany,
            409,
            "An organisation has at most {0} webhook endpoints. Delete one that is not needed.",
            "Une organisation a au plus {0} webhooks. Supprimez celui qui ne sert plus."
        ),
        new(
            FailureCodes.WebhookDisabled,
            409,
            "This endpoint is switched off. Enable it first.",
            "Ce webhook est désactivé. Réactivez-le d’abord."
        ),
        new(
            FailureCodes.WebhookReplays,
            409,
            "{0} replays of this endpoint are under way already. Wait until one has ended.",
            "{0} renvois sont déjà en cours pour ce webhook. Attendez que l’un d’eux soit terminé."
        ),
    ];
}
