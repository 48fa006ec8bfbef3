using Binome.Contracts.Mail;

namespace Binome.WebApi.Mail;

/// <summary>What owners and those who hold the billing role are told before anything is cut.</summary>
internal static class BillingMailWords
{
    public static readonly ImmutableDictionary<string, MailWords> English = new Dictionary<string, MailWords>
    {
        [MailTemplates.BillingTrialEnding] = new(
            "The free trial of {organisation} ends soon",
            [
                "Hello {name},",
                "The free trial of {organisation} ends on {at}.",
                "Choose a plan before then and everything goes on as it is. Without one, everybody can still read and export; nothing is deleted.",
            ],
            "Open billing",
            []
        ),
        [MailTemplates.BillingPaymentFailed] = new(
            "A payment of {organisation} failed",
            [
                "Hello {name},",
                "A payment for {organisation} failed. Nothing changes for your people until {at} at the latest; the payment is tried again before then.",
                "Please check the card.",
            ],
            "Open billing",
            []
        ),
        [MailTemplates.BillingGraceEnding] = new(
            "{organisation} will soon be read-only",
            [
                "Hello {name},",
                "A payment for {organisation} is still open. From {at} on, everybody can read and export, and change nothing. Nothing is deleted.",
                "As soon as it is paid, everything goes on.",
            ],
            "Open billing",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, MailWords> French = new Dictionary<string, MailWords>
    {
        [MailTemplates.BillingTrialEnding] = new(
            "L’essai gratuit de {organisation} se termine bientôt",
            [
                "Bonjour {name},",
                "L’essai gratuit de {organisation} se termine le {at}.",
                "Choisissez une formule d’ici là et tout continue. Sans formule, chacun peut encore lire et exporter ; rien n’est supprimé.",
            ],
            "Ouvrir la facturation",
            []
        ),
        [MailTemplates.BillingPaymentFailed] = new(
            "Un paiement de {organisation} a échoué",
            [
                "Bonjour {name},",
                "Un paiement pour {organisation} a échoué. Rien ne change pour vos équipes jusqu’au {at} au plus tard ; le paiement sera retenté d’ici là.",
                "Vérifiez la carte.",
            ],
            "Ouvrir la facturation",
            []
        ),
        [MailTemplates.BillingGraceEnding] = new(
            "{organisation} passera bientôt en lecture seule",
            [
                "Bonjour {name},",
                "Un paiement pour {organisation} reste en attente. À partir du {at}, chacun pourra lire et exporter, sans rien modifier. Rien ne sera supprimé.",
                "Dès qu’il sera réglé, tout reprendra.",
            ],
            "Ouvrir la facturation",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
