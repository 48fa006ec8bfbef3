using System.Text.Json.Nodes;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Invoices;

internal static class InvoiceOperations
{
    public static readonly Operation[] All =
    [
        new(
            "GET",
            "/v1/invoices",
            "Stripe.InvoiceListParams",
            "Stripe.ApiList<Stripe.Invoice>",
            [.. Listing.Paging, .. Listing.Created, "customer", "subscription", "status"],
            List
        ),
        new(
            "GET",
            "/v1/invoices/{id}",
            "Stripe.InvoiceRetrieveParams",
            "Stripe.Invoice",
            [],
            call => call.Account.Invoices.OfPath(call).Render()
        ),
        new(
            "POST",
            "/v1/invoices/create_preview",
            "Stripe.InvoiceCreatePreviewParams",
            "Stripe.Invoice",
            InvoicePreview.Accepts,
            InvoicePreview.Preview
        ),
        new(
            "POST",
            "/v1/invoices/{id}/pay",
            "Stripe.InvoicePayParams",
            "Stripe.Invoice",
            ["payment_method", "paid_out_of_band", "off_session"],
            Pay
        ),
        new(
            "POST",
            "/v1/invoices/{id}/finalize",
            "Stripe.InvoiceFinalizeInvoiceParams",
            "Stripe.Invoice",
            ["auto_advance"],
            Finalize
        ),
        new("POST", "/v1/invoices/{id}/void", "Stripe.InvoiceVoidInvoiceParams", "Stripe.Invoice", [], Void),
    ];

    private static JsonObject List(Call call)
    {
        var customer = call.Account.Customers.OfParameter(call, "customer");
        var subscription = call.Account.Subscriptions.OfParameter(call, "subscription");
        var status = call.Form.OneOf("status", "draft", "open", "paid", "uncollectible", "void");
        return Listing.Page(
            call,
            call.Account.Invoices.All.Where(invoice =>
                (customer is null || invoice.Customer == customer)
                && (subscription is null || invoice.Subscription == subscription)
                && (status is null || invoice.Status == status)
                && Listing.InRange(call.Form, "created", invoice.Created)
            )
        );
    }

    private static JsonObject Pay(Call call)
    {
        var invoice = call.Account.Invoices.OfPath(call);
        if (invoice.Status is "paid" or "void")
            throw Refusal.Invalid(
                invoice.Status == "paid" ? "Invoice is already paid" : "Invoice is void and can no longer be paid."
            );
        var named = call.Form.Text("payment_method");
        var method = named is null ? null : PaymentMethodOperations.Find(call, named, invoice.Clock);
        if (call.Form.Flag("paid_out_of_band") ?? false)
            invoice.Life.PayOffStripe();
        else if (invoice.Life.Pay(method) is { } decline)
            throw decline;
        return invoice.Render();
    }

    private static JsonObject Finalize(Call call)
    {
        var invoice = call.Account.Invoices.OfPath(call);
        if (invoice.Status != "draft")
            throw Refusal.Invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.");
        invoice.AutoAdvance = call.Form.Flag("auto_advance") ?? invoice.AutoAdvance;
        invoice.Life.FinalizeInvoice();
        return invoice.Render();
    }

    private static JsonObject Void(Call call)
    {
        var invoice = call.Account.Invoices.OfPath(call);
        if (invoice.Status is not ("open" or "uncollectible"))
            throw Refusal.Invalid(
                $"You can only pass in open or uncollectible invoices. This invoice is {invoice.Status}."
            );
        invoice.Life.Void();
        return invoice.Render();
    }
}
