using System.Collections.Frozen;

namespace Binome.WebApi.Authentication;

/// <summary>Every route that answers without a key, and why it may.</summary>
internal static class AnonymousRoutes
{
    public static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["/"] = "Says what this is to whoever opens it; holds nothing of any tenant.",
        ["/language"] = "Keeps the language that a browser asked for; holds nothing of any tenant.",
        ["/sign-in"] = "Where signing in begins; says the same whether an account exists or not.",
        ["/setup"] = "Only with the secret that the console printed, and only while nothing is set up.",
        ["/sign-in/link"] = "The secret of the link is the credential; opening it changes nothing.",
        ["/unsubscribe"] = "The sealed link is the credential; opening it changes nothing, and it only ends mails.",
        ["/error"] = "Says what went wrong and what to do; holds nothing of any tenant.",
        ["/assets/{hash}/{name}"] = "Styles, scripts and pictures of the pages, the same for everybody.",
        ["/openapi/v1.json"] = "The description of the API, the same for everybody.",
        ["/healthz"] = "Asked by the process supervisor, which has no key; says only that the process runs.",
        ["/readyz"] = "Asked by the load balancer, which has no key; says only whether the process can work.",
        ["/operator/tenants"] = "Only over the Unix socket in the data folder, which none but its owner can open.",
        [TokenEndpoint.Route] = "The client's id and secret are the credential; failures are throttled.",
        ["/v1/sign_in/link"] = "Whoever signs in has no session yet; answers the same to everybody.",
        ["/v1/sign_in/password"] = "As /v1/sign_in/link; throttled.",
        ["/v1/sign_in/setup"] =
            "Only while there is no organisation; the secret that the console printed is the credential.",
        ["/v1/sign_in/redeem"] = "The secret of the link is the credential.",
        ["/operator/tenants/{tenant}/members"] = "As /operator/tenants.",
        ["/operator/tenants/{tenant}/keys"] = "As /operator/tenants.",
        ["/operator/tenants/{tenant}/keys/{key}/revoke"] = "As /operator/tenants.",
        ["/operator/mail/test"] = "As /operator/tenants.",
        ["/calendar/{token}.ics"] =
            "The secret in the address is the credential: calendars can't sign in. It can be taken back.",
        ["/stripe/webhooks"] =
            "Stripe's signature over the raw body is the credential; it only makes us read Stripe again.",
        ["/outbox"] =
            "Only while mail is kept instead of sent, and only from this machine: how one signs in without a mail server.",
        ["/outbox/{mail}"] = "As /outbox.",
        ["/outbox/{mail}/html"] = "As /outbox.",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
