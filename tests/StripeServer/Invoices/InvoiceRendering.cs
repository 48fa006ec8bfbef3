using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Invoices;

internal static class InvoiceRendering
{
    /// <summary>The fields that say whose invoice it is, and those that this server never fills.</summary>
    public static JsonObject Constant(Account account, Invoice invoice) =>
        new()
        {
            ["id"] = invoice.Id,
            ["object"] = "invoice",
            ["account_country"] = "FR",
            ["account_name"] = "Binome",
            ["account_tax_ids"] = null,
            ["amount_overpaid"] = 0,
            ["amount_shipping"] = 0,
            ["application"] = null,
            ["automatic_tax"] = new JsonObject
            {
                ["disabled_reason"] = null,
                ["enabled"] = invoice.Tax.Percent is not null,
                ["liability"] = invoice.Tax.Percent is null ? null : new JsonObject { ["type"] = "self" },
                ["provider"] = invoice.Tax.Percent is null ? null : "stripe",
                ["status"] = invoice.Tax.Percent is null ? null : "complete",
            },
            ["billing_reason"] = invoice.BillingReason,
            ["collection_method"] = "charge_automatically",
            ["created"] = invoice.Created.Unix(),
            ["currency"] = invoice.Currency,
            ["custom_fields"] = null,
            ["customer"] = invoice.Customer.Id,
            ["customer_account"] = null,
            ["customer_address"] = invoice.Customer.Address?.DeepClone(),
            ["customer_email"] = invoice.Customer.Email,
            ["customer_name"] = invoice.Customer.Name,
            ["customer_phone"] = invoice.Customer.Phone,
            ["customer_shipping"] = null,
            ["customer_tax_exempt"] = invoice.Customer.TaxExempt,
            ["customer_tax_ids"] = new JsonArray([.. invoice.Customer.TaxIds.Select(taxId => taxId.Pair)]),
            ["default_payment_method"] = null,
            ["default_source"] = null,
            ["default_tax_rates"] = new JsonArray(),
            ["description"] = null,
            ["discounts"] = new JsonArray(),
            ["due_date"] = null,
            ["footer"] = null,
            ["from_invoice"] = null,
            ["issuer"] = new JsonObject { ["type"] = "self" },
            ["last_finalization_error"] = null,
            ["latest_revision"] = null,
            ["livemode"] = account.Livemode,
            ["metadata"] = new JsonObject(),
            ["on_behalf_of"] = null,
            ["parent"] = Parent(invoice),
            ["payment_settings"] = new JsonObject
            {
                ["default_mandate"] = null,
                ["payment_method_options"] = null,
                ["payment_method_types"] = null,
            },
            ["post_payment_credit_notes_amount"] = 0,
            ["pre_payment_credit_notes_amount"] = 0,
            ["receipt_number"] = null,
            ["rendering"] = null,
            ["shipping_cost"] = null,
            ["shipping_details"] = null,
            ["statement_descriptor"] = null,
            ["test_clock"] = invoice.Clock,
            ["total_discount_amounts"] = new JsonArray(),
            ["total_pretax_credit_amounts"] = new JsonArray(),
            ["webhooks_delivered_at"] = invoice.Created.Unix(),
        };

    private static JsonObject? Parent(Invoice invoice) =>
        invoice.Subscription is not { } subscription
            ? null
            : new JsonObject
            {
                ["quote_details"] = null,
                ["subscription_details"] = new JsonObject
                {
                    ["metadata"] = Json.Map(subscription.Metadata),
                    ["subscription"] = subscription.Id,
                },
                ["type"] = "subscription_details",
            };
}
