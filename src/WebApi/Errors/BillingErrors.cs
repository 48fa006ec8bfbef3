namespace Binome.WebApi.Errors;

internal static class BillingErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.BillingReadOnly,
            402,
            "Your organisation has no plan at present: everything can be read and exported, nothing changed. Nothing is deleted. An owner can choose a plan under Billing.",
            "Votre organisation n’a pas de formule en cours : tout peut être lu et exporté, rien ne peut être modifié. Rien n’est supprimé. Un propriétaire peut choisir une formule dans Facturation."
        ),
        new(
            FailureCodes.BillingOff,
            409,
            "Billing is off in this installation: every feature is available and nothing is charged.",
            "La facturation est désactivée sur cette installation : tout est disponible et rien n’est facturé."
        ),
        new(
            FailureCodes.BillingSubscribed,
            409,
            "Your organisation has a subscription already. Manage it with POST /v1/billing/portal.",
            "Votre organisation a déjà un abonnement. Gérez-le avec POST /v1/billing/portal."
        ),
        new(
            FailureCodes.BillingNotSubscribed,
            409,
            "Your organisation has no subscription yet. Begin one with POST /v1/billing/checkout.",
            "Votre organisation n’a pas encore d’abonnement. Commencez avec POST /v1/billing/checkout."
        ),
        new(
            FailureCodes.BillingNoCustomer,
            409,
            "There is nothing to manage yet: nobody has begun a checkout. Begin with POST /v1/billing/checkout.",
            "Il n’y a encore rien à gérer : aucun paiement n’a été commencé. Commencez avec POST /v1/billing/checkout."
        ),
        new(
            FailureCodes.BillingPlanMissing,
            503,
            "The plan {0} can’t be bought at present: Stripe has no active price with that lookup key. Nothing was charged; whoever runs this installation has to set it.",
            "La formule {0} ne peut pas être souscrite pour le moment : Stripe n’a pas de prix actif avec cette clé de recherche. Rien n’a été débité ; l’exploitant de cette installation doit le configurer."
        ),
        new(
            FailureCodes.StripeUnavailable,
            503,
            "Stripe did not answer as expected ({0}). Nothing was charged or changed; try again in a few minutes.",
            "Stripe n’a pas répondu comme prévu ({0}). Rien n’a été débité ni modifié ; réessayez dans quelques minutes."
        ),
        new(
            FailureCodes.StripeSignature,
            400,
            "The signature is not Stripe’s, or is older than five minutes. Check the endpoint’s signing secret and this machine’s clock.",
            "La signature n’est pas celle de Stripe, ou date de plus de cinq minutes. Vérifiez le secret du point de terminaison et l’horloge de cette machine."
        ),
        new(
            FailureCodes.StripeMode,
            400,
            "The event is of Stripe’s other mode (test or live) than the key that is set; it was not taken in.",
            "L’événement vient de l’autre mode de Stripe (test ou réel) que la clé configurée ; il n’a pas été pris en compte."
        ),
    ];
}
