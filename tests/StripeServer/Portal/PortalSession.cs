using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Portal;

internal sealed class PortalSession(Account account, Customer customer, string? returnUrl, string? locale) : IResource
{
    public string Id { get; } = Ids.New("bps_");
    public DateTimeOffset Created { get; } = account.Now(customer.Clock);
    public Customer Customer => customer;
    public string? ReturnUrl => returnUrl;
    public string? Locale => locale;

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "billing_portal.session",
            ["configuration"] = "bpc_BinomeDefault",
            ["created"] = Created.Unix(),
            ["customer"] = customer.Id,
            ["customer_account"] = null,
            ["flow"] = null,
            ["livemode"] = account.Livemode,
            ["locale"] = locale,
            ["on_behalf_of"] = null,
            ["return_url"] = returnUrl,
            ["url"] = $"{account.BaseUrl}/p/session/{Id}",
        };
}

internal static class PortalOperations
{
    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/billing_portal/sessions",
            "Stripe.BillingPortal.SessionCreateParams",
            "Stripe.BillingPortal.Session",
            ["customer", "return_url", "locale"],
            Create
        ),
    ];

    private static JsonObject Create(Call call)
    {
        call.Form.Required("customer");
        var customer = call.Account.Customers.OfParameter(call, "customer")!;
        var session = new PortalSession(call.Account, customer, call.Form.Text("return_url"), call.Form.Text("locale"));
        call.Account.PortalSessions.Add(session);
        call.Account.Log.Emit("billing_portal.session.created", session);
        return session.Render();
    }
}
