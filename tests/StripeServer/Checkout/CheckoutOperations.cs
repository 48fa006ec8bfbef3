using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Checkout;

internal static class CheckoutOperations
{
    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/checkout/sessions",
            "Stripe.Checkout.SessionCreateParams",
            "Stripe.Checkout.Session",
            CheckoutCreation.Accepts,
            call => call.Account.Sessions.Add(new CheckoutSession(call.Account, CheckoutCreation.Read(call))).Render()
        ),
        new(
            "GET",
            "/v1/checkout/sessions/{id}",
            "Stripe.Checkout.SessionRetrieveParams",
            "Stripe.Checkout.Session",
            [],
            call => call.Account.Sessions.OfPath(call).Render()
        ),
        new(
            "POST",
            "/v1/checkout/sessions/{id}/expire",
            "Stripe.Checkout.SessionExpireParams",
            "Stripe.Checkout.Session",
            [],
            Expire
        ),
        new(
            "GET",
            "/v1/checkout/sessions/{id}/line_items",
            "Stripe.Checkout.SessionListLineItemsParams",
            "Stripe.ApiList<Stripe.LineItem>",
            Listing.Paging,
            call => call.Account.Sessions.OfPath(call).RenderItems()
        ),
        new(
            "GET",
            "/v1/checkout/sessions",
            "Stripe.Checkout.SessionListParams",
            "Stripe.ApiList<Stripe.Checkout.Session>",
            [.. Listing.Paging, .. Listing.Created, "customer", "status", "subscription"],
            List
        ),
    ];

    private static JsonObject Expire(Call call)
    {
        var session = call.Account.Sessions.OfPath(call);
        if (session.Status != "open")
            throw Refusal.Invalid(
                $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{session.Status}`."
            );
        session.Expire();
        return session.Render();
    }

    private static JsonObject List(Call call)
    {
        var (customer, subscription) = (call.Form.Text("customer"), call.Form.Text("subscription"));
        var status = call.Form.OneOf("status", "open", "complete", "expired");
        return Listing.Page(
            call,
            call.Account.Sessions.All.Where(session =>
                (customer is null || session.Customer?.Id == customer)
                && (subscription is null || session.Subscription == subscription)
                && (status is null || session.Status == status)
                && Listing.InRange(call.Form, "created", session.Created)
            )
        );
    }
}
