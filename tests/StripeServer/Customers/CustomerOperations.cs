using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Customers;

internal static class CustomerOperations
{
    private static readonly string[] Fields =
    [
        "name",
        "email",
        "phone",
        "description",
        "preferred_locales",
        "preferred_locales[]",
        "tax_exempt",
        "metadata.*",
        "invoice_settings.default_payment_method",
        .. Address.Accepts("address"),
    ];

    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/customers",
            "Stripe.CustomerCreateParams",
            "Stripe.Customer",
            [.. Fields, "test_clock", "tax_id_data[].type", "tax_id_data[].value", "payment_method"],
            Create
        ),
        new(
            "GET",
            "/v1/customers/{id}",
            "Stripe.CustomerRetrieveParams",
            "Stripe.Customer | Stripe.DeletedCustomer",
            [],
            Get
        ),
        new("DELETE", "/v1/customers/{id}", "Stripe.CustomerDeleteParams", "Stripe.DeletedCustomer", [], Delete),
        new("POST", "/v1/customers/{id}", "Stripe.CustomerUpdateParams", "Stripe.Customer", Fields, Update),
        new(
            "GET",
            "/v1/customers",
            "Stripe.CustomerListParams",
            "Stripe.ApiList<Stripe.Customer>",
            [.. Listing.Paging, .. Listing.Created, "email", "test_clock"],
            List
        ),
    ];

    private static JsonObject Create(Call call)
    {
        var clock = call.Account.TestClocks.OfParameter(call, "test_clock")?.Id;
        var customer = new Customer(call.Account, clock);
        Apply(call, customer);
        call.Account.Customers.Add(customer);
        for (var at = 0; at < call.Form.Count("tax_id_data"); at++)
            call.Account.TaxIds.Add(
                new TaxId(
                    call.Account,
                    customer.Id,
                    call.Form.Required($"tax_id_data.{at}.type"),
                    call.Form.Required($"tax_id_data.{at}.value")
                )
            );
        if (call.Form.Text("payment_method") is { } payment)
            PaymentMethodOperations.Attach(call.Account, PaymentMethodOperations.Find(call, payment), customer);
        call.Account.Log.Emit("customer.created", customer);
        return customer.Render();
    }

    private static JsonObject Get(Call call)
    {
        var customer = call.Account.Customers.OfPath(call);
        return customer.Deleted ? customer.RenderDeleted() : customer.Render();
    }

    /// <summary>Ends its subscriptions at once, and keeps its invoices.</summary>
    private static JsonObject Delete(Call call)
    {
        var customer = Known(call);
        foreach (var running in call.Account.Subscriptions.All.Where(one => one.Customer == customer && !one.Ended))
            running.Life.End("cancellation_requested");
        customer.Deleted = true;
        call.Account.Log.Emit("customer.deleted", customer);
        return customer.RenderDeleted();
    }

    private static Customer Known(Call call)
    {
        var customer = call.Account.Customers.OfPath(call);
        return customer.Deleted ? throw call.NotFound("customer") : customer;
    }

    private static JsonObject Update(Call call)
    {
        var customer = Known(call);
        call.Account.Log.Updating("customer.updated", customer, () => Apply(call, customer));
        return customer.Render();
    }

    private static JsonObject List(Call call) =>
        Listing.Page(
            call,
            call.Account.Customers.All.Where(customer =>
                !customer.Deleted
                && Listing.InRange(call.Form, "created", customer.Created)
                && (call.Form.Text("email") is not { } email || customer.Email == email)
                && (call.Form.Text("test_clock") is not { } clock || customer.Clock == clock)
            )
        );

    private static void Apply(Call call, Customer customer)
    {
        var form = call.Form;
        var exempt = form.OneOf("tax_exempt", "none", "exempt", "reverse");
        var method = form.Text("invoice_settings.default_payment_method");
        if (method is not null && call.Account.PaymentMethods.Find(method)?.Customer != customer.Id)
            throw Refusal.Missing("PaymentMethod", method, "invoice_settings[default_payment_method]");
        string? Sent(string field, string? before) => form.Has(field) ? form.Text(field) : before;
        customer.Name = Sent("name", customer.Name);
        customer.Email = Sent("email", customer.Email);
        customer.Phone = Sent("phone", customer.Phone);
        customer.Description = Sent("description", customer.Description);
        customer.TaxExempt = exempt ?? customer.TaxExempt;
        if (form.Has("preferred_locales"))
            customer.Locales = form.Texts("preferred_locales");
        if (form.Has("address"))
            customer.Address = Address.Read(form, "address");
        if (form.Has("invoice_settings.default_payment_method"))
            customer.DefaultPaymentMethod = method;
        call.Merge(customer.Metadata);
    }
}
