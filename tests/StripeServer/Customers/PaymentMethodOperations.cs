using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Customers;

internal static class PaymentMethodOperations
{
    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/payment_methods/{id}/attach",
            "Stripe.PaymentMethodAttachParams",
            "Stripe.PaymentMethod",
            ["customer"],
            Attach
        ),
        new(
            "GET",
            "/v1/payment_methods/{id}",
            "Stripe.PaymentMethodRetrieveParams",
            "Stripe.PaymentMethod",
            [],
            call => call.Account.PaymentMethods.OfPath(call).Render()
        ),
        new(
            "GET",
            "/v1/payment_methods",
            "Stripe.PaymentMethodListParams",
            "Stripe.ApiList<Stripe.PaymentMethod>",
            [.. Listing.Paging, "customer", "type"],
            call =>
                Listing.Page(
                    call,
                    call.Account.PaymentMethods.All.Where(method =>
                        method.Customer is not null && method.Customer == call.Form.Text("customer")
                    )
                )
        ),
    ];

    /// <summary>A stored payment method, or a new one of a ready-made test card such as <c>pm_card_visa</c>.</summary>
    public static PaymentMethod Find(Call call, string id, string? clock = null)
    {
        if (Card.Find(id) is { } card)
            return call.Account.PaymentMethods.Add(new PaymentMethod(call.Account, card, clock));
        return call.Account.PaymentMethods.Find(id) ?? throw Refusal.Missing("PaymentMethod", id, "payment_method");
    }

    public static void Attach(Account account, PaymentMethod method, Customer customer)
    {
        if (method.Card.AttachDecline is { } decline)
            throw Refusal.Card("Your card was declined.", "card_declined", decline);
        method.Customer = customer.Id;
        account.Log.Emit("payment_method.attached", method);
    }

    private static JsonObject Attach(Call call)
    {
        call.Form.Required("customer");
        var customer = call.Account.Customers.OfParameter(call, "customer")!;
        var method = Find(call, call.Id!, customer.Clock);
        Attach(call.Account, method, customer);
        return method.Render();
    }
}
