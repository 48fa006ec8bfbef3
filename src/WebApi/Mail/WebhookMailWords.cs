using Binome.Contracts.Mail;

namespace Binome.WebApi.Mail;

/// <summary>What owners are told when an endpoint gets no more events.</summary>
internal static class WebhookMailWords
{
    public static readonly ImmutableDictionary<string, MailWords> English = new Dictionary<string, MailWords>
    {
        [MailTemplates.WebhookGone] = new(
            "A webhook of {organisation} was switched off",
            [
                "Hello {name},",
                "The server {host} answered that it wants no more events (410 Gone). Binome sends it none any more.",
                "If that is as it should be, there is nothing to do. If not, switch the webhook on again: what happened meanwhile is sent then.",
            ],
            "Look at the webhook",
            []
        ),
        [MailTemplates.WebhookExhausted] = new(
            "A webhook of {organisation} was switched off",
            [
                "Hello {name},",
                "The server {host} did not accept an event in ten attempts over more than three days. Binome sends it nothing any more.",
                "When it works again, switch the webhook on: what happened meanwhile is sent then. The event that was given up can be sent again by itself.",
            ],
            "Look at the webhook",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, MailWords> French = new Dictionary<string, MailWords>
    {
        [MailTemplates.WebhookGone] = new(
            "Un webhook de {organisation} a été désactivé",
            [
                "Bonjour {name},",
                "Le serveur {host} a répondu qu’il n’attend plus d’événements (410 Gone). Binome ne lui en envoie plus.",
                "Si c’est voulu, il n’y a rien à faire. Sinon, réactivez le webhook : ce qui s’est passé entre-temps sera envoyé.",
            ],
            "Voir le webhook",
            []
        ),
        [MailTemplates.WebhookExhausted] = new(
            "Un webhook de {organisation} a été désactivé",
            [
                "Bonjour {name},",
                "Le serveur {host} n’a pas accepté un événement en dix tentatives sur plus de trois jours. Binome ne lui envoie plus rien.",
                "Quand il fonctionne à nouveau, réactivez le webhook : ce qui s’est passé entre-temps sera envoyé. L’événement abandonné peut être renvoyé à part.",
            ],
            "Voir le webhook",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
